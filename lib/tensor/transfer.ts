/**
 * Tensors on their way from one thread to another. Whoever gives one away owns it until it is
 * received. One that never is received is freed when neither a thread nor a message has the object
 * that stands for it any more; and two turns of the event loop after the end of its thread, when the
 * messages of that thread have been delivered.
 *
 * Where the runtime does not tell when a message is dropped, the object alone is watched, and one that
 * was posted, to a port that is closed, say, keeps its tensor until the thread ends.
 */
import { setImmediate } from 'node:timers'
import { describeValue } from '../base/check'
import { TorchError } from '../base/errors'
import { native, whenLoaded, type Handle } from '../native'
import { forget, isHandle } from './scope'
import { Tensor } from './tensor'

/** A tensor on its way to another thread; a plain object, so it can be posted, as a whole. */
export interface TensorTransfer {
  readonly isbeTensor: number
  /** The tensor lives no longer than this, unless it is received. */
  readonly isbeToken?: SharedArrayBuffer
}

/** Electron allows no memory of others in its buffers; other runtimes are not V8 in Node. */
const tells = process.release.name === 'node' && !('electron' in process.versions)

const unsent = new FinalizationRegistry<Handle>(handle => {
  native.release(Float64Array.of(handle), 1)
})

whenLoaded(addon => {
  addon.setThreadEndListener(thread => {
    setImmediate(() => setImmediate(() => addon.releaseTransfers(thread)))
  })
})

/** @internal */
export function transfer(tensor: Tensor): TensorTransfer {
  const handle = native.transfer(tensor.handle)
  forget(tensor)
  const token = tells ? native.transferToken(handle) : undefined
  return token === undefined ? watched(handle) : { isbeTensor: handle, isbeToken: token }
}

/** Frees the tensor with the object, unless somebody has read it. */
function watched(handle: Handle): TensorTransfer {
  const sent = {
    // Posting copies the object, and so reads this.
    get isbeTensor() {
      unsent.unregister(sent)
      return handle
    },
  }
  unsent.register(sent, handle, sent)
  return sent
}

/**
 * Takes a tensor that another thread gave away with `transfer()`; it can be taken once. To be
 * called when the message arrives: the tensor dies with a thread that has ended meanwhile.
 */
export function receive(transfer: TensorTransfer): Tensor {
  const given: unknown = (transfer as TensorTransfer | null | undefined)?.isbeTensor
  if (isHandle(given)) return new Tensor(native.adopt(given))
  const found =
    given === undefined ? describeValue(transfer) : `isbeTensor: ${describeValue(given)}`
  throw new TorchError('TYPE', `receive: expected the result of transfer(), found ${found}`)
}
