/** How layers start: PyTorch's distributions, bounds and order of random numbers. */
import { elementCount } from '../../base/shape'
import { noGrad, operators, type Tensor } from '../../tensor'
import { Parameter } from '../parameter'
import type { FactoryOptions } from '../options'

/** The number of inputs of one output of a weight [out, in, …kernel]. */
function fanIn(shape: readonly number[]): number {
  return elementCount(shape.slice(1))
}

/** A parameter that `resetParameters` gives its values. */
export function emptyParameter(
  shape: readonly number[],
  { device, dtype }: FactoryOptions,
  requiresGrad = true,
): Parameter {
  return new Parameter(operators.empty([...shape], { device, dtype }), requiresGrad)
}

/** Writes U(−bound, bound) over a tensor. */
export function drawUniform(tensor: Tensor, bound: number): void {
  noGrad(() => tensor.uniform_({ from: -bound, to: bound }))
}

/** 1/√fanIn; 0 for no input. */
function boundOf(shape: readonly number[]): number {
  const inputs = fanIn(shape)
  return inputs > 0 ? 1 / Math.sqrt(inputs) : 0
}

/**
 * Writes U(−b, b) with b = 1/√fanIn over a weight: what PyTorch's Linear and Conv call
 * `kaiming_uniform_(weight, a=math.sqrt(5))`.
 */
export function drawWeight(weight: Tensor): void {
  drawUniform(weight, boundOf(weight.shape))
}

/** Writes U(−b, b) over a bias, with b = 1/√fanIn of the weight it goes with. */
export function drawBias(bias: Tensor, weightShape: readonly number[]): void {
  drawUniform(bias, boundOf(weightShape))
}
