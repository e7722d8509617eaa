/** NumPy's .npy files: one tensor. */
import { TorchError } from '../../base/errors'
import {
  fromTypedArray,
  rowMajorStrides,
  tidy,
  viewStorage,
  type Tensor,
  type View,
} from '../../tensor'
import { swapBytes } from '../byteOrder'
import { checkHasValues } from '../check'
import type { Destination } from '../write'
import type { Source } from '../source'
import { descrOf } from './dtype'
import { headerBytes, readHeader, writeHeader, type NpyHeader } from './header'

export const npyStart = Buffer.from('\x93NUMPY', 'latin1')

/** How the values of a header lie in memory. */
function viewOf({ dtype, shape, isFortran }: NpyHeader): View {
  const strides = isFortran ? rowMajorStrides([...shape].reverse()).reverse() : undefined
  return { dtype, shape, strides }
}

export function readNpy(source: Source): Tensor {
  const bytes = source.bytes(0, Math.min(source.size, headerBytes))
  const header = readHeader(bytes, source.size, source.damaged.bind(source))
  if (!header.isBigEndian) return source.tensor(header.bytes, viewOf(header))
  return swapped(source.bytes(header.bytes, source.size - header.bytes), header)
}

/** The tensor of a whole file that is in memory already. */
export function npyTensor(bytes: Buffer, header: NpyHeader): Tensor {
  const values = bytes.subarray(header.bytes)
  if (header.isBigEndian) return swapped(values, header)
  return tidy(() => viewStorage(fromTypedArray(values), viewOf(header)))
}

function swapped(bytes: Buffer, header: NpyHeader): Tensor {
  swapBytes(bytes, header.dtype)
  return tidy(() => viewStorage(fromTypedArray(bytes), viewOf(header)))
}

/** The header of a tensor that NumPy has a dtype for. */
export function npyHeader(what: string, tensor: Tensor): Buffer {
  checkHasValues(what, tensor)
  const descr = descrOf(tensor.dtype)
  if (descr !== null) return writeHeader(descr, tensor.shape)
  throw new TorchError(
    'TYPE',
    `${what}: expected a dtype that NumPy has, found ${tensor.dtype}; convert it with .to('float32')`,
  )
}

export function saveNpy(tensor: Tensor, to: Destination): void {
  const header = npyHeader('save', tensor)
  to(sink => {
    sink.write(header)
    sink.writeTensor(tensor)
  })
}
