import { checkOptionNames } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import { Module } from '../module'
import { pair, type Size2d } from '../options'

export interface MaxPool2dOptions {
  /** The kernel size by default. */
  stride?: Size2d
  padding?: Size2d
  dilation?: Size2d
  ceilMode?: boolean
}

/** The largest value of each window of [N, C, H, W]. PyTorch: `torch.nn.MaxPool2d`. */
export class MaxPool2d extends Module {
  readonly #kernelSize: number[]
  readonly #options: MaxPool2dOptions

  constructor(kernelSize: Size2d, options: MaxPool2dOptions = {}) {
    super()
    checkOptionNames('MaxPool2d', options, ['stride', 'padding', 'dilation', 'ceilMode'])
    this.#kernelSize = pair(kernelSize)
    this.#options = options
  }

  forward(input: Tensor): Tensor {
    const { stride = this.#kernelSize as [number, number] } = this.#options
    return operators.maxPool2d(input, this.#kernelSize, { ...this.#options, stride })
  }
}
