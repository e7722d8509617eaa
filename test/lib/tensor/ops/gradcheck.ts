/** Compares gradients of autograd with central differences, through the public API, in float64. */
import torch, { Tensor } from '../../../../lib/index'

/** A float64 tensor to differentiate by, kept as plain values so that single ones can be moved. */
export class Input {
  constructor(
    readonly shape: readonly number[],
    readonly values: Float64Array,
  ) {}

  tensor(): Tensor {
    return torch.tensor(this.values).reshape(this.shape)
  }
}

/** A constant tensor, made anew for each evaluation. */
export class Constant {
  constructor(readonly make: () => Tensor) {}
}

let inputs = 0

/** Values spread over (low, high) by a fixed formula, no two of them near each other. */
function spread(shape: readonly number[], low: number, high: number): Input {
  const count = shape.reduce((product, size) => product * size, 1)
  const offset = 0.37 * ++inputs
  const values = Float64Array.from(
    { length: count },
    (_, i) => low + (high - low) * ((offset + (i + 1) * 0.6180339887) % 1),
  )
  return new Input(shape, values)
}

/** In (-1, 1), at least 0.05 from the kink that many operators have at 0. */
export function any(...shape: number[]): Input {
  const input = spread(shape, -0.95, 0.95)
  return new Input(
    shape,
    input.values.map(value => value + 0.05 * Math.sign(value)),
  )
}

export const unit = (...shape: number[]) => spread(shape, -0.85, 0.85)
export const positive = (...shape: number[]) => spread(shape, 0.3, 2)
export const aboveOne = (...shape: number[]) => spread(shape, 1.2, 3)
export const probability = (...shape: number[]) => spread(shape, 0.1, 0.9)

/** A matrix, or a batch of them, that is far from singular. */
export function regular(n: number): Input {
  const input = any(n, n)
  return new Input(
    [n, n],
    input.values.map((value, i) => value + (i % (n + 1) === 0 ? 3 : 0)),
  )
}

export function integers(values: number[] | number[][]): Constant {
  return new Constant(() => torch.tensor(values, { dtype: 'int64' }))
}

export function flags(values: boolean[] | boolean[][]): Constant {
  return new Constant(() => torch.tensor(values))
}

export function constant(values: number[] | number[][]): Constant {
  return new Constant(() => torch.tensor(values, { dtype: 'float64' }))
}

/** The name of an operator and its arguments. */
export type Row = readonly [name: string, ...args: unknown[]]

/** All values of a class, in arguments, lists and options. */
function find<T>(value: unknown, kind: new (...args: never[]) => T): T[] {
  if (value instanceof kind) return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(element => find(element, kind))
}

function substitute(value: unknown, leaves: ReadonlyMap<Input, Tensor>): unknown {
  if (value instanceof Input) return leaves.get(value)
  if (value instanceof Constant) return value.make()
  if (Array.isArray(value)) return value.map(element => substitute(element, leaves))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, element]) => [name, substitute(element, leaves)]),
  )
}

function weightsLike(output: Tensor): Tensor {
  const positions = torch.arange(1, output.numel() + 1, { dtype: 'float64' })
  return positions.mul(0.7).sin().reshape(output.shape)
}

type Operator = (...args: unknown[]) => unknown

/** The function of torch, or of `torch.ops` where PyTorch has but a method. */
function operatorOf([name]: Row): Operator {
  const functions = torch as unknown as Record<string, Operator>
  return functions[name] ?? torch.ops.aten![name]!
}

/** The sum of all outputs with a gradient, each value with a weight of its own. */
function weightedSum(row: Row, operator: Operator, leaves: ReadonlyMap<Input, Tensor>): Tensor {
  const result = operator(...row.slice(1).map(arg => substitute(arg, leaves)))
  const outputs = find(result, Tensor).filter(output => output.dtype === 'float64')
  return outputs.map(output => output.mul(weightsLike(output)).sum()).reduce((a, b) => a.add(b))
}

function evaluate(row: Row, operator: Operator, given: readonly Input[]): number {
  return torch.tidy(() =>
    torch.noGrad(() => {
      const leaves = new Map(given.map(input => [input, input.tensor()]))
      return weightedSum(row, operator, leaves).item<number>()
    }),
  )
}

function numericalGradient(
  row: Row,
  operator: Operator,
  given: readonly Input[],
  input: Input,
): number[] {
  const step = 1e-5
  return Array.from(input.values, (value, i) => {
    input.values[i] = value + step
    const above = evaluate(row, operator, given)
    input.values[i] = value - step
    const below = evaluate(row, operator, given)
    input.values[i] = value
    return (above - below) / (2 * step)
  })
}

function analyticalGradients(row: Row, operator: Operator, given: readonly Input[]): number[][] {
  return torch.tidy(() => {
    const leaves = new Map(given.map(input => [input, input.tensor()]))
    for (const leaf of leaves.values()) leaf.requiresGrad = true
    const gradients = torch.grad([weightedSum(row, operator, leaves)], [...leaves.values()])
    return gradients.map(gradient => Array.from(gradient.toTypedArray() as Float64Array))
  })
}

export interface Comparison {
  /** The largest difference of the two gradients, relative to 1 + their size; NaN if one is. */
  error: number
  /** The largest value of the gradient: 0 would mean that nothing was compared. */
  size: number
}

/** Both gradients of the operator in `row`, by all its inputs. */
export function compareGradients(row: Row, operator: Operator = operatorOf(row)): Comparison {
  const given = find(row.slice(1), Input)
  const analytical = analyticalGradients(row, operator, given).flat()
  const numerical = given.flatMap(input => numericalGradient(row, operator, given, input))
  const errors = numerical.map(
    (expected, i) => Math.abs(analytical[i]! - expected) / (1 + Math.abs(expected)),
  )
  return { error: Math.max(...errors), size: Math.max(...numerical.map(Math.abs)) }
}
