import { operator } from '../ops/operator'
import type { Tensor } from '../tensor'
import { bindByName, checkTensor } from './arguments'

export interface UniqueOptions {
  /** In ascending order (default true). */
  sorted?: boolean
  /** Also where each value of the input is in the result. */
  returnInverse?: boolean
  /** Also how often each value occurs. */
  returnCounts?: boolean
  /** Slices along this dimension instead of single values. */
  dim?: number | null
}

export type UniqueConsecutiveOptions = Omit<UniqueOptions, 'sorted'>

/** The values, then the inverse and the counts where they were asked for. */
export type UniqueResult = Tensor | Tensor[]

const ofValues = operator('aten::_unique2')
const ofSlices = operator('aten::unique_dim')
const ofRuns = operator('aten::unique_consecutive')

function select(results: unknown, { returnInverse, returnCounts }: UniqueOptions): UniqueResult {
  const [values, inverse, counts] = results as [Tensor, Tensor, Tensor]
  if (!returnInverse) inverse.dispose()
  if (!returnCounts) counts.dispose()
  if (!returnInverse && !returnCounts) return values
  return [values, ...(returnInverse ? [inverse] : []), ...(returnCounts ? [counts] : [])]
}

/**
 * The different values of a tensor, or slices along `dim`; with inverse and counts an array of these.
 * PyTorch: `torch.unique`.
 */
export function unique(
  input: Tensor,
  options: UniqueOptions & { returnInverse: true; returnCounts: true },
): [values: Tensor, inverse: Tensor, counts: Tensor]
export function unique(
  input: Tensor,
  options: UniqueOptions & { returnInverse: true; returnCounts?: false },
): [values: Tensor, inverse: Tensor]
export function unique(
  input: Tensor,
  options: UniqueOptions & { returnInverse?: false; returnCounts: true },
): [values: Tensor, counts: Tensor]
export function unique(
  input: Tensor,
  options?: UniqueOptions & { returnInverse?: false; returnCounts?: false },
): Tensor
export function unique(
  input: Tensor,
  sorted?: boolean,
  returnInverse?: boolean,
  returnCounts?: boolean,
  dim?: number | null,
): UniqueResult
export function unique(...args: unknown[]): UniqueResult {
  const given = bindByName<UniqueOptions & { input: Tensor }>(
    'unique',
    ['input!', 'sorted', 'returnInverse', 'returnCounts', 'dim'],
    [],
    args,
  )
  const { input, sorted = true, returnInverse = false, returnCounts = false, dim = null } = given
  checkTensor('unique', input)
  const results =
    dim === null
      ? ofValues(input, { sorted, returnInverse, returnCounts })
      : ofSlices(input, dim, { sorted, returnInverse, returnCounts })
  return select(results, { returnInverse, returnCounts })
}

/** The first of each run of equal values, or slices along `dim`. PyTorch: `torch.unique_consecutive`. */
export function uniqueConsecutive(
  input: Tensor,
  options: UniqueConsecutiveOptions & { returnInverse: true; returnCounts: true },
): [values: Tensor, inverse: Tensor, counts: Tensor]
export function uniqueConsecutive(
  input: Tensor,
  options: UniqueConsecutiveOptions & { returnInverse: true; returnCounts?: false },
): [values: Tensor, inverse: Tensor]
export function uniqueConsecutive(
  input: Tensor,
  options: UniqueConsecutiveOptions & { returnInverse?: false; returnCounts: true },
): [values: Tensor, counts: Tensor]
export function uniqueConsecutive(
  input: Tensor,
  options?: UniqueConsecutiveOptions & { returnInverse?: false; returnCounts?: false },
): Tensor
export function uniqueConsecutive(
  input: Tensor,
  returnInverse?: boolean,
  returnCounts?: boolean,
  dim?: number | null,
): UniqueResult
export function uniqueConsecutive(...args: unknown[]): UniqueResult {
  const given = bindByName<UniqueConsecutiveOptions & { input: Tensor }>(
    'uniqueConsecutive',
    ['input!', 'returnInverse', 'returnCounts', 'dim'],
    [],
    args,
  )
  const { input, returnInverse = false, returnCounts = false, dim = null } = given
  checkTensor('uniqueConsecutive', input)
  return select(ofRuns(input, { returnInverse, returnCounts, dim }), {
    returnInverse,
    returnCounts,
  })
}
