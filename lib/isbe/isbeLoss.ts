import { registersMembers } from '../nn/assignment'
import { Module } from '../nn/module'
import { sharedBuffer, type Buffer } from '../nn/parameter'
import { operator, releaseOnError, type Tensor } from '../tensor'
import { checkIsbeOptions, checkIsbeValues, type IsbeOptions } from './options'

export type IsbeLossOptions = IsbeOptions

const compute = operator('isbe::loss')

/**
 * ISBE as a loss: its backward sends E, times the upstream gradient, to the logits. Drops in for
 * `CrossEntropyLoss` at the same learning rate. The value is the report that was asked for; only
 * 'potential' is the antiderivative of E, the others are figures to watch.
 */
export class IsbeLoss extends Module<[logits: Tensor, target: Tensor]> {
  declare weight: Buffer | null
  declare dilation: Buffer | null
  declare relocation: Buffer | null
  /** The options that are no tensors. */
  readonly options: Omit<IsbeLossOptions, 'weight' | 'dilation' | 'relocation'>

  constructor(options: IsbeLossOptions = {}) {
    super()
    checkIsbeOptions('IsbeLoss', options)
    checkIsbeValues('IsbeLoss', options)
    const { weight, dilation, relocation, ...others } = options
    this.options = others
    releaseOnError(() => {
      this.registerBuffer('weight', sharedBuffer('IsbeLoss: weight', weight))
      this.registerBuffer('dilation', sharedBuffer('IsbeLoss: dilation', dilation))
      this.registerBuffer('relocation', sharedBuffer('IsbeLoss: relocation', relocation))
    })
  }

  /** Logits [K], [N, K] or [N, K, d1, …] against class indices or distributions. */
  forward(logits: Tensor, target: Tensor): Tensor {
    const { weight, dilation, relocation } = this
    const options = { ...this.options, weight, dilation, relocation }
    return this.attempt(() => compute(logits, target, options) as Tensor)
  }

  override extraRepr(): string {
    return Object.entries(this.options)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(', ')
  }
}

registersMembers(IsbeLoss)
