import {
  checkCount,
  checkFunction,
  checkOptionNames,
  checkText,
  describeValue,
} from '../base/check'
import { Disposable } from '../base/disposable'
import { DataError, OptionError } from '../base/errors'
import { describeTensor, isTensor, keep, operators, tidy, type Tensor } from '../tensor'
import { checkIndex, type Batch, type Dataset } from './dataset'
import { recipeOf, shareTensor, type Recipe } from './recipe'

export interface TensorDatasetOptions {
  /**
   * Applied to each gathered batch of inputs, such as the scaling of bytes to floats. In the threads
   * of a loader it must have been marked by `exported`.
   */
  transform?: (input: Tensor) => Tensor
  /** What the targets stand for, in their order. */
  classes?: readonly string[]
  /** What reports call the dataset. */
  title?: string
}

/**
 * Samples along the first dimension of two tensors, which it owns from now on. A batch is one
 * `indexSelect` of each. PyTorch: `torch.utils.data.TensorDataset`.
 * @throws DataError when their counts differ, OptionError for what is no tensor of samples.
 */
export class TensorDataset extends Disposable implements Dataset<Batch> {
  readonly length: number
  readonly classes: readonly string[] | undefined
  readonly title: string | undefined
  readonly #transform: ((input: Tensor) => Tensor) | undefined

  constructor(
    readonly input: Tensor,
    readonly target: Tensor,
    options: TensorDatasetOptions = {},
  ) {
    super()
    checkSamples('input', input)
    checkSamples('target', target)
    checkOptionNames('TensorDataset', options, ['transform', 'classes', 'title'])
    const { transform, classes, title } = options
    if (transform !== undefined) checkFunction('TensorDataset: transform', transform)
    checkClasses(classes)
    if (title !== undefined) checkText('TensorDataset: title', title)
    this.length = input.size(0)
    if (target.size(0) !== this.length) {
      throw new DataError(
        `TensorDataset: expected as many targets as inputs, found ${target.size(0)} for ${this.length}`,
      )
    }
    keep(input)
    keep(target)
    this.classes = classes
    this.title = title
    this.#transform = transform
  }

  get(index: number): Batch {
    checkIndex('TensorDataset.get', index, this.length)
    return tidy(() => ({
      input: this.#apply(operators.narrow(this.input, 0, index, 1)).squeeze(0),
      target: operators.select(this.target, 0, index),
    }))
  }

  gather(indices: Tensor): Batch {
    return tidy(() => ({
      input: this.#apply(operators.indexSelect(this.input, 0, indices)),
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
        { ...this.#described(), transform: this.#transform },
      )
    })
  }

  /** The same samples over the same memory, with `transform` applied after the present one. */
  map(transform: (input: Tensor) => Tensor): TensorDataset {
    checkFunction('TensorDataset.map', transform)
    return tidy(
      () =>
        new TensorDataset(this.input.viewAs(this.input), this.target.viewAs(this.target), {
          transform: this.#transform ? input => transform(this.#apply(input)) : transform,
          ...this.#described(),
        }),
    )
  }

  /** Another thread gathers from the same memory. */
  recipe(): Recipe {
    const transform = this.#transform && recipeOf(this.#transform, 'TensorDataset: transform')
    const { input, target, classes, title } = this
    return {
      module: __filename,
      name: 'tensorDatasetOf',
      args: [shareTensor(input), shareTensor(target), transform, classes, title],
    }
  }

  #described(): Pick<TensorDatasetOptions, 'classes' | 'title'> {
    return { classes: this.classes, title: this.title }
  }

  #apply(input: Tensor): Tensor {
    return this.#transform ? this.#transform(input) : input
  }

  protected release(): void {
    this.input.dispose()
    this.target.dispose()
  }
}

/** What a recipe calls. @internal */
export function tensorDatasetOf(
  input: Tensor,
  target: Tensor,
  transform?: (input: Tensor) => Tensor,
  classes?: readonly string[],
  title?: string,
): TensorDataset {
  return new TensorDataset(input, target, { transform, classes, title })
}

function checkSamples(name: string, value: unknown): void {
  if (isTensor(value) && value.ndim > 0) return
  const found = isTensor(value) ? describeTensor(value) : describeValue(value)
  throw new OptionError(
    `TensorDataset: expected a tensor of samples along its first dimension as ${name}, found ${found}`,
  )
}

function checkClasses(classes: unknown): void {
  if (classes === undefined) return
  if (Array.isArray(classes) && classes.every(name => typeof name === 'string')) return
  throw new OptionError(
    `TensorDataset: classes: expected an array of names, found ${describeValue(classes)}`,
  )
}
