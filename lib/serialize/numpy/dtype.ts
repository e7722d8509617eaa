/** NumPy's names of dtypes: byte order, kind, bytes. */
import type { DType } from '../../base/dtype'

const kinds: Readonly<Record<string, DType>> = {
  b1: 'bool',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  c8: 'complex64',
  c16: 'complex128',
}

const names = new Map(Object.entries(kinds).map(([name, dtype]) => [dtype, name]))

export interface NumpyDtype {
  dtype: DType
  isBigEndian: boolean
}

/** The dtype of `<f4`, `>i8` or `|b1`; null for one that no tensor has. */
export function parseDescr(descr: string): NumpyDtype | null {
  const [, order, kind] = /^([<>|=])([a-z]\d+)$/.exec(descr) ?? []
  if (kind === undefined || !Object.hasOwn(kinds, kind)) return null
  return { dtype: kinds[kind]!, isBigEndian: order === '>' }
}

/** The name of a dtype; null for those that NumPy lacks. */
export function descrOf(dtype: DType): string | null {
  const name = names.get(dtype)
  if (name === undefined) return null
  return `${name.endsWith('1') ? '|' : '<'}${name}`
}
