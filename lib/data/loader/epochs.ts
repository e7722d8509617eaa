/** Where a loader is: which epoch, which batch, and what was drawn for it. */
import { checkCount, checkOptionNames, checkString, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { Generator } from '../../runtime/generator'
import { fromTypedArray, getRngState, setRngState, tidy } from '../../tensor'
import type { BatchSource } from '../sampler/batchSampler'
import { drawSeed } from '../seed'

/** Plain data, as for a checkpoint. */
export interface LoaderState {
  /** Epochs that were gone through, or begun and left. */
  readonly epoch: number
  /** Batches of the epoch after those that were handed out. */
  readonly position: number
  /** The default generator's state when that epoch began, base64; null before it begins. */
  readonly random: string | null
}

/** One time through the loader. */
export interface Epoch {
  readonly seed: bigint
  /** The indices of each batch from `position` on; null for streams. */
  readonly batches: Iterator<readonly number[]> | null
  /** How many batches are left out, since they were handed out before. */
  readonly skip: number
}

/** Undefined at the end. */
export function nextOf(batches: Iterator<Iterable<number>>): readonly number[] | undefined {
  const next = batches.next()
  if (next.done) return undefined
  const indices: unknown = next.value
  if (Array.isArray(indices)) return indices as number[]
  if (typeof indices === 'object' && indices !== null && Symbol.iterator in indices)
    return Array.from(indices as Iterable<number>)
  throw new OptionError(
    `DataLoader: batchSampler: expected arrays of indices, found ${describeValue(indices)}`,
  )
}

export class Epochs {
  #epoch = 0
  #position = 0
  #random: string | null = null
  #restored: LoaderState | null = null

  constructor(
    readonly source: BatchSource | null,
    readonly generator: Generator | undefined,
  ) {}

  get state(): LoaderState {
    if (this.#restored) return this.#restored
    return { epoch: this.#epoch, position: this.#position, random: this.#random }
  }

  restore(state: LoaderState): void {
    checkState(state)
    this.#restored = state
  }

  /**
   * Draws as PyTorch does: a seed for what is random in the batches, and the order. After `restore`
   * it draws again what was drawn then, and leaves the default generator as it finds it.
   */
  begin(): Epoch {
    const restored = this.#restored
    this.#restored = null
    if (!restored) return this.#draw(0)
    const { epoch, position, random } = restored
    const present = readRandom()
    if (this.generator || ownsGenerator(this.source))
      for (let i = this.#epoch; i < epoch; ++i) this.#passOver()
    writeRandom(random ?? present)
    this.#epoch = epoch
    const begun = this.#draw(position)
    if (random !== null) writeRandom(present)
    return begun
  }

  /** A batch is handed out. */
  advance(): void {
    ++this.#position
  }

  /** The epoch is over, or was left. */
  end(): void {
    ++this.#epoch
    this.#position = 0
    this.#random = null
  }

  #draw(skip: number): Epoch {
    this.#random = readRandom()
    this.#position = skip
    const seed = drawSeed(this.generator)
    const batches = this.source && this.source[Symbol.iterator]()
    for (let i = 0; batches && i < skip; ++i) batches.next()
    return { seed, batches, skip }
  }

  /** What an epoch draws from generators. */
  #passOver(): void {
    drawSeed(this.generator)
    if (this.source) for (const batch of this.source) void batch
  }
}

/** Whether orders are drawn from a generator that the sampler was given. */
function ownsGenerator(source: BatchSource | null): boolean {
  const { sampler, generator } = (source ?? {}) as { sampler?: unknown; generator?: unknown }
  const inner = (sampler ?? {}) as { generator?: unknown }
  return generator instanceof Generator || inner.generator instanceof Generator
}

function readRandom(): string {
  return tidy(() => Buffer.from(getRngState().toTypedArray() as Uint8Array).toString('base64'))
}

function writeRandom(state: string): void {
  tidy(() => setRngState(fromTypedArray(new Uint8Array(Buffer.from(state, 'base64')))))
}

function checkState(state: LoaderState): void {
  checkOptionNames('DataLoader.loadStateDict', state, ['epoch', 'position', 'random'])
  checkCount('DataLoader.loadStateDict: epoch', state.epoch)
  checkCount('DataLoader.loadStateDict: position', state.position)
  if (state.random === null && state.position === 0) return
  if (state.random === null)
    throw new OptionError(
      `DataLoader.loadStateDict: random: expected what stateDict() gave, found ${describeValue(state.random)}`,
    )
  checkString('DataLoader.loadStateDict: random', state.random)
}
