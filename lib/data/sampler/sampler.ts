/** In which order samples are taken. What each draws is what PyTorch's sampler of that name draws. */
import { types } from 'node:util'
import {
  checkBoolean,
  checkCount,
  checkInstance,
  checkOptionNames,
  checkPositiveInteger,
  describeValue,
} from '../../base/check'
import { OptionError } from '../../base/errors'
import type { TypedArray } from '../../base/typedArray'
import { Generator } from '../../runtime/generator'
import { isTensor, operators, tensor, tidy, type Tensor } from '../../tensor'
import { drawSeed } from '../seed'

/** Indices of samples: a new order each time it is gone through. */
export interface Sampler {
  readonly length: number
  [Symbol.iterator](): Iterator<number>
}

/** What has as many samples. */
export interface Counted {
  readonly length: number
}

export interface SamplerOptions {
  /** Where orders are drawn from; by default the generator that `torch.manualSeed` seeds. */
  generator?: Generator
}

function checkCounted(what: string, value: unknown): void {
  const length = (value as Partial<Counted> | null | undefined)?.length
  if (typeof value === 'object' && Number.isSafeInteger(length) && length! >= 0) return
  throw new OptionError(`${what}: expected a dataset with a length, found ${describeValue(value)}`)
}

function checkGenerator(what: string, generator: unknown): void {
  if (generator !== undefined)
    checkInstance(`${what}: generator`, generator, Generator, 'a torch.Generator')
}

function integers(draw: () => Tensor): Float64Array {
  return tidy(() => draw().to('float64').toTypedArray() as Float64Array)
}

/** 0, 1, 2, … PyTorch: `torch.utils.data.SequentialSampler`. */
export class SequentialSampler implements Sampler {
  constructor(readonly dataset: Counted) {
    checkCounted('SequentialSampler', dataset)
  }

  get length(): number {
    return this.dataset.length
  }

  *[Symbol.iterator](): globalThis.Generator<number, void> {
    for (let i = 0; i < this.length; ++i) yield i
  }
}

export interface RandomSamplerOptions extends SamplerOptions {
  /** Draw each anew, so that one sample may come several times. */
  replacement?: boolean
  /** By default as many as the dataset has. */
  numSamples?: number
}

/** A random order. PyTorch: `torch.utils.data.RandomSampler`. */
export class RandomSampler implements Sampler {
  readonly replacement: boolean
  readonly #numSamples: number | undefined
  readonly #generator: Generator | undefined

  constructor(
    readonly dataset: Counted,
    options: RandomSamplerOptions = {},
  ) {
    checkCounted('RandomSampler', dataset)
    checkOptionNames('RandomSampler', options, ['replacement', 'numSamples', 'generator'])
    const { replacement = false, numSamples, generator } = options
    checkBoolean('RandomSampler: replacement', replacement)
    if (numSamples !== undefined) checkPositiveInteger('RandomSampler: numSamples', numSamples)
    else if (dataset.length === 0) throw emptyDataset()
    checkGenerator('RandomSampler', generator)
    this.replacement = replacement
    this.#numSamples = numSamples
    this.#generator = generator
  }

  get length(): number {
    return this.#numSamples ?? this.dataset.length
  }

  *[Symbol.iterator](): globalThis.Generator<number, void> {
    const generator = this.#generator ?? new Generator(drawSeed())
    const drawn = this.replacement ? this.#withReplacement(generator) : this.#orders(generator)
    try {
      for (const chunk of drawn) for (let i = 0; i < chunk.length; ++i) yield chunk[i]!
    } finally {
      if (generator !== this.#generator) generator.dispose()
    }
  }

  *#withReplacement(generator: Generator): globalThis.Generator<Float64Array, void> {
    const chunk = 32 // PyTorch's, which decides what is drawn
    const end = this.dataset.length
    for (let left = this.length; left >= 0; left -= chunk)
      yield integers(() => operators.randint(0, end, [Math.min(chunk, left)], { generator }))
  }

  *#orders(generator: Generator): globalThis.Generator<Float64Array, void> {
    const count = this.dataset.length
    const order = (): Float64Array => integers(() => operators.randperm(count, { generator }))
    let left = this.length
    for (; left >= count && count > 0; left -= count) yield order()
    // PyTorch draws the rest of an order also where there is none.
    yield order().subarray(0, left)
  }
}

