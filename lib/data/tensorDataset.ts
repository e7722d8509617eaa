import {
  checkCount,
  checkFunction,
  checkOptionNames,
  checkText,
  describeValue,
  isPlainObject,
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

/** What a dataset of these tensors has as a sample. */
export type SampleOf<Tensors extends readonly Tensor[]> = Tensors extends readonly [Tensor, Tensor]
  ? Batch
  : { -readonly [Place in keyof Tensors]: Tensor }

type Two = [input: Tensor, target: Tensor]

/**
 * Samples along the first dimension of tensors, which it owns from now on: of two tensors
 * `{ input, target }`, of any other number an array with a part of each. A batch is one `indexSelect`
 * of each. PyTorch: `torch.utils.data.TensorDataset`.
 * @throws DataError when their counts differ, OptionError for what is no tensor of samples.
 */
export class TensorDataset<Tensors extends readonly Tensor[] = Two>
  extends Disposable
  implements Dataset<SampleOf<Tensors>>
{
  readonly length: number
  readonly tensors: readonly Tensor[]
  readonly classes: readonly string[] | undefined
  readonly title: string | undefined
  readonly #transform: ((input: Tensor) => Tensor) | undefined

  constructor(input: Tensor, target: Tensor, options?: TensorDatasetOptions)
  constructor(...tensors: Tensors)
  constructor(...args: readonly unknown[]) {
    super()
    const [tensors, options] = split(args)
    checkOptionNames('TensorDataset', options, ['transform', 'classes', 'title'])
    const { transform, classes, title } = options
    if (transform !== undefined) checkFunction('TensorDataset: transform', transform)
    checkClasses(classes)
    if (title !== undefined) checkText('TensorDataset: title', title)
    this.length = tensors[0]!.size(0)
    this.tensors = Object.freeze(tensors.map(keep))
    this.classes = classes
    this.title = title
    this.#transform = transform
  }

  /** The first tensor. */
  get input(): Tensor {
    return this.tensors[0]!
  }

  /** The second tensor of two. @throws OptionError for a dataset of another number. */
  get target(): Tensor {
    if (this.tensors.length === 2) return this.tensors[1]!
    throw new OptionError(
      `TensorDataset: target: expected a dataset of two tensors, found ${this.tensors.length}`,
    )
  }

  get(index: number): SampleOf<Tensors> {
    checkIndex('TensorDataset.get', index, this.length)
    return tidy(() => {
      const [input, ...others] = this.tensors
      const first = this.#apply(operators.narrow(input!, 0, index, 1)).squeeze(0)
      return sampleOf([first, ...others.map(tensor => operators.select(tensor, 0, index))])
    })
  }

  gather(indices: Tensor): SampleOf<Tensors> {
    return tidy(() => {
      const [input, ...others] = this.tensors.map(tensor =>
        operators.indexSelect(tensor, 0, indices),
      )
      return sampleOf([this.#apply(input!), ...others])
    })
  }

  /** The first `count` samples, over the same memory. */
  take(count: number): TensorDataset<Tensors> {
    checkCount('TensorDataset.take', count)
    return tidy(() => {
      const end = Math.min(count, this.length)
      return this.#of(tensor => operators.narrow(tensor, 0, 0, end), this.#transform)
    })
  }

  /** The same samples over the same memory, with `transform` applied after the present one. */
  map(transform: (input: Tensor) => Tensor): TensorDataset<Tensors> {
    checkFunction('TensorDataset.map', transform)
    const both = (input: Tensor): Tensor => transform(this.#apply(input))
    return tidy(() => this.#of(tensor => tensor.viewAs(tensor), this.#transform ? both : transform))
  }

  /** Another thread gathers from the same memory. */
  recipe(): Recipe {
    const transform = this.#transform && recipeOf(this.#transform, 'TensorDataset: transform')
    const { tensors, classes, title } = this
    return {
      module: __filename,
      name: 'tensorDatasetOf',
      args: [tensors.map(shareTensor), transform, classes, title],
    }
  }

  #of(
    change: (tensor: Tensor) => Tensor,
    transform: ((input: Tensor) => Tensor) | undefined,
  ): TensorDataset<Tensors> {
    return tensorDatasetOf(this.tensors.map(change), transform, this.classes, this.title)
  }

  #apply(input: Tensor): Tensor {
    return this.#transform ? this.#transform(input) : input
  }

  protected release(): void {
    for (const tensor of this.tensors) tensor.dispose()
  }
}

/** What a recipe calls. @internal */
export function tensorDatasetOf<Tensors extends readonly Tensor[]>(
  tensors: readonly Tensor[],
  transform?: (input: Tensor) => Tensor,
  classes?: readonly string[],
  title?: string,
): TensorDataset<Tensors> {
  const args = [...tensors, { transform, classes, title }] as unknown as Tensors
  return new TensorDataset<Tensors>(...args)
}

function sampleOf<Sample>(parts: readonly Tensor[]): Sample {
  const [input, target] = parts
  return (parts.length === 2 ? { input, target } : parts) as Sample
}

/** The tensors, and the options where the last argument is none. */
function split(args: readonly unknown[]): [Tensor[], TensorDatasetOptions] {
  const isOptions = args.length > 1 && (args.at(-1) === undefined || isPlainObject(args.at(-1)))
  const tensors = isOptions ? args.slice(0, -1) : args
  if (tensors.length === 0) {
    throw new OptionError('TensorDataset: expected at least one tensor of samples, found none')
  }
  const name = (i: number): string => (tensors.length <= 2 ? names[i]! : `tensor ${i}`)
  tensors.forEach((tensor, i) => checkSamples(name(i), tensor))
  checkCounts(tensors as Tensor[])
  return [tensors as Tensor[], isOptions ? (args.at(-1) ?? {}) : {}]
}

const names = ['input', 'target']

function checkCounts(tensors: readonly Tensor[]): void {
  const [first, ...others] = tensors.map(tensor => tensor.size(0))
  if (others.every(count => count === first)) return
  throw new DataError(
    tensors.length === 2
      ? `TensorDataset: expected as many targets as inputs, found ${others[0]} for ${first}`
      : `TensorDataset: expected as many samples of each tensor, found ${[first, ...others].join(', ')}`,
  )
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
