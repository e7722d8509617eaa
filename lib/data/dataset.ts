import { checkCount, checkFunction, checkOptionNames, describeValue } from '../base/check'
import { Disposable } from '../base/disposable'
import { DataError, OptionError } from '../base/errors'
import { Tensor, describeTensor, keep, operators, tidy } from '../tensor'

/** What a loader hands out. */
export interface Batch {
  input: Tensor
  target: Tensor
}

/** Something with a length that gathers the samples at `indices` (int64 [B]) into a batch. */
export interface Dataset {
  readonly length: number
  gather(indices: Tensor): Batch
}

export interface TensorDatasetOptions {
  /** Applied to each gathered input, such as the scaling of bytes to floats. */
  transform?: (input: Tensor) => Tensor
}

/**
 * Samples along the first dimension of two tensors, which it owns from now on.
 * @throws DataError when their counts differ, OptionError for what is no tensor of samples.
 */
export class TensorDataset extends Disposable implements Dataset {
  readonly length: number
  readonly #transform: (input: Tensor) => Tensor

  constructor(
    readonly input: Tensor,
    readonly target: Tensor,
    options: TensorDatasetOptions = {},
  ) {
    super()
    checkSamples('input', input)
    checkSamples('target', target)
    checkOptionNames('TensorDataset', options, ['transform'])
    const { transform = value => value } = options
    checkFunction('TensorDataset: transform', transform)
    this.length = input.size(0)
    if (target.size(0) !== this.length) {
      throw new DataError(
        `TensorDataset: expected as many targets as inputs, found ${target.size(0)} for ${this.length}`,
      )
    }
    keep(input)
    keep(target)
    this.#transform = transform
  }

  gather(indices: Tensor): Batch {
    return tidy(() => ({
      input: this.#transform(operators.indexSelect(this.input, 0, indices)),
      target: operators.indexSelect(this.target, 0, indices),
    }))
  }

  /** The first `count` samples, over the same memory. */
  take(count: number): TensorDataset {
    checkCount('TensorDataset.take', count)
    return tidy(() => {
      const end = Math.min(count, this.length)
      return new TensorDataset(
        operators.narrow(this.input, 0, 0, end),
        operators.narrow(this.target, 0, 0, end),
        { transform: this.#transform },
      )
    })
  }

  /** The same samples over the same memory, with `transform` applied after the present one. */
  map(transform: (input: Tensor) => Tensor): TensorDataset {
    checkFunction('TensorDataset.map', transform)
    return tidy(
      () =>
        new TensorDataset(this.input.viewAs(this.input), this.target.viewAs(this.target), {
          transform: input => transform(this.#transform(input)),
        }),
    )
  }

  protected release(): void {
    this.input.dispose()
    this.target.dispose()
  }
}

function checkSamples(name: string, value: unknown): void {
  if (value instanceof Tensor && value.ndim > 0) return
  const found = value instanceof Tensor ? describeTensor(value) : describeValue(value)
  throw new OptionError(
    `TensorDataset: expected a tensor of samples along its first dimension as ${name}, found ${found}`,
  )
}
