import { Generator } from '../../runtime/generator'
import { operators, tensor, type Tensor } from '../../tensor'

/** Random vectors in float64, the same at each call of a program. */
export class Sampler {
  readonly #generator: Generator

  constructor(seed: number) {
    this.#generator = new Generator(seed)
  }

  normal(count: number, scale = 1): Tensor {
    return operators.randn([count], { generator: this.#generator, dtype: 'float64' }).mul(scale)
  }

  uniform(count: number, low: number, high: number): Tensor {
    return operators
      .rand([count], { generator: this.#generator, dtype: 'float64' })
      .mul(high - low)
      .add(low)
  }

  /** A random distribution over the classes. */
  distribution(count: number): Tensor {
    const weights = this.uniform(count, 0, 1)
    return weights.div(weights.sum())
  }

  [Symbol.dispose](): void {
    this.#generator.dispose()
  }
}

/** e_i */
export function oneHot(index: number, count: number): Tensor {
  return tensor(
    Array.from({ length: count }, (_, i) => (i === index ? 1 : 0)),
    { dtype: 'float64' },
  )
}
