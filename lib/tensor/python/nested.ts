import { checkBoolean, checkChoice, describeValue } from '../../base/check'
import type { DType } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import { tensor, type NestedArray } from '../creation'
import { operator } from '../ops/operator'
import type { WrittenDevice } from '../ops/types'
import { tidy } from '../scope'
import { Tensor } from '../tensor'
import { bindByName } from './arguments'

export interface NestedTensorOptions<Name extends string = string> {
  /** By default that of the first tensor. */
  dtype?: DType | null
  /** PyTorch's other layout, jagged, is made in Python there. */
  layout?: 'strided' | null
  /** By default that of the first tensor. */
  device?: WrittenDevice<Name> | null
  requiresGrad?: boolean
  pinMemory?: boolean
}

type Given<Name extends string = string> = NestedTensorOptions<Name> & {
  tensorList: readonly (Tensor | NestedArray)[]
}

const what = 'nested.nestedTensor'
const fromList = operator('aten::_nested_tensor_from_tensor_list')
const keywords = ['dtype', 'layout', 'device', 'requiresGrad', 'pinMemory']

function asTensor(element: Tensor | NestedArray): Tensor {
  return element instanceof Tensor ? element : tensor(element)
}

export interface NestedTensor {
  /**
   * A tensor of tensors that differ in size, not in their number of dimensions: a leaf, whatever they
   * were made from. Elements may be arrays of numbers. PyTorch: `torch.nested.nested_tensor`.
   * @throws TorchError for tensors of different numbers of dimensions.
   */
  <Name extends string>(
    tensorList: readonly (Tensor | NestedArray)[],
    options?: NestedTensorOptions<Name>,
  ): Tensor
  <Name extends string>(options: Given<Name>): Tensor
}

export const nestedTensor = ((...args: unknown[]): Tensor => {
  const given = bindByName<Given>(what, ['tensorList!'], keywords, args) as Given
  const { tensorList, dtype = null, layout = null, device = null } = given
  const { requiresGrad = false, pinMemory = false } = given
  if (!Array.isArray(tensorList)) {
    throw new TorchError(
      'TYPE',
      `${what}: expected an array of tensors, found ${describeValue(tensorList)}`,
    )
  }
  if (layout !== null) checkChoice(`${what}: layout`, layout, ['strided'])
  checkBoolean(`${what}: requiresGrad`, requiresGrad)
  checkBoolean(`${what}: pinMemory`, pinMemory)
  return tidy(() => {
    const tensors = (tensorList as Given['tensorList']).map(element => asTensor(element).detach())
    const options = { dtype, layout, device, pinMemory }
    return (fromList(tensors, options) as Tensor).requiresGrad_(requiresGrad)
  })
}) as NestedTensor
