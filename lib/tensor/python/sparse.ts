/**
 * Sparse tensors out of indices and values, as tensors or nested arrays. What breaks the rules of the
 * layout is refused here, always: libtorch reads and writes beyond its memory where it meets such a
 * tensor. PyTorch checks where `check_invariants` asks for it.
 */
import { checkBoolean, describeValue, isPlainObject } from '../../base/check'
import type { DType } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import type { TypedArray } from '../../base/typedArray'
import { tensor, type NestedArray } from '../creation'
import { operator, publicFunction } from '../ops/operator'
import type { Device, IntList, Layout, WrittenDevice } from '../ops/types'
import { tidy } from '../scope'
import { Tensor } from '../tensor'
import { bindByName } from './arguments'

type Numbers = Tensor | NestedArray | TypedArray

export interface SparseOptions<Name extends string = string> {
  /** Of the values, which are converted; by default the dtype that they have. */
  dtype?: DType | null
  device?: WrittenDevice<Name> | null
  pinMemory?: boolean | null
  requiresGrad?: boolean
  /** Taken as PyTorch takes it; the rules of the layout are checked either way. */
  checkInvariants?: boolean | null
}

export interface CooOptions<Name extends string = string> extends SparseOptions<Name> {
  layout?: Layout | null
  /** Says that the indices are sorted and none is there twice. */
  isCoalesced?: boolean | null
}

type Given = CooOptions & Record<string, unknown> & { values: Numbers; size?: IntList | null }

const keywords = ['dtype', 'layout', 'device', 'pinMemory', 'requiresGrad', 'checkInvariants']
const checkCoo = operator('aten::_validate_sparse_coo_tensor_args')
const checkCompressed = operator('aten::_validate_sparse_compressed_tensor_args')

function toValues(what: string, { values, dtype, device }: Given): Tensor {
  if (values === null) {
    throw new TorchError('TYPE', `${what}: expected values, found ${describeValue(values)}`)
  }
  if (values instanceof Tensor)
    return values.to({ dtype: dtype ?? undefined, device: device ?? undefined })
  return tensor(values, { dtype: dtype ?? undefined, device: device ?? undefined })
}

/** Arrays of indices become int64. */
function toIndices(what: string, name: string, indices: unknown, device: Device): Tensor {
  if (indices instanceof Tensor) return indices.to({ device })
  if (Array.isArray(indices) || ArrayBuffer.isView(indices)) {
    return tensor(indices as NestedArray, { dtype: 'int64', device })
  }
  throw new TorchError(
    'TYPE',
    `${what}: expected ${name} as a tensor or an array, found ${describeValue(indices)}`,
  )
}

/** A function of these indices, `make`, whose results `check` approves. */
function sparseOf(
  what: string,
  indexNames: readonly string[],
  more: readonly string[],
  make: (...args: unknown[]) => unknown,
  check: (made: Tensor, indices: readonly Tensor[], values: Tensor, given: Given) => void,
): (...args: unknown[]) => Tensor {
  const names = [...indexNames, 'values'].map(name => `${name}!`)
  return (...args) => {
    const given = bindByName<Given>(what, [...names, 'size'], [...keywords, ...more], args) as Given
    const { size, requiresGrad, checkInvariants, layout, pinMemory, isCoalesced } = given
    for (const [name, value] of Object.entries({ requiresGrad, checkInvariants })) {
      if ((value ?? null) !== null) checkBoolean(`${what}: ${name}`, value)
    }
    return tidy(() => {
      const values = toValues(what, given)
      const { dtype, device } = values
      const indices = indexNames.map(name => toIndices(what, name, given[name], device))
      const options = { dtype, device, layout, pinMemory, isCoalesced, requiresGrad }
      const sizes = (size ?? null) === null ? [] : [size]
      const made = make(...indices, values, ...sizes, options) as Tensor
      check(made, indices, values, given)
      return made
    })
  }
}

const cooSignatures = publicFunction(
  'torch',
  'sparse_coo_tensor',
  'sparse_coo_tensor',
  'size indices indices_size',
)

const cooOf = sparseOf(
  'sparseCooTensor',
  ['indices'],
  ['isCoalesced'],
  (indices, ...rest) => cooSignatures((indices as Tensor).to('int64'), ...rest),
  (made, [indices], values, { isCoalesced }) =>
    checkCoo(indices!.to('int64'), values, made.shape, { isCoalesced }),
)

