/** Initialisation as in PyTorch: the same distributions, bounds and order of random numbers. */
import { elementCount } from '../base/shape'
import { noGrad, operators, type Tensor } from '../tensor'
import { Parameter } from './parameter'

/** The number of inputs of one output of a weight [out, in, …kernel]. */
function fanIn(shape: readonly number[]): number {
  return elementCount(shape.slice(1))
}

function uniform(shape: readonly number[], bound: number): Tensor {
  return noGrad(() => operators.empty([...shape]).uniform_({ from: -bound, to: bound }))
}

/**
 * U(−b, b) with b = 1/√fanIn: what PyTorch's Linear and Conv call
 * `kaiming_uniform_(weight, a=math.sqrt(5))`.
 */
export function defaultWeight(shape: readonly number[]): Parameter {
  return new Parameter(uniform(shape, 1 / Math.sqrt(fanIn(shape))))
}

/** U(−b, b) with b = 1/√fanIn of the weight it goes with. */
export function defaultBias(weightShape: readonly number[]): Parameter {
  return new Parameter(uniform([weightShape[0]!], 1 / Math.sqrt(fanIn(weightShape))))
}
