/** The dtype of numbers where none is said; libtorch keeps it, for all threads. */
import { checkChoice } from '../base/check'
import { dtypeCode, type DType } from '../base/dtype'
import { native } from '../native'
import { operator } from './ops/operator'
import { tidy } from './scope'
import type { Tensor } from './tensor'

const scalarTensor = operator('aten::scalar_tensor') as (value: number) => Tensor

/** PyTorch: `torch.get_default_dtype`. */
export function getDefaultDtype(): DType {
  return tidy(() => scalarTensor(0).dtype)
}

/**
 * Sets the dtype that `torch.tensor` and the factories give to numbers: a floating one.
 * PyTorch: `torch.set_default_dtype`.
 */
export function setDefaultDtype(dtype: DType): void {
  checkChoice('setDefaultDtype', dtype, ['float64', 'float32', 'float16', 'bfloat16'])
  native.setDefaultDtype(dtypeCode(dtype))
}
