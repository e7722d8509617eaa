/** Figures over many batches, without waiting for the device until they are read. */
import { keep, noGrad, operators, tidy, type Tensor } from '../tensor'

/** The mean of values given batch by batch, weighted by batch size. */
export class Mean {
  #sum: Tensor | null = null
  #count = 0

  /** `total`: a tensor with one element, the sum over `count` samples. */
  add(total: Tensor, count: number): void {
    this.#count += count
    noGrad(() =>
      tidy(() => {
        const value = operators.detach(total).to('float64')
        if (this.#sum) this.#sum.add_(value)
        else this.#sum = keep(value.clone())
      }),
    )
  }

  /** NaN before anything was added. */
  compute(): number {
    return this.#sum ? Number(this.#sum.item()) / this.#count : NaN
  }

  reset(): void {
    this.#sum?.dispose()
    this.#sum = null
    this.#count = 0
  }
}

/** The share of samples whose largest score is the target's. Paper: α / 100 %, equation 8. */
export class Accuracy {
  readonly #mean = new Mean()

  /** `logits` [N, K], `target` int64 [N]. */
  update(logits: Tensor, target: Tensor): void {
    tidy(() => this.#mean.add(correctCount(logits, target), target.size(0)))
  }

  compute(): number {
    return this.#mean.compute()
  }

  reset(): void {
    this.#mean.reset()
  }
}

/** How many predictions are right, as a tensor with one element. */
export function correctCount(logits: Tensor, target: Tensor): Tensor {
  return noGrad(() => operators.argmax(logits, { dim: 1 }).eq(target).sum())
}

/** The accuracy of one batch, from 0 to 1. */
export function accuracy(logits: Tensor, target: Tensor): number {
  return tidy(() => Number(correctCount(logits, target).item()) / target.size(0))
}
