import { checkOptionNames, checkPositiveInteger } from '../../base/check'
import { OptionError } from '../../base/errors'
import { operators, type Tensor } from '../../tensor'
import { defaultBias, defaultWeight } from '../init'
import { Module } from '../module'
import { pair, type Size2d } from '../options'
import type { Parameter } from '../parameter'

export interface Conv2dOptions {
  stride?: Size2d
  /** Zeros added on each side; 'same' keeps the size (stride 1), 'valid' adds none. */
  padding?: Size2d | 'same' | 'valid'
  dilation?: Size2d
  groups?: number
  bias?: boolean
}

/** [N, inChannels, H, W] → [N, outChannels, H', W']. PyTorch: `torch.nn.Conv2d`. */
export class Conv2d extends Module {
  readonly weight: Parameter
  readonly bias: Parameter | null
  readonly #geometry: {
    stride: number[]
    padding: number[] | string
    dilation: number[]
    groups: number
  }

  constructor(
    readonly inChannels: number,
    readonly outChannels: number,
    kernelSize: Size2d,
    options: Conv2dOptions = {},
  ) {
    super()
    checkOptionNames('Conv2d', options, ['stride', 'padding', 'dilation', 'groups', 'bias'])
    checkPositiveInteger('Conv2d: inChannels', inChannels)
    checkPositiveInteger('Conv2d: outChannels', outChannels)
    pair(kernelSize).forEach(size => checkPositiveInteger('Conv2d: kernelSize', size))
    const { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true } = options
    checkGroups(inChannels, outChannels, groups)
    this.#geometry = {
      stride: pair(stride),
      padding: typeof padding === 'string' ? padding : pair(padding),
      dilation: pair(dilation),
      groups,
    }
    const shape = [outChannels, inChannels / groups, ...pair(kernelSize)]
    this.weight = defaultWeight(shape)
    this.bias = bias ? defaultBias(shape) : null
  }

  forward(input: Tensor): Tensor {
    return operators.conv2d(input, this.weight, { bias: this.bias, ...this.#geometry } as never)
  }
}

function checkGroups(inChannels: number, outChannels: number, groups: number): void {
  checkPositiveInteger('Conv2d: groups', groups)
  if (inChannels % groups === 0 && outChannels % groups === 0) return
  throw new OptionError(
    `Conv2d: expected groups to divide inChannels ${inChannels} and outChannels ${outChannels}, ` +
      `found ${groups}`,
  )
}
