import { checkInstance, checkOptionNames, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { Generator } from '../runtime/generator'
import { operators, tidy } from '../tensor'
import { Subset } from './combine'
import { datasetOf, type Dataset } from './dataset'

export interface SplitOptions {
  /** Where the order is drawn from; by default the generator that `torch.manualSeed` seeds. */
  generator?: Generator
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** As Python's `math.isclose(total, 1)`, and no more than that. */
function areFractions(total: number): boolean {
  return total <= 1 && Math.abs(total - 1) <= 1e-9
}

/** Rounded down; what is left over goes to the parts in turn, one each. */
function countsOf(fractions: readonly number[], length: number): number[] {
  const counts = fractions.map(fraction => Math.floor(length * fraction))
  const rest = length - sum(counts)
  for (let i = 0; i < rest; ++i) ++counts[i % counts.length]!
  return counts
}

function checkLengths(lengths: unknown): asserts lengths is readonly number[] {
  const fits = (value: unknown): boolean => typeof value === 'number' && value >= 0
  if (Array.isArray(lengths) && lengths.length > 0 && lengths.every(fits)) return
  throw new OptionError(
    'randomSplit: expected an array of lengths, such as [54_000, 6_000], or of fractions, such as ' +
      `[0.9, 0.1], found ${describeValue(lengths)}`,
  )
}

/**
 * Parts of a dataset without a sample in common, at random: of the given lengths, which must add up
 * to that of the dataset, or of fractions that add up to 1. The same seed gives the parts that
 * PyTorch gives. PyTorch: `torch.utils.data.random_split`.
 * @throws OptionError for lengths that do not fit.
 */
export function randomSplit<Sample>(
  given: Dataset<Sample> | readonly Sample[],
  lengths: readonly number[],
  options: SplitOptions = {},
): Subset<Sample>[] {
  const dataset = datasetOf('randomSplit', given)
  checkLengths(lengths)
  checkOptionNames('randomSplit', options, ['generator'])
  const { generator } = options
  if (generator !== undefined)
    checkInstance('randomSplit: generator', generator, Generator, 'a torch.Generator')
  const counts = areFractions(sum(lengths)) ? countsOf(lengths, dataset.length) : lengths
  if (!counts.every(Number.isSafeInteger) || sum(counts) !== dataset.length)
    throw new OptionError(
      `randomSplit: expected lengths that add up to ${dataset.length}, or fractions that add up to ` +
        `1, found [${lengths.join(', ')}], which add up to ${sum(lengths)}`,
    )
  const order = tidy(() =>
    operators.randperm(dataset.length, { generator: generator ?? null }).toTypedArray(),
  )
  let start = 0
  return counts.map(count => new Subset<Sample>(dataset, order.subarray(start, (start += count))))
}
