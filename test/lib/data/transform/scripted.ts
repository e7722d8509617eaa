/** Random numbers that a test chooses. */
import { data } from '../../../../lib'

/**
 * Each draw gives the next of the lists, whose numbers from 0 to 1 are shares of the range that is
 * drawn from. A draw of another count than the test expects is an error.
 */
export class Scripted extends data.transforms.Random {
  readonly alphas: number[] = []
  readonly #shares: (readonly number[])[]
  readonly #beta: number

  constructor(shares: readonly (readonly number[])[], beta = 0.5) {
    super()
    this.#shares = [...shares]
    this.#beta = beta
  }

  override uniform(count: number, [low, high]: readonly [number, number]): number[] {
    const shares = this.#shares.shift()
    expect(shares).toHaveLength(count)
    return shares!.map(share => low + share * (high - low))
  }

  override beta(alpha: number): number {
    this.alphas.push(alpha)
    return this.#beta
  }
}
