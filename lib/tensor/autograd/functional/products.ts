/** Products of vectors with the Jacobian and the Hessian of a function. */
import type { TensorOrTensors } from '../../check'
import type { Tensor } from '../../tensor'
import { enableGrad } from '../modes'
import {
  filled,
  gradients,
  leafOf,
  recording,
  refuse,
  scalarOf,
  vectorsFor,
  withCall,
  zerosAs,
  type Call,
  type FunctionalOptions,
  type Side,
  type TensorFunction,
} from './sides'

type Vector = TensorOrTensors | null

/**
 * [fn(inputs), vᵀ·J]: the product of v, shaped like the outputs, with the Jacobian, shaped like the
 * inputs. PyTorch: `torch.autograd.functional.vjp`.
 * @throws TorchError VALUE where v does not fit, or in `strict` where an input has no effect.
 */
export function vjp(
  fn: TensorFunction,
  inputs: TensorOrTensors,
  v?: Vector,
  options: FunctionalOptions = {},
): [outputs: Side, vjp: Side] {
  return withCall('vjp', fn, inputs, options, call => {
    const vectors = vectorsFor('vjp', v, call.outputs)
    const { createGraph } = call.options
    const product = recording(createGraph, () =>
      filled(call, gradients(call.outputs, call.inputs, vectors, createGraph), call.inputs, alone),
    )
    return [call.likeOutputs(call.outputs), call.likeInputs(product)]
  })
}

const alone = 'the output is independent of input'

/**
 * [fn(inputs), J·v]: the product of the Jacobian with v, shaped like the inputs; computed as the
 * derivative of vᵀ·J in v. PyTorch: `torch.autograd.functional.jvp`.
 * @throws as `vjp`.
 */
export function jvp(
  fn: TensorFunction,
  inputs: TensorOrTensors,
  v?: Vector,
  options: FunctionalOptions = {},
): [outputs: Side, jvp: Side] {
  return withCall('jvp', fn, inputs, options, call => {
    const vectors = vectorsFor('jvp', v, call.inputs)
    const product = forwardProduct(call, call.outputs, vectors)
    return [call.likeOutputs(call.outputs), call.likeOutputs(product)]
  })
}

/** J·v of `outputs`: twice backward, for uᵀ·J is linear in u, whatever u is. */
function forwardProduct(
  call: Call,
  outputs: readonly Tensor[],
  vectors: readonly Tensor[] | null,
): Tensor[] {
  const { createGraph } = call.options
  const directions = outputs.map(output => leafOf(zerosAs(output)))
  const inner = enableGrad(() => gradients(outputs, call.inputs, directions, true))
  if (call.options.strict) checkReached(call, inner)
  return recording(createGraph, () =>
    filled(
      call,
      gradients(inner, directions, vectors, createGraph),
      outputs,
      'the gradient is independent of the direction of output',
    ),
  )
}

function checkReached({ what }: Call, found: readonly (Tensor | null)[]): void {
  found.forEach((gradient, i) => {
    if (gradient === null) refuse(what, `${alone} ${i} (strict)`)
    if (!gradient.requiresGrad) {
      refuse(what, `the gradient of input ${i} is independent of the inputs (strict)`)
    }
  })
}

/**
 * [fn(inputs), vᵀ·H] for a function that returns one element; v and the product are shaped like the
 * inputs. PyTorch: `torch.autograd.functional.vhp`.
 * @throws as `vjp`.
 */
export function vhp(
  fn: TensorFunction,
  inputs: TensorOrTensors,
  v?: Vector,
  options: FunctionalOptions = {},
): [output: Side, vhp: Side] {
  return withCall('vhp', fn, inputs, options, call => {
    const vectors = vectorsFor('vhp', v, call.inputs)
    const jacobian = gradientOfScalar(call)
    const { createGraph } = call.options
    const product = recording(createGraph, () =>
      filled(
        call,
        gradients(jacobian, call.inputs, vectors, createGraph),
        call.inputs,
        'the gradient is independent of input',
      ),
    )
    return [call.likeOutputs(call.outputs), call.likeInputs(product)]
  })
}

function gradientOfScalar(call: Call): Tensor[] {
  const output = scalarOf(call)
  const found = enableGrad(() => gradients([output], call.inputs, null, true))
  if (call.options.strict) checkReached(call, found)
  return found.map((gradient, i) => gradient ?? zerosAs(call.inputs[i]!))
}

/**
 * [fn(inputs), H·v] for a function that returns one element, as `vhp`, which is faster and the same
 * where second derivatives are continuous. PyTorch: `torch.autograd.functional.hvp`.
 * @throws as `vjp`.
 */
export function hvp(
  fn: TensorFunction,
  inputs: TensorOrTensors,
  v?: Vector,
  options: FunctionalOptions = {},
): [output: Side, hvp: Side] {
  return withCall('hvp', fn, inputs, options, call => {
    const vectors = vectorsFor('hvp', v, call.inputs)
    const product = forwardProduct(call, gradientOfScalar(call), vectors)
    return [call.likeOutputs(call.outputs), call.likeInputs(product)]
  })
}