function emptyDataset(): OptionError {
  return new OptionError('RandomSampler: expected at least one sample, found an empty dataset')
}

/** The given indices in a random order. PyTorch: `torch.utils.data.SubsetRandomSampler`. */
export class SubsetRandomSampler implements Sampler {
  readonly #indices: readonly number[]
  readonly #generator: Generator | undefined

  constructor(indices: readonly number[], options: SamplerOptions = {}) {
    if (!Array.isArray(indices))
      throw new OptionError(
        `SubsetRandomSampler: expected an array of indices, found ${describeValue(indices)}`,
      )
    indices.forEach((index, i) => checkCount(`SubsetRandomSampler: indices[${i}]`, index))
    checkOptionNames('SubsetRandomSampler', options, ['generator'])
    checkGenerator('SubsetRandomSampler', options.generator)
    this.#indices = indices
    this.#generator = options.generator
  }

  get length(): number {
    return this.#indices.length
  }

  *[Symbol.iterator](): globalThis.Generator<number, void> {
    const generator = this.#generator ?? null
    const order = integers(() => operators.randperm(this.length, { generator }))
    for (const position of order) yield this.#indices[position]!
  }
}

export interface WeightedRandomSamplerOptions extends SamplerOptions {
  /** Draw each anew (default true), so that one sample may come several times. */
  replacement?: boolean
}

/**
 * Samples as often as their weights say, which need not add up to 1. PyTorch:
 * `torch.utils.data.WeightedRandomSampler`.
 */
export class WeightedRandomSampler implements Sampler {
  readonly weights: readonly number[]
  readonly replacement: boolean
  readonly #generator: Generator | undefined

  constructor(
    weights: readonly number[] | TypedArray | Tensor,
    readonly numSamples: number,
    options: WeightedRandomSamplerOptions = {},
  ) {
    this.weights = weightsOf(weights)
    checkPositiveInteger('WeightedRandomSampler: numSamples', numSamples)
    checkOptionNames('WeightedRandomSampler', options, ['replacement', 'generator'])
    const { replacement = true, generator } = options
    checkBoolean('WeightedRandomSampler: replacement', replacement)
    checkGenerator('WeightedRandomSampler', generator)
    const possible = this.weights.filter(weight => weight > 0).length
    if (!replacement && numSamples > possible)
      throw new OptionError(
        `WeightedRandomSampler: expected numSamples of at most ${possible}, the number of weights ` +
          `above 0, where replacement is false, found ${numSamples}`,
      )
    this.replacement = replacement
    this.#generator = generator
  }

  get length(): number {
    return this.numSamples
  }

  *[Symbol.iterator](): globalThis.Generator<number, void> {
    yield* integers(() =>
      operators.multinomial(
        tensor([...this.weights], { dtype: 'float64' }),
        this.numSamples,
        this.replacement,
        { generator: this.#generator ?? null },
      ),
    )
  }
}

function checkOneDimension(weights: unknown): void {
  const found = isTensor(weights)
    ? weights.shape
    : Array.isArray(weights) && weights.some(Array.isArray)
      ? 'an array of arrays'
      : [1]
  if (found.length === 1) return
  throw new OptionError(
    'WeightedRandomSampler: weights should be a 1d sequence, found ' +
      (typeof found === 'string' ? found : `the shape [${found.join(', ')}]`),
  )
}

function weightsOf(weights: unknown): readonly number[] {
  checkOneDimension(weights)
  const given = isTensor(weights)
    ? Array.from(tidy(() => weights.to('float64').toTypedArray() as Float64Array))
    : types.isTypedArray(weights)
      ? Array.from(weights as Iterable<number | bigint>, Number)
      : weights
  const right =
    Array.isArray(given) &&
    given.every(weight => typeof weight === 'number' && weight >= 0 && Number.isFinite(weight)) &&
    given.some(weight => weight > 0)
  if (right) return given as number[]
  throw new OptionError(
    'WeightedRandomSampler: expected an array of weights of at least 0, not all of them 0, found ' +
      describeValue(weights),
  )
}
