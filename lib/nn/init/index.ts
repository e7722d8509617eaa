/** How layers start: PyTorch's distributions, bounds and order of random numbers. */
import { elementCount } from '../../base/shape'
import { noGrad, operators, type Tensor } from '../../tensor'
import { Parameter } from '../parameter'
import type { FactoryOptions } from '../options'

/** The number of inputs of one output of a weight [out, in, …kernel]. */
function fanIn(shape: readonly number[]): number {
  return elementCount(shape.slice(1))
}

/** U(−bound, bound). */
export function uniform(
  shape: readonly number[],
  bound: number,
  { device, dtype }: FactoryOptions,
): Tensor {
  return noGrad(() =>
    operators.empty([...shape], { device, dtype }).uniform_({ from: -bound, to: bound }),
  )
}

/** 1/√fanIn; 0 for no input. */
function boundOf(shape: readonly number[]): number {
  const inputs = fanIn(shape)
  return inputs > 0 ? 1 / Math.sqrt(inputs) : 0
}

/**
 * U(−b, b) with b = 1/√fanIn: what PyTorch's Linear and Conv call
 * `kaiming_uniform_(weight, a=math.sqrt(5))`.
 */
export function defaultWeight(shape: readonly number[], factory: FactoryOptions = {}): Parameter {
  return new Parameter(uniform(shape, boundOf(shape), factory))
}

/** `size` values of U(−b, b) with b = 1/√fanIn of the weight they go with. */
export function defaultBias(
  weightShape: readonly number[],
  factory: FactoryOptions = {},
  size = weightShape[0]!,
): Parameter {
  return new Parameter(uniform([size], boundOf(weightShape), factory))
}

/** A parameter from U(−bound, bound). */
export function uniformParameter(
  shape: readonly number[],
  bound: number,
  factory: FactoryOptions,
): Parameter {
  return new Parameter(uniform(shape, bound, factory))
}
