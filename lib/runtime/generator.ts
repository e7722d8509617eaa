import { OptionError } from '../base/errors'
import { native, type Opaque } from '../native'

/** Seeds are integers of 64 bits, signed or not. */
export function checkSeed(what: string, seed: number | bigint): void {
  const fits =
    typeof seed === 'bigint' ? seed >= -(2n ** 63n) && seed < 2n ** 64n : Number.isSafeInteger(seed)
  if (fits) return
  throw new OptionError(
    `${what}: expected a seed that is an integer (a bigint beyond 2^53), found ${String(seed)}`,
  )
}

/**
 * A stream of random numbers of its own, for tensors of one device. Equal seeds give equal streams.
 * PyTorch: `torch.Generator(device).manual_seed(seed)`.
 */
export class Generator {
  /** @internal */
  readonly native: Opaque

  constructor(
    readonly seed: number | bigint,
    readonly device = 'cpu',
  ) {
    checkSeed('Generator', seed)
    this.native = native.makeGenerator(seed, device)
  }
}
