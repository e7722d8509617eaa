/**
 * The header of a safetensors file: how many bytes it has, then JSON that says which values lie
 * where. What the format promises is checked to the last byte: nothing overlaps, and no byte is left.
 */
import { bytesPerValue } from '../../tensor'
import { isPacked, type DType } from '../../base/dtype'
import { describeValue } from '../../base/check'
import { elementCount } from '../../base/shape'
import { problemOfKey } from '../pickle/dicts'
import type { Source } from '../source'
import { JsonReader, type Json, type Located } from './json'

export const dtypeNames = {
  F4: 'float4_e2m1fn_x2',
  BOOL: 'bool',
  U8: 'uint8',
  I8: 'int8',
  F8_E5M2: 'float8_e5m2',
  F8_E4M3: 'float8_e4m3fn',
  F8_E5M2FNUZ: 'float8_e5m2fnuz',
  F8_E4M3FNUZ: 'float8_e4m3fnuz',
  F8_E8M0: 'float8_e8m0fnu',
  I16: 'int16',
  U16: 'uint16',
  F16: 'float16',
  BF16: 'bfloat16',
  I32: 'int32',
  U32: 'uint32',
  F32: 'float32',
  C64: 'complex64',
  F64: 'float64',
  I64: 'int64',
  U64: 'uint64',
} as const satisfies Record<string, DType>

export interface TensorEntry {
  name: string
  dtype: DType
  shape: number[]
  /** From the beginning of the file. */
  start: number
  /** Of what the header says of it. */
  byte: number
}

export interface Header {
  tensors: TensorEntry[]
  metadata: Record<string, string>
}

/** The reference's own limit. */
export const mostHeaderBytes = 100_000_000

interface Extent extends TensorEntry {
  end: number
}

export function readHeader(source: Source): Header {
  const length = headerLength(source)
  const bytes = source.bytes(8, length)
  const members = membersOf(source, 'the header', new JsonReader(source, bytes, 8).read())
  const entries = [...members].filter(([name]) => name !== '__metadata__')
  const tensors = entries.map(entry => readEntry(source, 8 + length, entry))
  checkExtents(source, 8 + length, tensors)
  return {
    tensors,
    metadata: readMetadata(source, members.get('__metadata__')),
  }
}

function headerLength(source: Source): number {
  if (source.size < 8) throw source.damaged(source.size, 'expected 8 bytes of a header length')
  const length = source.bytes(0, 8).readBigUInt64LE()
  if (length > mostHeaderBytes) {
    throw source.damaged(
      0,
      `expected a header of at most ${mostHeaderBytes} bytes, found ${length}`,
    )
  }
  if (Number(length) > source.size - 8) {
    throw source.damaged(0, `expected a header within the ${source.size} bytes, found ${length}`)
  }
  if (length < 2) throw source.damaged(0, `expected a header of at least 2 bytes, found ${length}`)
  return Number(length)
}

function readMetadata(source: Source, found: Located | undefined): Record<string, string> {
  if (!found || found.value === null) return {}
  const texts = membersOf(source, "'__metadata__'", found)
  return Object.fromEntries(
    [...texts].map(([key, { value, byte }]) => {
      if (typeof value === 'string') return [key, value]
      throw source.damaged(byte, `expected a string of metadata for '${key}', found ${show(value)}`)
    }),
  )
}

function membersOf(source: Source, what: string, { value, byte }: Located) {
  if (typeof value === 'object' && value !== null && 'members' in value) return value.members
  throw source.damaged(byte, `expected an object for ${what}, found ${show(value)}`)
}

function show(value: Json): string {
  const isFloat = typeof value === 'object' && value !== null && 'float' in value
  return isFloat ? value.float : describeValue(value)
}

