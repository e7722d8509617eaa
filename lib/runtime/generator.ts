import { checkString, describeValue } from '../base/check'
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

/** The CPU's default generator, which was seeded with `seed`. */
export function defaultGenerator(seed: number | bigint): Generator {
  adopted = native.defaultGenerator()
  try {
    return new Generator(seed)
  } finally {
    adopted = null
  }
}

/**
 * A stream of random numbers of its own, for tensors of one device. Equal seeds give equal streams.
 * PyTorch: `torch.Generator(device).manual_seed(seed)`.
 */
export class Generator extends Disposable {
  #native: Opaque | null

  constructor(
    readonly seed: number | bigint,
    readonly device = 'cpu',
  ) {
    super()
    checkSeed('Generator', seed)
    checkString('Generator: device', device)
    this.#native = adopted ?? native.makeGenerator(seed, device)
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
