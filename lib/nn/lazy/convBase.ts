/** What lazy convolutions share. */
import { isPlainObject } from '../../base/check'
import { TorchError } from '../../base/errors'
import { checkTensor, type Tensor } from '../../tensor'
import { checkGroups, weightShapeOf, type ConvBase, type SharedConvOptions } from '../conv/base'
import { drawBias, drawWeight } from '../init'
import { isUninitialized, settle, UninitializedParameter } from './uninitialized'

type AnyConv = ConvBase<never>

/** A number of channels that passes the checks of a constructor, until it is known. */
export function placeholder(options: SharedConvOptions<unknown>): number {
  const groups: unknown = isPlainObject(options) ? options.groups : 1
  return Number.isSafeInteger(groups) && Number(groups) > 0 ? Number(groups) : 1
}

export function registerUnknown(conv: AnyConv, options: SharedConvOptions<unknown>): void {
  const { bias = true, device, dtype } = options
  conv.registerParameter('weight', new UninitializedParameter({ device, dtype }))
  conv.registerParameter('bias', bias ? new UninitializedParameter({ device, dtype }) : null)
  Object.assign(conv, { inChannels: 0 })
}

/** The channels of [N, C, …] or [C, …]. */
function channelsOf(input: Tensor, dimensions: number): number {
  checkTensor('input', input)
  const { shape } = input
  if (shape.length === dimensions + 2) return shape[1]!
  if (shape.length === dimensions + 1) return shape[0]!
  throw new TorchError(
    'VALUE',
    `expected ${dimensions + 1} or ${dimensions + 2} dimensions, found [${shape.join(', ')}]`,
  )
}

/** Takes the channels of the input, or those of weights that were loaded, and becomes a `Class`. */
export function materialize(
  conv: AnyConv,
  input: Tensor,
  transposed: boolean,
  Class: { prototype: object },
): void {
  const { weight, bias, groups, outChannels, kernelSize } = conv
  const found = channelsOf(input, kernelSize.length)
  const loaded = ({ shape }: Tensor): number => (transposed ? shape[0]! : shape[1]! * groups)
  const inChannels = isUninitialized(weight) ? found : loaded(weight)
  checkGroups(conv.constructor.name, inChannels, outChannels, groups)
  Object.assign(conv, { inChannels })
  const shape = weightShapeOf(conv, transposed)
  settle(weight, shape, drawWeight)
  settle(bias, [outChannels], tensor => drawBias(tensor, shape))
  Object.setPrototypeOf(conv, Class.prototype)
}
