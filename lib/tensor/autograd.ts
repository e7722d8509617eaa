/** Gradients: `backward`, `grad`, and the modes that decide whether and how they are recorded. */
import { dtypeCode, type DType } from '../base/dtype'
import { checkBoolean, checkFunction, checkOptionNames, refusePromise } from '../base/check'
import { TorchError } from '../base/errors'
import { native, type Handle } from '../native'
import { optionalTensors, tensorList, type TensorOrTensors } from './check'
import { Tensor } from './tensor'

export interface BackwardOptions {
  /** Keeps the graph for another backward; needed for second derivatives. */
  retainGraph?: boolean
  /** Records the backward itself, so that it can be differentiated. */
  createGraph?: boolean
  /** Only these accumulate gradients; all leaves by default. */
  inputs?: TensorOrTensors
}

export interface GradOptions {
  gradOutputs?: Tensor | readonly (Tensor | null)[] | null
  retainGraph?: boolean
  createGraph?: boolean
  /** An input that the outputs do not depend on gets null instead of an error. */
  allowUnused?: boolean
}

export interface BackwardMethods {
  /**
   * Accumulates gradients in the leaves. `gradient` is the gradient of this tensor (of its shape),
   * and may be left out for a tensor with one element.
   */
  backward(gradient?: Tensor | null, options?: BackwardOptions): void
}

function handleOf(tensor: Tensor | null): Handle | null {
  return tensor && tensor.handle
}

/**
 * Accumulates the gradients of tensors in the leaves. PyTorch: `torch.autograd.backward`.
 * @throws TorchError TYPE for what is no tensor, VALUE for tensors that need no gradient.
 */
export function backward(
  tensors: TensorOrTensors,
  gradients?: Tensor | readonly (Tensor | null)[] | null,
  options: BackwardOptions = {},
): void {
  const roots = tensorList('backward: tensors', tensors)
  const given = optionalTensors('backward: gradients', gradients)
  checkOptionNames('backward', options, ['retainGraph', 'createGraph', 'inputs'])
  const { retainGraph, createGraph = false } = options
  const inputs = tensorList('backward: inputs', options.inputs ?? [])
  for (const tensor of roots) {
    if (tensor.requiresGrad) continue
    throw new TorchError(
      'VALUE',
      'backward: expected a tensor computed from one with requiresGrad, found one without ' +
        'a gradient function; set requiresGrad on a leaf, and leave noGrad() before the forward pass',
    )
  }
  native.backward(
    roots.map(tensor => tensor.handle),
    given.map(handleOf),
    retainGraph ?? createGraph,
    createGraph,
    inputs.map(input => input.handle),
  )
}

/**
 * The gradients of `outputs` with respect to `inputs`, one an input. PyTorch: `torch.autograd.grad`.
 * @throws TorchError TYPE for what is no tensor.
 */
export function grad(
  outputs: TensorOrTensors,
  inputs: TensorOrTensors,
  options: GradOptions = {},
): (Tensor | null)[] {
  checkOptionNames('grad', options, ['gradOutputs', 'retainGraph', 'createGraph', 'allowUnused'])
  const { gradOutputs, retainGraph, createGraph = false, allowUnused = false } = options
  const handles = native.grad(
    tensorList('grad: outputs', outputs).map(output => output.handle),
    tensorList('grad: inputs', inputs).map(input => input.handle),
    optionalTensors('grad: gradOutputs', gradOutputs).map(handleOf),
    retainGraph ?? createGraph,
    createGraph,
    allowUnused,
  )
  return handles.map(handle => (handle ? new Tensor(handle) : null))
}

Object.defineProperty(Tensor.prototype, 'backward', {
  value: function (this: Tensor, gradient?: Tensor | null, options?: BackwardOptions): void {
    backward(this, gradient, options)
  },
})

const oneCall = 'the mode holds for one synchronous call only'

function withGradMode<T>(enabled: boolean, what: string, fn: () => T): T {
  checkFunction(what, fn)
  const before = native.gradMode()
  native.setGradMode(enabled)
  try {
    const result = fn()
    refusePromise(what, result, oneCall)
    return result
  } finally {
    native.setGradMode(before)
  }
}

