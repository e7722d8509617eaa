/** The modes that decide whether and how operators are recorded. */
import { checkBoolean, checkFunction, refusePromise } from '../../base/check'
import { dtypeCode, dtypeName, type DType } from '../../base/dtype'
import { native } from '../../native'

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

/** Whether a region computes in `dtype`; of others PyTorch warns too, and leaves operators as they are. */
function isAutocastDType(device: string, dtype: DType): boolean {
  if (dtype === 'bfloat16' || dtype === 'float16') return true
  process.emitWarning(
    `autocast: expected bfloat16 or float16 on ${device}, found ${dtype}: disabled in this region`,
    'TorchWarning',
  )
  return false
}

/** Whether a function given to `autocast` is running. */
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
  const code = dtype === undefined ? before.dtype : dtypeCode(dtype)
  native.setAutocastMode(device, isAutocastDType(device, dtypeName(code)), code)
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
