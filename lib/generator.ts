import { native, type Opaque } from './native'

/**
 * A stream of random numbers of its own, on the CPU. Equal seeds give equal streams.
 * PyTorch: `torch.Generator().manual_seed(seed)`.
 */
export class Generator {
  /** @internal */
  readonly native: Opaque

  constructor(readonly seed: number | bigint) {
    this.native = native.makeGenerator(seed)
  }
}