/** Runs `fn` without recording for backward. PyTorch: `torch.no_grad`. */
export function noGrad<T>(fn: () => T): T {
  return withGradMode(false, 'noGrad', fn)
}

/** Runs `fn` recording again, inside `noGrad`. PyTorch: `torch.enable_grad`. */
export function enableGrad<T>(fn: () => T): T {
  return withGradMode(true, 'enableGrad', fn)
}

/** Whether operators are recorded for backward. */
export function isGradEnabled(): boolean {
  return native.gradMode()
}

/**
 * Sets whether operators of this thread are recorded from now on, or only while `fn` runs, whose
 * result it returns. PyTorch: `torch.set_grad_enabled`.
 */
export function setGradEnabled(enabled: boolean): void
export function setGradEnabled<T>(enabled: boolean, fn: () => T): T
export function setGradEnabled<T>(enabled: boolean, fn?: () => T): T | void {
  checkBoolean('setGradEnabled', enabled)
  if (fn === undefined) native.setGradMode(enabled)
  else return withGradMode(enabled, 'setGradEnabled', fn)
}

/**
 * Runs `fn` without recording, and on results that can never be recorded: less work than `noGrad`.
 * With `false` as the first argument it records again within. PyTorch: `torch.inference_mode`.
 */
export function inferenceMode<T>(fn: () => T): T
export function inferenceMode<T>(enabled: boolean, fn: () => T): T
export function inferenceMode<T>(enabledOrFn: boolean | (() => T), maybeFn?: () => T): T {
  const [enabled, fn] =
    typeof enabledOrFn === 'function' ? [true, enabledOrFn] : [enabledOrFn, maybeFn]
  checkBoolean('inferenceMode', enabled)
  checkFunction('inferenceMode', fn)
  native.pushInferenceMode(enabled)
  try {
    const result = fn!()
    refusePromise('inferenceMode', result, oneCall)
    return result
  } finally {
    native.popInferenceMode()
  }
}

/** PyTorch: `torch.is_inference_mode_enabled`. */
export function isInferenceModeEnabled(): boolean {
  return native.inferenceMode()
}

let autocastDepth = 0

/** Whether a function given to `autocast` is running. @internal */
export function isAutocastEnabled(): boolean {
  return autocastDepth > 0
}

/**
 * Runs `fn` with the operators that gain from it in `dtype`, the others in float32. `device` is
 * 'cpu' or 'cuda', where the operands are. Without a dtype the device's own is taken: bfloat16 on the
 * CPU, float16 on CUDA. The 16-bit copies of weights are kept until the outermost region ends.
 * PyTorch: `torch.autocast`.
 * @throws TorchError SCOPE when `fn` returns a promise, OptionError for what is no dtype.
 */
export function autocast<T>(device: string, fn: () => T): T
export function autocast<T>(device: string, dtype: DType | undefined, fn: () => T): T
export function autocast<T>(
  device: string,
  dtypeOrFn: DType | undefined | (() => T),
  maybeFn?: () => T,
): T {
  const [dtype, fn] =
    typeof dtypeOrFn === 'function' ? [undefined, dtypeOrFn] : [dtypeOrFn, maybeFn!]
  checkFunction('autocast', fn)
  const before = native.autocastMode(device)
  native.setAutocastMode(device, true, dtype === undefined ? before.dtype : dtypeCode(dtype))
  ++autocastDepth
  try {
    const result = fn()
    refusePromise('autocast', result, oneCall)
    return result
  } finally {
    native.setAutocastMode(device, before.enabled, before.dtype)
    if (--autocastDepth === 0) native.clearAutocastCache()
  }
}

/** The gradients of many tensors in one crossing; null where there is none. */
export function gradientsOf(tensors: readonly Tensor[]): (Tensor | null)[] {
  return native
    .gradients(tensors.map(tensor => tensor.handle))
    .map(handle => (handle ? new Tensor(handle) : null))
}

/** Drops (or, with `setToNone: false`, zeroes) the gradients of many tensors in one crossing. */
export function zeroGradients(tensors: readonly Tensor[], setToNone = true): void {
  native.zeroGradients(
    tensors.map(tensor => tensor.handle),
    setToNone,
  )
}
