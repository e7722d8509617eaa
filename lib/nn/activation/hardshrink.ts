import { checkOptionNames } from '../../base/check'
import { operator, type Tensor } from '../../tensor'
import { Module } from '../module'
import { listed, numberOf } from '../options'

export interface HardshrinkOptions {
  /** The reach of the zeros (default 0.5). */
  lambd?: number
}

const apply = operator('aten::hardshrink')

/** x where |x| is above lambd, 0 elsewhere. PyTorch: `torch.nn.Hardshrink`. */
export class Hardshrink extends Module<[input: Tensor]> {
  readonly lambd: number

  constructor(options: HardshrinkOptions = {}) {
    super()
    checkOptionNames('Hardshrink', options, ['lambd'])
    this.lambd = numberOf('Hardshrink', 'lambd', options.lambd, 0.5)
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
