/** Queues of work on a device, and marks in them. */
import { checkFunction, checkInstance, checkOptionNames, refusePromise } from '../base/check'
import { OptionError } from '../base/errors'
import { native, type NativeStream, type Opaque } from '../native'
import { deviceIndex, requireCuda, type CudaDevice } from './device'

export interface StreamOptions {
  device?: CudaDevice
  /** Lower numbers run first: 0 (default) or −1. */
  priority?: number
}

/** Work in one stream runs in order; work in two may overlap. PyTorch: `torch.cuda.Stream`. */
export class Stream {
  /** @internal */
  readonly native: NativeStream

  constructor(options: StreamOptions = {}) {
    checkOptionNames('cuda.Stream', options, ['device', 'priority'])
    const index = deviceIndex('cuda.Stream', options.device)
    this.native = native.cudaNewStream(index, options.priority ?? 0)
  }

  /** @internal */
  static of(stream: NativeStream): Stream {
    return Object.assign(Object.create(Stream.prototype) as Stream, { native: stream })
  }

  get device(): string {
    return `cuda:${this.native.device}`
  }

  /** Whether all of its work is done. */
  query(): boolean {
    return native.cudaQueryStream(this.native)
  }

  /** Waits on the host until all of its work is done. */
  synchronize(): void {
    native.cudaSynchronizeStream(this.native)
  }

  /** Later work of this stream waits for what the other has now. */
  waitStream(other: Stream): void {
    checkInstance('cuda.Stream.waitStream', other, Stream, 'a cuda.Stream')
    this.waitEvent(other.recordEvent())
  }

  /** Later work of this stream waits for the event. */
  waitEvent(event: Event): void {
    checkInstance('cuda.Stream.waitEvent', event, Event, 'a cuda.Event')
    native.cudaBlockEvent(event.native, this.native)
  }

  /** A mark after the work that this stream has now. */
  recordEvent(event = new Event()): Event {
    checkInstance('cuda.Stream.recordEvent', event, Event, 'a cuda.Event')
    event.record(this)
    return event
  }
}

export interface EventOptions {
  /** Whether `elapsedTime` is wanted of it (default false). */
  enableTiming?: boolean
}

/** A mark in a stream. PyTorch: `torch.cuda.Event`. */
export class Event {
  /** @internal */
  readonly native: Opaque
  readonly #timing: boolean

  constructor(options: EventOptions = {}) {
    checkOptionNames('cuda.Event', options, ['enableTiming'])
    requireCuda('cuda.Event')
    this.#timing = options.enableTiming ?? false
    this.native = native.cudaNewEvent(this.#timing)
  }

  /** Sets the mark after the work that the stream has now. */
  record(stream = currentStream()): void {
    checkInstance('cuda.Event.record', stream, Stream, 'a cuda.Stream')
    native.cudaRecordEvent(this.native, stream.native)
  }

  /** Whether the work before the mark is done. */
  query(): boolean {
    return native.cudaQueryEvent(this.native)
  }

  /** Waits on the host for the work before the mark. */
  synchronize(): void {
    native.cudaSynchronizeEvent(this.native)
  }

  /** Milliseconds from this mark to a later one; waits for both. */
  elapsedTime(later: Event): number {
    checkInstance('cuda.Event.elapsedTime', later, Event, 'a cuda.Event')
    if (!this.#timing || !later.#timing) {
      throw new OptionError(
        'cuda.Event: elapsedTime needs two events made with { enableTiming: true }',
      )
    }
    this.synchronize()
    later.synchronize()
    return native.cudaElapsedTime(this.native, later.native)
  }
}

/** The stream that operators use in this thread. */
export function currentStream(device?: CudaDevice): Stream {
  return Stream.of(native.cudaCurrentStream(deviceIndex('cuda.currentStream', device)))
}

export function defaultStream(device?: CudaDevice): Stream {
  return Stream.of(native.cudaDefaultStream(deviceIndex('cuda.defaultStream', device)))
}

/**
 * Runs `fn`, which must be synchronous, with its operators in a stream, whose device is the current
 * one meanwhile. PyTorch: `torch.cuda.stream`.
 */
export function stream<T>(other: Stream, fn: () => T): T {
  checkInstance('cuda.stream', other, Stream, 'a cuda.Stream')
  checkFunction('cuda.stream', fn)
  const device = native.cudaCurrentDevice()
  const before = native.cudaSetStream(other.native)
  try {
    native.cudaSetDevice(other.native.device)
    const result = fn()
    refusePromise(
      'cuda.stream',
      result,
      'the stream is the current one for one synchronous call only',
    )
    return result
  } finally {
    native.cudaSetStream(before)
    native.cudaSetDevice(device)
  }
}
