/** What the numbers of a dtype can be. */
import { describeValue } from './check'
import { isDType, type DType } from './dtype'
import { TorchError } from './errors'

export interface FloatLimits {
  readonly dtype: DType
  readonly bits: number
  /** From 1 to the next larger number. */
  readonly eps: number
  readonly max: number
  readonly min: number
  /** The smallest positive number of full precision; also called `tiny`. */
  readonly smallestNormal: number
  readonly tiny: number
  /** The decimal digits that hold, as 10 to minus their count. */
  readonly resolution: number
}

export interface IntegerLimits {
  readonly dtype: DType
  readonly bits: number
  /** A bigint where a number would lose digits. */
  readonly min: number | bigint
  readonly max: number | bigint
}

interface FloatFormat {
  bits: number
  /** Bits of the fraction. */
  fraction: number
  /** Of the smallest normal number and of the power of two that the largest is below. */
  exponents: [smallest: number, beyond: number]
  resolution: number
  /** Where not every pattern of the largest exponent is taken up: float8_e4m3fn. */
  max?: number
}

const floats: Partial<Record<DType, FloatFormat>> = {
  float64: { bits: 64, fraction: 52, exponents: [-1022, 1024], resolution: 1e-15 },
  float32: { bits: 32, fraction: 23, exponents: [-126, 128], resolution: 1e-6 },
  float16: { bits: 16, fraction: 10, exponents: [-14, 16], resolution: 1e-3 },
  bfloat16: { bits: 16, fraction: 7, exponents: [-126, 128], resolution: 1e-2 },
  float8_e5m2: { bits: 8, fraction: 2, exponents: [-14, 16], resolution: 1 },
  float8_e4m3fn: { bits: 8, fraction: 3, exponents: [-6, 9], resolution: 1, max: 448 },
  float8_e5m2fnuz: { bits: 8, fraction: 2, exponents: [-15, 16], resolution: 1 },
  float8_e4m3fnuz: { bits: 8, fraction: 3, exponents: [-7, 8], resolution: 1 },
}

const parts: Partial<Record<DType, DType>> = {
  complex32: 'float16',
  complex64: 'float32',
  complex128: 'float64',
}

/**
 * Limits of a floating dtype, or of the parts of a complex one. PyTorch: `torch.finfo`.
 * @throws TorchError TYPE for another dtype; `iinfo` has those of integers.
 */
export function finfo(dtype: DType = 'float32'): FloatLimits {
  const real = typeof dtype === 'string' ? (parts[dtype] ?? dtype) : dtype
  const format = isDType(real) ? floats[real] : undefined
  if (!format) {
    throw new TorchError(
      'TYPE',
      `finfo: expected a floating dtype, found ${describeValue(dtype)}; iinfo is for integers`,
    )
  }
  const { bits, fraction, exponents, resolution } = format
  const eps = 2 ** -fraction
  const max = format.max ?? (2 - eps) * 2 ** (exponents[1] - 1)
  const tiny = 2 ** exponents[0]
  return { dtype: real, bits, eps, max, min: -max, smallestNormal: tiny, tiny, resolution }
}

function exact(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/**
 * Limits of an integer dtype. PyTorch: `torch.iinfo`.
 * @throws TorchError TYPE for another dtype; `finfo` has those of floating ones.
 */
export function iinfo(dtype: DType): IntegerLimits {
  const match = isDType(dtype) ? /^(u?)int(\d+)$/.exec(dtype) : null
  if (!match) {
    throw new TorchError(
      'TYPE',
      `iinfo: expected an integer dtype, found ${describeValue(dtype)}; finfo is for floating ones`,
    )
  }
  const bits = Number(match[2])
  const [from, to] = match[1] ? [0, bits] : [bits - 1, bits - 1]
  return {
    dtype,
    bits,
    min: exact(from === 0 ? 0n : -(2n ** BigInt(from))),
    max: exact(2n ** BigInt(to) - 1n),
  }
}
