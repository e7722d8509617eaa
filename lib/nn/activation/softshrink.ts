import { checkOptionNames } from '../../base/check'
import { operator, type Tensor } from '../../tensor'
import { Module } from '../module'
import { listed, numberOf } from '../options'

export interface SoftshrinkOptions {
  /** How far values move towards 0 (default 0.5). */
  lambd?: number
}

const apply = operator('aten::softshrink')

/** sign(x)·max(|x| − lambd, 0). PyTorch: `torch.nn.Softshrink`. */
export class Softshrink extends Module<[input: Tensor]> {
  readonly lambd: number

  constructor(options: SoftshrinkOptions = {}) {
    super()
    checkOptionNames('Softshrink', options, ['lambd'])
    this.lambd = numberOf('Softshrink', 'lambd', options.lambd, 0.5)
  }

  forward(input: Tensor): Tensor {
    const { lambd } = this
    return this.attempt(() => apply(input, lambd) as Tensor)
  }

  override extraRepr(): string {
    const { lambd } = this
    return listed({ lambd })
  }
}
