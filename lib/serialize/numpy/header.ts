/** The header of an .npy file: a Python dict of literals. */
import type { DType } from '../../base/dtype'
import { elementCount } from '../../base/shape'
import { bytesPerValue } from '../../tensor'
import type { Wrong } from '../pickle/bytes'
import { parseDescr } from './dtype'

export interface NpyHeader {
  dtype: DType
  isBigEndian: boolean
  isFortran: boolean
  shape: number[]
  /** Of the header: the values come after them. */
  bytes: number
}

const mostHeaderBytes = 65_536

/**
 * @param bytes from the beginning on, at least the header
 * @param total bytes of the file or entry, which the values must fill
 */
export function readHeader(bytes: Buffer, total: number, wrong: Wrong): NpyHeader {
  const start = headerStart(bytes, wrong)
  const length = start === 10 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8)
  if (length > mostHeaderBytes || start + length > bytes.length) {
    throw wrong(8, `expected a header within the file, found ${length} bytes`)
  }
  const text = bytes.toString('utf8', start, start + length)
  const header = { ...parse(text, start, wrong), bytes: start + length }
  const expected = header.bytes + bytesPerValue(header.dtype) * elementCount(header.shape)
  if (expected === total) return header
  throw wrong(
    Math.min(expected, total),
    `expected ${expected} bytes for ${header.dtype}[${header.shape.join(', ')}], found ${total}`,
  )
}

/** As many bytes as `readHeader` may need. */
export const headerBytes = mostHeaderBytes + 12

function headerStart(bytes: Buffer, wrong: Wrong): number {
  if (bytes.length < 12) throw wrong(bytes.length, 'expected a header: the file is truncated')
  const [major, minor] = [bytes[6]!, bytes[7]!]
  if (major >= 1 && major <= 3 && minor === 0) return major === 1 ? 10 : 12
  throw wrong(6, `expected version 1.0, 2.0 or 3.0, found ${major}.${minor}`)
}

const literal =
  /^\{\s*(?:'(?:descr|fortran_order|shape)'\s*:\s*(?:'[^']*'|\[[^{}]*\]|True|False|\([\d,\sL]*\))\s*,?\s*){3}\}\s*$/

function parse(text: string, byte: number, wrong: Wrong): Omit<NpyHeader, 'bytes'> {
  if (!literal.test(text)) throw wrong(byte, "expected 'descr', 'fortran_order' and 'shape'")
  const field = (name: string, pattern: string): string => {
    const found = [...text.matchAll(new RegExp(`'${name}'\\s*:\\s*${pattern}`, 'g'))]
    if (found.length !== 1) throw wrong(byte, `expected '${name}' once`)
    return found[0]![1]!
  }
  const descr = field('descr', "('[^']*'|\\[[^{}]*\\])")
  const dtype = parseDescr(descr.slice(1, -1))
  if (!dtype) {
    const why = descr.includes('O') ? ' (objects are pickles, which could run any code)' : ''
    throw wrong(byte, `expected a dtype that tensors have, found ${descr.slice(0, 80)}${why}`)
  }
  const isFortran = field('fortran_order', '(True|False)') === 'True'
  return { ...dtype, isFortran, shape: parseShape(field('shape', '\\(([^)]*)\\)'), byte, wrong) }
}

function parseShape(text: string, byte: number, wrong: Wrong): number[] {
  const parts = text.split(',').map(part => part.trim().replace(/L$/, ''))
  if (parts.at(-1) === '') parts.pop()
  const shape = parts.map(Number)
  const isShape = parts.every(part => /^\d+$/.test(part)) && shape.every(Number.isSafeInteger)
  if (isShape && shape.length <= 64 && Number.isSafeInteger(elementCount(shape.map(n => n || 1))))
    return shape
  throw wrong(byte, `expected the sizes of a shape, found (${text.slice(0, 80)})`)
}

/** A header that makes the values begin at a multiple of 64 bytes. */
export function writeHeader(descr: string, shape: readonly number[]): Buffer {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }`
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10
  const start = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1')
  start.writeUInt16LE(length, 8)
  return Buffer.concat([start, Buffer.from(`${text.padEnd(length - 1)}\n`)])
}