export interface SparseCooTensor {
  /**
   * Values [n, …] at indices [sparse dimensions, n]; without `size` as large as the indices need.
   * PyTorch: `torch.sparse_coo_tensor`.
   * @throws TorchError for indices outside of the size.
   */
  <Name extends string>(
    indices: Numbers,
    values: Numbers,
    size?: IntList | null,
    options?: CooOptions<Name>,
  ): Tensor
  <Name extends string>(
    indices: Numbers,
    values: Numbers,
    options: CooOptions<Name> & { size?: IntList | null },
  ): Tensor
  <Name extends string>(
    options: CooOptions<Name> & { indices: Numbers; values: Numbers; size?: IntList | null },
  ): Tensor
  /** Of that size, without values. */
  <Name extends string>(size: IntList, options?: SparseOptions<Name>): Tensor
  <Name extends string>(options: SparseOptions<Name> & { size: IntList }): Tensor
}

/** Whether a call has no values: sizes only. */
function isEmpty(args: readonly unknown[]): boolean {
  const last = args.at(-1)
  if (!isPlainObject(last)) return args.length < 2 || typeof args[0] === 'number'
  return !('values' in last) && (args.length < 3 || typeof args[0] === 'number')
}

export const sparseCooTensor = ((...args: unknown[]): Tensor => {
  if (!isEmpty(args)) return cooOf(...args)
  const last = args.at(-1)
  if (!isPlainObject(last)) return cooSignatures(...args) as Tensor
  return cooSignatures(...args.slice(0, -1), { ...last, checkInvariants: undefined }) as Tensor
}) as SparseCooTensor

export interface SparseCompressedTensor<Compressed extends string, Plain extends string, More> {
  /**
   * Values at indices of which one dimension is compressed: where each row (or column) begins. The
   * size, where it is not given, is as large as the indices need.
   * @throws TorchError for indices that break the rules of the layout.
   */
  <Name extends string>(
    compressed: Numbers,
    plain: Numbers,
    values: Numbers,
    size?: IntList | null,
    options?: SparseOptions<Name> & More,
  ): Tensor
  <Name extends string>(
    compressed: Numbers,
    plain: Numbers,
    values: Numbers,
    options: SparseOptions<Name> & More & { size?: IntList | null },
  ): Tensor
  <Name extends string>(
    options: SparseOptions<Name> &
      More &
      Record<Compressed | Plain | 'values', Numbers> & { size?: IntList | null },
  ): Tensor
}

function compressedOf<Compressed extends string, Plain extends string, More = object>(
  layout: string,
  names: readonly [Compressed, Plain],
  groups: string,
): SparseCompressedTensor<Compressed, Plain, More> {
  const schema = `sparse_${layout}_tensor`
  const what = `sparse${layout[0]!.toUpperCase()}${layout.slice(1)}Tensor`
  return sparseOf(
    what,
    names,
    [],
    publicFunction('torch', schema, schema, groups),
    (made, [compressed, plain], values) =>
      checkCompressed(compressed, plain, values, made.shape, made.layout),
  )
}

const rows = 'crow_col_value_size crow_col_value'
const columns = 'ccol_row_value_size ccol_row_value'

/** PyTorch: `torch.sparse_csr_tensor`. */
export const sparseCsrTensor = compressedOf('csr', ['crowIndices', 'colIndices'], rows)
/** PyTorch: `torch.sparse_csc_tensor`. */
export const sparseCscTensor = compressedOf('csc', ['ccolIndices', 'rowIndices'], columns)
/** PyTorch: `torch.sparse_bsr_tensor`. */
export const sparseBsrTensor = compressedOf('bsr', ['crowIndices', 'colIndices'], rows)
/** PyTorch: `torch.sparse_bsc_tensor`. */
export const sparseBscTensor = compressedOf('bsc', ['ccolIndices', 'rowIndices'], columns)
/** PyTorch: `torch.sparse_compressed_tensor`. */
export const sparseCompressedTensor = compressedOf<
  'compressedIndices',
  'plainIndices',
  { layout: Layout }
>('compressed', ['compressedIndices', 'plainIndices'], 'comp_plain_value_size comp_plain_value')
