/** Quantized tensors of PyTorch's files: whole numbers in a storage, and what they stand for. */
import { describeValue } from '../../base/check'
import type { DType } from '../../base/dtype'
import { ops, viewStorage, Tensor } from '../../tensor'
import { Global } from '../pickle/globals'
import type { Refuse } from '../pickle/host'
import type { PickleWriter } from '../pickle/write'
import { attempt, integers } from './attempt'

const aten = ops.aten as unknown as Record<string, (...args: readonly unknown[]) => Tensor>

/** The whole numbers that the values of a quantized dtype are; other dtypes are their own. */
export function integersOf(dtype: DType): DType {
  const found = { quint8: 'uint8', qint8: 'int8', qint32: 'int32' } as const
  return Object.hasOwn(found, dtype) ? found[dtype as keyof typeof found] : dtype
}

/** The schemes by libtorch's numbers, as `qscheme()` gives them. */
const schemes = [
  'per_tensor_affine',
  'per_channel_affine',
  undefined,
  undefined,
  'per_channel_affine_float_qparams',
] as const

/** Writes by which scheme the numbers stand for values: a part of the call that makes the tensor. */
export function writeScheme(writer: PickleWriter, tensor: Tensor): void {
  const scheme = schemes[tensor.qscheme() as number]
  if (scheme === undefined) throw new RangeError(`scheme ${String(tensor.qscheme())}`)
  const parts =
    scheme === 'per_tensor_affine'
      ? [() => writer.float(tensor.qScale()), () => writer.number(tensor.qZeroPoint())]
      : [tensor.qPerChannelScales(), tensor.qPerChannelZeroPoints(), tensor.qPerChannelAxis()].map(
          part => () => writer.value(part, 'a part of a tensor', 0),
        )
  writer.tuple([() => writer.global('torch', scheme), ...parts])
}

interface Place {
  bytes: Tensor
  dtype: DType
  offset: number
  size: unknown
  stride: unknown
}

export function rebuildQuantized(place: Place, scheme: unknown, refuse: Refuse): Tensor {
  const { bytes, dtype, offset } = place
  const plain = integersOf(dtype)
  if (plain === dtype) throw refuse(`expected a storage of a quantized dtype, found ${dtype}`)
  const [shape, strides] = [integers(place.size, refuse), integers(place.stride, refuse)]
  return attempt(refuse, () => {
    viewStorage(bytes, { dtype: plain, shape, strides, offset }) // or the view reaches beyond
    const made = emptyOf(dtype, [...shape], scheme, refuse)
    return aten.set_!(made, bytes, offset, [...shape], [...strides])
  })
}

function emptyOf(dtype: DType, shape: number[], scheme: unknown, refuse: Refuse): Tensor {
  const [name, ...parts]: readonly unknown[] = Array.isArray(scheme) ? (scheme as unknown[]) : []
  const path = name instanceof Global ? name.path : describeValue(name)
  if (path === 'torch.per_tensor_affine') {
    const [scale, zeroPoint] = parts
    if (typeof scale !== 'number' || !Number.isInteger(zeroPoint)) {
      throw refuse('expected the scale and the zero point of a quantized tensor')
    }
    return aten._empty_affine_quantized!(shape, { scale, zeroPoint, dtype })
  }
  if (!/^torch\.per_channel_affine(_float_qparams)?$/.test(path)) {
    throw refuse(`expected the scheme of a quantized tensor, found ${path}`)
  }
  const [scales, zeroPoints, axis] = parts
  const areTensors = scales instanceof Tensor && zeroPoints instanceof Tensor
  // Libtorch trusts the axis and the number of scales.
  const count = shape[axis as number]
  if (!areTensors || scales.numel() !== count || zeroPoints.numel() !== count) {
    throw refuse('expected a scale and a zero point for each channel of a quantized tensor')
  }
  return aten._empty_per_channel_affine_quantized!(shape, { scales, zeroPoints, axis, dtype })
}
