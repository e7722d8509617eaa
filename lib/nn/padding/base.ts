/** What paddings of all kinds share. */
import { pythonText } from '../../base/python'
import { operators, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { Module } from '../module'
import { sizesOf } from '../options'

/** One size for all sides, or [left, right, top, bottom, front, back], as many as there are. */
export type Sides = number | readonly number[]

export type Mode = 'constant' | 'reflect' | 'replicate' | 'circular'

/** Adds to, or with negative sizes takes off, the sides of the last dimensions. */
export abstract class Pad extends Module<[input: Tensor]> {
  readonly padding: readonly number[]

  constructor(
    readonly dimensions: 1 | 2 | 3,
    readonly mode: Mode,
    padding: Sides,
    readonly value: number | null = null,
  ) {
    super()
    this.padding = sidesOf(new.target.name, padding, 2 * dimensions)
  }

  forward(input: Tensor): Tensor {
    const { padding, mode, value } = this
    return this.attempt(() => {
      this.checkInput(input)
      return operators.pad(input, [...padding], { mode, value })
    }, input)
  }

  /** A constant needs no channels; what repeats the input takes [N, C, …] or [C, …]. */
  protected override inputShapes(): readonly ShapePattern[] {
    const space = this.dimensions === 1 ? ['L'] : ['D', 'H', 'W'].slice(-this.dimensions)
    if (this.mode === 'constant') return [['*', ...space]]
    return [
      ['N', 'C', ...space],
      ['C', ...space],
    ]
  }

  override extraRepr(): string {
    return pythonText(this.padding)
  }
}

const names = ['left', 'right', 'top', 'bottom', 'front', 'back']

function sidesOf(name: string, padding: unknown, count: number): number[] {
  const what = `${name}: padding`
  return sizesOf(what, padding, count, -Infinity, names.slice(0, count))
}
