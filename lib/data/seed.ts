/**
 * Random numbers of a loader. Each batch, and each sample that is asked for alone, has a seed of its
 * own that follows from the seed of the epoch and its number: not from the thread that makes it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Generator } from '../runtime/generator'
import { operator, operators, tidy } from '../tensor'

/** A seed from the generator, or from the default one, as PyTorch's loader draws it. @internal */
export function drawSeed(generator?: Generator): bigint {
  return tidy(() => {
    const drawn = operators.empty([], { dtype: 'int64' }).random_({ generator })
    return BigInt(drawn.item<number | bigint>())
  })
}

/** The seed of part `index` of what has `seed`: a step of SplitMix64. @internal */
export function deriveSeed(seed: bigint, index: number): bigint {
  const wrap = (value: bigint): bigint => BigInt.asUintN(64, value)
  let mixed = wrap(seed + BigInt(index + 1) * 0x9e3779b97f4a7c15n)
  mixed = wrap((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n)
  mixed = wrap((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn)
  return mixed ^ (mixed >> 31n)
}

/** A generator that is made when it is first asked for. */
class Source {
  #generator: Generator | undefined

  constructor(readonly seed: bigint) {}

  get generator(): Generator {
    return (this.#generator ??= new Generator(this.seed))
  }
}

const current = new AsyncLocalStorage<Source>()

const pushSeed = operator('isbe::_push_seed')
const popSeed = operator('isbe::_pop_seed')

/** Keeps what is drawn from the default generator apart from what `loaderGenerator()` gives. */
const ofDefault = 0x5bf03635f0a31e29n

/**
 * Runs `make`, in which `loaderGenerator()` is one of this seed, and so is the default generator of
 * this thread until `make` returns. @internal
 */
export function withSeed<T>(seed: bigint, make: () => T): T {
  pushSeed(BigInt.asIntN(64, seed ^ ofDefault))
  try {
    return current.run(new Source(seed), make)
  } finally {
    popSeed()
  }
}

/** Gives this thread a default generator of its own, for good. @internal */
export function seedThread(seed: bigint): void {
  pushSeed(BigInt.asIntN(64, seed))
}

/**
 * The generator of the batch, or of the sample, that a loader is just making; transforms draw from
 * it. Datasets that draw random numbers of their own after an await take them from here, so that they
 * depend on the loader's seed alone; before one, operators without a generator do so by themselves.
 * Undefined elsewhere.
 */
export function loaderGenerator(): Generator | undefined {
  return current.getStore()?.generator
}
