/** What becomes of the tensors that operators save for backward. */
import {
  checkBoolean,
  checkFunction,
  checkOptionNames,
  checkString,
  describeValue,
  refusePromise,
} from '../../base/check'
import { TorchError } from '../../base/errors'
import { native, type Handle } from '../../native'
import { Tensor } from '../tensor'

/** How many hooks are in force on this thread. */
let depth = 0
/** Why none may be; null where they may. */
let disabled: string | null = null

function checkEnabled(): void {
  if (disabled !== null && depth > 0) throw new TorchError('VALUE', disabled)
}

function withHooks<T>(what: string, push: () => void, fn: () => T): T {
  checkFunction(what, fn)
  ++depth
  try {
    checkEnabled()
    push()
    try {
      const result = fn()
      refusePromise(what, result, 'the hooks hold for one synchronous call only')
      return result
    } finally {
      native.popSavedTensorsHooks()
    }
  } finally {
    --depth
  }
}

/**
 * Runs `fn`; what its operators save for backward goes through `pack`, and what that returned through
 * `unpack` when backward asks for it. `pack` must not change the tensor. PyTorch:
 * `torch.autograd.graph.saved_tensors_hooks`.
 */
export function savedTensorsHooks<Packed, T>(
  pack: (tensor: Tensor) => Packed,
  unpack: (packed: Packed) => Tensor,
  fn: () => T,
): T {
  checkFunction('savedTensorsHooks: pack', pack)
  checkFunction('savedTensorsHooks: unpack', unpack)
  const push = (): void =>
    native.pushSavedTensorsHooks(handle => {
      const packed = pack(new Tensor(handle))
      return () => handleOfUnpacked(unpack(packed))
    })
  return withHooks('savedTensorsHooks', push, fn)
}

function handleOfUnpacked(tensor: unknown): Handle {
  if (tensor instanceof Tensor) return tensor.handle
  throw new TorchError(
    'TYPE',
    `savedTensorsHooks: expected unpack to return a Tensor, found ${describeValue(tensor)}`,
  )
}

export interface SaveOnCpuOptions {
  /** In pinned memory, copied there and back beside other work of the GPU (default false). */
  pinMemory?: boolean
}

/**
 * Runs `fn`; what its operators save for backward is kept in the memory of the CPU until backward asks
 * for it, so that more fits on a GPU. Tensors of the CPU are kept as they are. PyTorch:
 * `torch.autograd.graph.save_on_cpu`.
 */
export function saveOnCpu<T>(fn: () => T, options: SaveOnCpuOptions = {}): T {
  checkOptionNames('saveOnCpu', options, ['pinMemory'])
  const { pinMemory = false } = options
  checkBoolean('saveOnCpu: pinMemory', pinMemory)
  return withHooks('saveOnCpu', () => native.pushSaveOnCpu(pinMemory), fn)
}

/**
 * Runs `fn`, in which hooks on saved tensors throw a TorchError with this message: for what does not
 * work with them. PyTorch: `torch.autograd.graph.disable_saved_tensors_hooks`.
 * @throws TorchError VALUE, with the message, inside of such hooks.
 */
export function disableSavedTensorsHooks<T>(message: string, fn: () => T): T {
  const what = 'disableSavedTensorsHooks'
  checkString(`${what}: message`, message)
  checkFunction(what, fn)
  const before = disabled
  disabled = message
  try {
    checkEnabled()
    const result = fn()
    refusePromise(what, result, 'hooks are disabled for one synchronous call only')
    return result
  } finally {
    disabled = before
  }
}
