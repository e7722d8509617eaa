/** Whole Jacobians and Hessians, a row after the other. */
import { checkBoolean, checkChoice, checkOptionNames } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import type { TensorOrTensors } from '../../check'
import { operator } from '../../ops/operator'
import { Tensor } from '../../tensor'
import {
  gradients,
  recording,
  refuse,
  scalarOf,
  withCall,
  zerosAs,
  type Call,
  type FunctionalOptions,
  type TensorFunction,
} from './sides'

export interface JacobianOptions extends FunctionalOptions {
  /** Taken from PyTorch and without effect: rows are computed one after the other. */
  vectorize?: boolean
  /** Taken from PyTorch and without effect but on what is refused: both give the same. */
  strategy?: Strategy
}

export interface HessianOptions extends FunctionalOptions {
  /** As for `jacobian`. */
  vectorize?: boolean
  outerJacobianStrategy?: Strategy
}

export type Strategy = 'reverse-mode' | 'forward-mode'

/** [output][input], without the arrays where one tensor went in or came out. */
export type Blocks = Tensor | Tensor[] | Tensor[][]

const flatten = operator('aten::reshape')
const select = operator('aten::select')
const stack = operator('aten::stack')
const newZeros = operator('aten::new_zeros')
const squeeze = operator('aten::squeeze')

/** Refuses what PyTorch does. */
function checkMode(
  what: string,
  { vectorize = false, strategy = 'reverse-mode', strict, createGraph }: JacobianOptions,
): void {
  checkChoice(`${what}: strategy`, strategy, ['reverse-mode', 'forward-mode'])
  checkBoolean(`${what}: vectorize`, vectorize)
  const forward = strategy === 'forward-mode'
  const together = (first: string, second: string): never => {
    throw new TorchError('VALUE', `${what}: ${first} and ${second} are not supported together`)
  }
  if (forward && createGraph) together('createGraph: true', "strategy: 'forward-mode'")
  if (forward && strict) together('strict: true', "strategy: 'forward-mode'")
  if (vectorize && strict) together('strict: true', 'vectorize: true')
  if (forward && !vectorize) together("strategy: 'forward-mode'", 'vectorize: false')
}

/**
 * The Jacobian of `fn` at `inputs`: for each output and input a tensor of the output's shape followed
 * by the input's. PyTorch: `torch.autograd.functional.jacobian`.
 * @throws TorchError VALUE in `strict` where an output is independent of an input.
 */
export function jacobian(
  fn: TensorFunction,
  inputs: TensorOrTensors,
  options: JacobianOptions = {},
): Blocks {
  const known = ['createGraph', 'strict', 'vectorize', 'strategy']
  checkOptionNames('jacobian', options, known)
  checkMode('jacobian', options)
  const { createGraph, strict } = options
  const flags = { createGraph, strict }
  return withCall('jacobian', fn, inputs, flags, call => {
    const blocks = recording(flags.createGraph === true, () =>
      call.outputs.map((output, i) => rowsOf(call, output, i)),
    )
    return call.likeOutputs(call.outputs) instanceof Tensor
      ? call.likeInputs(blocks[0]!)
      : (blocks.map(row => call.likeInputs(row)) as Tensor[] | Tensor[][])
  })
}

/** For each input the derivatives of one output. */
function rowsOf(call: Call, output: Tensor, index: number): Tensor[] {
  const { inputs, options } = call
  const flat = flatten(output, [-1]) as Tensor
  const rows = Array.from({ length: output.nelement() }, (_, j) => {
    const element = select(flat, 0, j) as Tensor
    return gradients([element], inputs, null, options.createGraph, true)
  })
  return inputs.map((input, k) => {
    const shape = [...output.shape, ...input.shape]
    const column = rows.map(row => entry(call, row[k]!, index, k))
    if (column.length === 0) return newZeros(input, shape) as Tensor
    return flatten(stack(column, 0), shape) as Tensor
  })
}

function entry(call: Call, gradient: Tensor | null, output: number, input: number): Tensor {
  const { strict, createGraph } = call.options
  if (strict && gradient === null) {
    refuse(call.what, `output ${output} is independent of input ${input} (strict)`)
  }
  if (strict && createGraph && gradient && !gradient.requiresGrad) {
    refuse(call.what, `the Jacobian is independent of input ${input} (strict with createGraph)`)
  }
  return gradient ?? zerosAs(call.inputs[input]!)
}

/**
 * The Hessian at `inputs` of `fn`, which returns one element: for each pair of inputs a tensor of the
 * shape of the one followed by that of the other. PyTorch: `torch.autograd.functional.hessian`.
 * @throws as `jacobian`.
 */
export function hessian(
  fn: TensorFunction,
  inputs: TensorOrTensors,
  options: HessianOptions = {},
): Blocks {
  const known = ['createGraph', 'strict', 'vectorize', 'outerJacobianStrategy']
  checkOptionNames('hessian', options, known)
  const { vectorize, outerJacobianStrategy: strategy, ...flags } = options
  checkMode('hessian', { ...flags, vectorize, strategy })
  const { strict = false } = flags
  const inner = { createGraph: true, strict }
  const gradient = (...points: Tensor[]): TensorOrTensors =>
    withCall('hessian', fn, points, inner, call => {
      const output = squeeze(scalarOf(call)) as Tensor
      const found = gradients([output], call.inputs, null, true)
      const rows = found.map((row, k) => entry(call, row, 0, k))
      return inputs instanceof Tensor ? rows[0]! : rows
    })
  return jacobian(gradient, inputs, flags)
}