function readEntry(source: Source, dataStart: number, [name, located]: [string, Located]): Extent {
  const problem = problemOfKey(name, 'name')
  if (problem !== null) throw source.damaged(located.byte, problem)
  const what = `the tensor '${name}'`
  const members = membersOf(source, what, located)
  const field = (key: string): Located => {
    const found = members.get(key)
    if (found) return found
    throw source.damaged(located.byte, `expected '${key}' of ${what}, found none`)
  }
  const dtype = readDtype(source, what, field('dtype'))
  const shape = shapeOfElements(source, what, dtype, field('shape'))
  const offsets = field('data_offsets')
  const [begin = NaN, end = NaN, ...more] = readIntegers(source, `the offsets of ${what}`, offsets)
  if (Number.isNaN(end) || more.length > 0) {
    throw source.damaged(offsets.byte, `expected two offsets of ${what}`)
  }
  checkSize(source, what, { dtype, shape, begin, end, byte: offsets.byte })
  return { name, dtype, shape, start: dataStart + begin, end: dataStart + end, byte: offsets.byte }
}

function readDtype(source: Source, what: string, { value, byte }: Located): DType {
  if (typeof value === 'string' && Object.hasOwn(dtypeNames, value)) {
    return dtypeNames[value as keyof typeof dtypeNames]
  }
  const known = Object.keys(dtypeNames).join(', ')
  throw source.damaged(byte, `expected a dtype of ${what} (${known}), found ${show(value)}`)
}

function readIntegers(source: Source, what: string, { value, byte }: Located): number[] {
  const isCount = (element: Json) => Number.isSafeInteger(element) && (element as number) >= 0
  if (Array.isArray(value) && value.every(isCount)) return value as number[]
  const found = Array.isArray(value) ? value.find(element => !isCount(element))! : value
  throw source.damaged(byte, `expected ${what} to be integers of 0 or more, found ${show(found)}`)
}

/** Libtorch multiplies the sizes to strides, where those of 0 count as 1. */
function readShape(source: Source, what: string, field: Located): number[] {
  const shape = readIntegers(source, `the shape of ${what}`, field)
  if (shape.includes(0) && !Number.isSafeInteger(elementCount(shape.map(size => size || 1)))) {
    const sizes = shape.join(', ').slice(0, 80)
    throw source.damaged(field.byte, `expected smaller sizes of ${what}, found [${sizes}]`)
  }
  return shape
}

/** The format counts numbers where PyTorch counts elements. */
function shapeOfElements(source: Source, what: string, dtype: DType, field: Located): number[] {
  const shape = readShape(source, what, field)
  if (!isPacked(dtype)) return shape
  const last = shape.at(-1)
  if (last !== undefined && last % 2 === 0) return [...shape.slice(0, -1), last / 2]
  const problem = `expected pairs in the last dimension of ${what} (${dtype})`
  throw source.damaged(field.byte, `${problem}, found [${shape.join(', ')}]`)
}

/** What the format says of the shape of a tensor. */
export function shapeOfNumbers({ dtype, shape }: { dtype: DType; shape: readonly number[] }) {
  return isPacked(dtype) ? [...shape.slice(0, -1), 2 * shape.at(-1)!] : [...shape]
}

interface Sized {
  dtype: DType
  shape: number[]
  begin: number
  end: number
  byte: number
}

function checkSize(source: Source, what: string, { dtype, shape, begin, end, byte }: Sized): void {
  if (begin > end) throw source.damaged(byte, `expected ${what} to end after it begins`)
  const bytes = shape.reduce((product, size) => product * size, bytesPerValue(dtype))
  if (bytes === end - begin) return
  throw source.damaged(
    byte,
    `expected ${bytes} bytes of ${what} (${dtype}[${shape.join(', ')}]), found ${end - begin}`,
  )
}

/** Sorted by where they begin, each tensor begins where the one before ends, and no byte is left. */
function checkExtents(source: Source, dataStart: number, tensors: readonly Extent[]): void {
  let end = dataStart
  for (const tensor of [...tensors].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (tensor.start !== end) {
      const what = tensor.start < end ? 'that overlaps another' : 'after bytes that none has'
      throw source.damaged(tensor.byte, `found the tensor '${tensor.name}' ${what}`)
    }
    end = tensor.end
  }
  if (end > source.size) {
    throw source.damaged(source.size, `expected ${end} bytes, but the file ends: it is truncated`)
  }
  if (end < source.size) throw source.damaged(end, 'found bytes that no tensor has')
}
