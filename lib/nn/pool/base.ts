/** What poolings share. */
import type { Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { Module } from '../module'
import { listed } from '../options'

export type Dimensions = 1 | 2 | 3

/** One tensor, or with `returnIndices` also where the values were. */
export type Pooled<WithIndices extends boolean> = WithIndices extends true
  ? [output: Tensor, indices: Tensor]
  : Tensor

/** A module over windows of [N, C, …] or [C, …]. */
export abstract class Pool<
  Output = Tensor,
  Inputs extends unknown[] = [input: Tensor],
> extends Module<Inputs, Output> {
  /** Options as they were given, which is how PyTorch prints them: 2, not (2, 2). */
  protected given: Readonly<Record<string, unknown>> = {}

  constructor(readonly dimensions: Dimensions) {
    super()
  }

  override extraRepr(): string {
    return listed(this.given)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    const space = this.dimensions === 1 ? ['L'] : ['D', 'H', 'W'].slice(-this.dimensions)
    return [
      ['N', 'C', ...space],
      ['C', ...space],
    ]
  }
}
