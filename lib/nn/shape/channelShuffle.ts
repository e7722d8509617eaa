import { checkPositiveInteger } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import type { ShapePattern } from '../failure'
import { Module } from '../module'

/**
 * Deals the channels of [N, C, *] out among the groups: [g, C/g] becomes [C/g, g].
 * PyTorch: `torch.nn.ChannelShuffle`.
 */
export class ChannelShuffle extends Module<[input: Tensor]> {
  constructor(readonly groups: number) {
    super()
    checkPositiveInteger('ChannelShuffle: groups', groups)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => operators.channelShuffle(input, this.groups), input)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['N', 'C', 'L', '*']]
  }

  override extraRepr(): string {
    return `groups=${this.groups}`
  }
}
