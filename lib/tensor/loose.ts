/**
 * The warning about tensors that nobody can release yet. What is made outside of `tidy` waits for
 * the garbage collector, whose finalizers wait for the event loop: a synchronous loop takes memory
 * until there is none.
 */
import { setImmediate } from 'node:timers'
import { dtypeName, typedArrayLayout } from '../base/dtype'
import { elementCount } from '../base/shape'
import { native, type Handle } from '../native'

const limit = 512 * 2 ** 20

// Looking costs most of a microsecond a live tensor, so it is done more and more rarely.
const firstLook = 32
const growth = 1.5

/** What was made outside of `tidy` since the event loop turned. */
let count = 0
let nextLook = firstLook
/** Bytes held at the first look. */
let before = 0
/** Bytes of what was kept since then: somebody owns that. */
let owned = 0
let hasWarned = false

function startTurn(): void {
  count = 0
  nextLook = firstLook
  owned = 0
}

/** To be called for each new tensor that belongs to no `tidy`. */
export function countLoose(): void {
  if (hasWarned) return
  if (++count === 1) setImmediate(startTurn).unref()
  if (count === nextLook) look()
}

/** To be called for each tensor that gets an owner. */
export function countKept(handle: Handle): void {
  if (count >= firstLook) owned += bytesOf(handle)
}

function bytesOf(handle: Handle): number {
  try {
    const { array, width } = typedArrayLayout(dtypeName(native.dtype(handle)))
    return elementCount(native.shape(handle)) * array.BYTES_PER_ELEMENT * width
  } catch {
    return 0 // quantized or nested
  }
}

function look(): void {
  const isFirst = nextLook === firstLook
  nextLook = Math.ceil(nextLook * growth)
  // Cheap, and almost always enough to know: what is held is no more than what is resident.
  if (!isFirst && process.memoryUsage.rss() < limit) return
  const { bytes } = native.memory()
  if (isFirst) before = bytes
  else if (bytes - before - owned > limit) warn(bytes - before - owned)
}

function warn(bytes: number): void {
  hasWarned = true
  process.emitWarning(
    `${count} tensors made outside torch.tidy() since the event loop last turned hold ` +
      `${Math.round(bytes / 2 ** 20)} MiB; they are released only when it turns: wrap the loop's ` +
      'body in torch.tidy(), dispose() what is no longer needed, or await setImmediate() of ' +
      'node:timers/promises now and then',
    'TorchWarning',
    'ISBE_UNTIDY',
  )
}
