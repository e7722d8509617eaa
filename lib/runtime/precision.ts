/** How exactly numbers are computed. */
import { checkBoolean, checkChoice } from '../base/check'
import { native } from '../native'

const precisions = ['highest', 'high', 'medium'] as const

export type MatmulPrecision = (typeof precisions)[number]

/**
 * How products of float32 matrices are computed within, on CUDA and where oneDNN can: `highest` in
 * float32, `high` in TensorFloat32, `medium` in bfloat16. PyTorch: `torch.set_float32_matmul_precision`.
 */
export function setFloat32MatmulPrecision(precision: MatmulPrecision): void {
  checkChoice('setFloat32MatmulPrecision', precision, precisions)
  native.setFloat32MatmulPrecision(precision)
}

/** `highest` by default. PyTorch: `torch.get_float32_matmul_precision`. */
export function getFloat32MatmulPrecision(): MatmulPrecision {
  return native.float32MatmulPrecision() as MatmulPrecision
}

/**
 * Sets whether numbers too small for a full mantissa become 0 on this thread, which some processors
 * compute faster; gives whether this one can. PyTorch: `torch.set_flush_denormal`.
 */
export function setFlushDenormal(mode: boolean): boolean {
  checkBoolean('setFlushDenormal: mode', mode)
  return native.setFlushDenormal(mode)
}
