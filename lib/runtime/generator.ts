import { checkOptionNames, isPlainObject, checkString, describeValue } from '../base/check'
import { Disposable } from '../base/disposable'
import { DisposedError, OptionError } from '../base/errors'
import { native, type Opaque } from '../native'

/** Seeds are integers of 64 bits, signed or not. */
export function checkSeed(what: string, seed: number | bigint): void {
  const fits =
    typeof seed === 'bigint' ? seed >= -(2n ** 63n) && seed < 2n ** 64n : Number.isSafeInteger(seed)
  if (fits) return
  throw new OptionError(
    `${what}: expected a seed that is an integer (a bigint beyond 2^53), found ${describeValue(seed)}`,
  )
}

/** What the next generator stands for, instead of one of its own. */
let adopted: Opaque | null = null

/** PyTorch's, of generators that nobody has seeded. */
const defaultSeed = 67280421310721

/** The CPU's default generator, which was seeded with `seed`. */
export function defaultGenerator(seed: number | bigint): Generator {
  adopted = native.defaultGenerator('cpu')
  try {
    return new Generator(seed)
  } finally {
    adopted = null
  }
}

/**
 * A stream of random numbers of its own, for tensors of one device. Equal seeds give equal streams.
 * `new Generator(1)`, `new Generator(1, 'cuda')`, or as in Python
 * `new Generator({ device: 'cuda' }).manualSeed(1)`.
 * PyTorch: `torch.Generator`.
 */
export class Generator extends Disposable {
  readonly device: string
  #native: Opaque | null
  #seed: number | bigint

  constructor(seed?: number | bigint, device?: string)
  constructor(device: string | { device?: string })
  constructor(given: number | bigint | string | { device?: string } = defaultSeed, device = 'cpu') {
    super()
    const named = typeof given === 'string' ? { device: given } : given
    const isNamed = isPlainObject(named)
    if (isNamed) checkOptionNames('Generator', named, ['device'])
    this.device = isNamed ? (named.device ?? device) : device
    this.#seed = isNamed ? defaultSeed : named
    checkSeed('Generator', this.#seed)
    checkString('Generator: device', this.device)
    this.#native = adopted ?? native.makeGenerator(this.#seed, this.device)
  }

  /** What it was seeded with last. */
  get seed(): number | bigint {
    return this.#seed
  }

  /** The same as a bigint. PyTorch: `Generator.initial_seed`. */
  initialSeed(): bigint {
    return BigInt.asUintN(64, BigInt(this.#seed))
  }

  /** Begins the stream of that seed. PyTorch: `Generator.manual_seed`. */
  manualSeed(seed: number | bigint): this {
    checkSeed('Generator.manualSeed', seed)
    native.seedGenerator(this.native, seed)
    this.#seed = seed
    return this
  }

  /** @internal */
  get native(): Opaque {
    if (this.#native !== null) return this.#native
    throw new DisposedError(
      'DISPOSED',
      'Generator: expected a live generator, found a disposed one',
    )
  }

  protected release(): void {
    this.#native = null
  }
}
