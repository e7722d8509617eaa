import { checkInstance } from '../../base/check'
import { Generator } from '../../runtime/generator'
import { operator, operators, tidy, type Tensor } from '../../tensor'
import { loaderGenerator } from '../seed'

const sampleDirichlet = operator('aten::_sample_dirichlet')

/**
 * What transforms draw: numbers on the CPU, whatever the device of the images, from the given
 * generator; else from that of the batch that a loader is making; else from the one that
 * `torch.manualSeed` seeds.
 */
export class Random {
  readonly #own: Generator | undefined

  constructor(generator?: Generator) {
    if (generator !== undefined)
      checkInstance('Random: generator', generator, Generator, 'a torch.Generator')
    this.#own = generator
  }

  /** For operators; null is the one that `torch.manualSeed` seeds. */
  get generator(): Generator | null {
    return this.#own ?? loaderGenerator() ?? null
  }

  /** From `low` to below `high`. */
  uniform(count: number, [low, high]: readonly [number, number]): number[] {
    if (low === high) return new Array<number>(count).fill(low)
    const { generator } = this
    const drawn = numbers(() => operators.rand([count], { dtype: 'float64', generator }))
    return drawn.map(value => low + value * (high - low))
  }

  /** Integers from 0 to below `end`. */
  integers(count: number, end: number): number[] {
    return this.uniform(count, [0, end]).map(Math.floor)
  }

  /** True with probability `p`. */
  choices(count: number, p: number): boolean[] {
    return this.uniform(count, [0, 1]).map(value => value < p)
  }

  /** 0, …, count − 1 in a random order. */
  permutation(count: number): number[] {
    const keys = this.uniform(count, [0, 1])
    return keys.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]!)
  }

  /** One draw of Beta(alpha, alpha). */
  beta(alpha: number): number {
    const { generator } = this
    return numbers(() => {
      const parameters = operators.full([2], alpha, { dtype: 'float64' })
      return sampleDirichlet(parameters, { generator }) as Tensor
    })[0]!
  }
}

function numbers(draw: () => Tensor): number[] {
  return tidy(() => Array.from(draw().toTypedArray() as Float64Array))
}
