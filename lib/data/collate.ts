/** Batches out of samples of any shape. */
import { types } from 'node:util'
import { describeValue, isPlainObject } from '../base/check'
import { DataError, OptionError } from '../base/errors'
import type { TypedArray } from '../base/typedArray'
import {
  Tensor,
  describeTensor,
  fromTypedArray,
  operators,
  problemOfDepth,
  tensor,
  tidy,
} from '../tensor'

/** The batch that samples of a type are collated to. */
export type Collated<Sample> = unknown extends Sample
  ? unknown
  : Sample extends Tensor | TypedArray | number | bigint | boolean
    ? Tensor
    : Sample extends string
      ? string[]
      : Sample extends object
        ? { [Key in keyof Sample]: Collated<Sample[Key]> }
        : never

/** The sample with its arrays as tensors. */
export type Converted<Sample> = Sample extends Tensor | TypedArray
  ? Tensor
  : Sample extends object
    ? { [Key in keyof Sample]: Converted<Sample[Key]> }
    : Sample

type Kind =
  'tensor' | 'typed array' | 'number' | 'bigint' | 'boolean' | 'string' | 'array' | 'object'

function isTypedArray(value: unknown): value is TypedArray {
  return types.isTypedArray(value)
}

function kindOf(value: unknown, place: string): Kind {
  if (value instanceof Tensor) return 'tensor'
  if (isTypedArray(value)) return 'typed array'
  if (Array.isArray(value)) return 'array'
  if (isPlainObject(value)) return 'object'
  const kind = typeof value
  if (kind === 'number' || kind === 'bigint' || kind === 'boolean' || kind === 'string') return kind
  throw new DataError(
    `defaultCollate: expected samples of tensors, TypedArrays, numbers, booleans, strings, arrays ` +
      `or plain objects of these, found ${describeValue(value)}${place}; pass a collate function ` +
      'of your own for others',
  )
}

/** Where in the samples a value lies, for messages: ` at 'input' of sample 3`. */
function placeOf(path: string, index: number): string {
  return `${path && ` at '${path}'`} of sample ${index}`
}

function checkSameKind(samples: readonly unknown[], kind: Kind, path: string): void {
  samples.forEach((sample, i) => {
    const found = kindOf(sample, placeOf(path, i))
    if (found === kind) return
    throw new DataError(
      `defaultCollate: expected values of one kind, found a ${kind}${placeOf(path, 0)} and a ` +
        `${found}${placeOf(path, i)}`,
    )
  })
}

function stack(tensors: readonly Tensor[], path: string): Tensor {
  const [first] = tensors as [Tensor]
  const other = tensors.findIndex(
    ({ shape }) =>
      shape.length !== first.shape.length || shape.some((size, i) => size !== first.shape[i]),
  )
  if (other < 0) return operators.stack(tensors)
  throw new DataError(
    `defaultCollate: expected tensors of one shape, found ${describeTensor(first)}` +
      `${placeOf(path, 0)} and ${describeTensor(tensors[other]!)}${placeOf(path, other)}; resize or ` +
      'pad them in a transform, or pass a collate function of your own',
  )
}

function checkSameLength(samples: readonly (readonly unknown[])[], path: string): number {
  const { length } = samples[0]!
  const other = samples.findIndex(sample => sample.length !== length)
  if (other < 0) return length
  throw new DataError(
    `defaultCollate: expected arrays of one length, found ${length}${placeOf(path, 0)} and ` +
      `${samples[other]!.length}${placeOf(path, other)}`,
  )
}

const inside = (path: string, key: string | number): string => (path ? `${path}.${key}` : `${key}`)

function checkDepth(what: string, depth: number): void {
  const problem = problemOfDepth(depth)
  if (problem !== null) throw new DataError(`${what}: ${problem}`)
}

function collateArrays(
  samples: readonly (readonly unknown[])[],
  path: string,
  depth: number,
): unknown[] {
  const length = checkSameLength(samples, path)
  return Array.from({ length }, (_, i) =>
    collate(
      samples.map(sample => sample[i]),
      inside(path, i),
      depth + 1,
    ),
  )
}

function collateObjects(
  samples: readonly Record<string, unknown>[],
  path: string,
  depth: number,
): object {
  const keys = Object.keys(samples[0]!)
  return Object.fromEntries(
    keys.map(key => {
      const values = samples.map((sample, i) => {
        if (Object.hasOwn(sample, key)) return sample[key]
        throw new DataError(`defaultCollate: expected '${key}'${placeOf(path, i)}, found none`)
      })
      return [key, collate(values, inside(path, key), depth + 1)]
    }),
  )
}

/** Whole numbers are labels and counts; others keep all their digits, as in PyTorch. */
function collateNumbers(values: readonly number[]): Tensor {
  const dtype = values.every(Number.isSafeInteger) ? 'int64' : 'float64'
  return tensor([...values], { dtype })
}

function collate(samples: readonly unknown[], path: string, depth: number): unknown {
  checkDepth('defaultCollate', depth)
  const kind = kindOf(samples[0], placeOf(path, 0))
  checkSameKind(samples, kind, path)
  switch (kind) {
    case 'tensor':
      return stack(samples as Tensor[], path)
    case 'typed array':
      return stack(
        (samples as TypedArray[]).map(array => fromTypedArray(array)),
        path,
      )
    case 'number':
      return collateNumbers(samples as number[])
    case 'bigint':
      return tensor(samples as bigint[], { dtype: 'int64' })
    case 'boolean':
      return tensor(samples as boolean[], { dtype: 'bool' })
    case 'string':
      return [...samples]
    case 'array':
      return collateArrays(samples as unknown[][], path, depth)
    case 'object':
      return collateObjects(samples as Record<string, unknown>[], path, depth)
  }
}

/**
 * One batch of samples, which all have the shape of the first: tensors and TypedArrays are stacked
 * along a new first dimension, whole numbers and bigints become int64 [B], other numbers float64
 * [B], booleans bool [B], strings stay an array; arrays and plain objects are gone into.
 * PyTorch: `torch.utils.data.default_collate`.
 * @throws DataError for samples that differ, by name and number.
 */
export function defaultCollate<Sample>(samples: readonly Sample[]): Collated<Sample> {
  if (!Array.isArray(samples) || samples.length === 0)
    throw new OptionError(
      `defaultCollate: expected an array of samples, found ${describeValue(samples)}`,
    )
  return tidy(() => collate(samples, '', 0)) as Collated<Sample>
}

function convert(value: unknown, depth: number): unknown {
  checkDepth('defaultConvert', depth)
  if (value instanceof Tensor) return value
  if (isTypedArray(value)) return fromTypedArray(value)
  const inner = (content: unknown): unknown => convert(content, depth + 1)
  if (Array.isArray(value)) return value.map(inner)
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, content]) => [key, inner(content)]))
}

/**
 * A sample that is handed out alone, not in a batch: its TypedArrays become tensors, the rest stays.
 * PyTorch: `torch.utils.data.default_convert`.
 */
export function defaultConvert<Sample>(sample: Sample): Converted<Sample> {
  return tidy(() => convert(sample, 0)) as Converted<Sample>
}
