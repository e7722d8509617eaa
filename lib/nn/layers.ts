/** Layers without parameters. */
import { checkOptionNames } from '../base/errors'
import { operators } from '../tensor/ops'
import { operator } from '../tensor/ops/operator'
import type { Tensor } from '../tensor/tensor'
import { Module } from './module'
import { checkProbability, pair, type Size2d } from './options'

/** max(x, 0). PyTorch: `torch.nn.ReLU`. */
export class ReLU extends Module {
  readonly #inPlace: boolean

  constructor(options: { inPlace?: boolean } = {}) {
    super()
    checkOptionNames('ReLU', options, ['inPlace'])
    this.#inPlace = options.inPlace ?? false
  }

  forward(input: Tensor): Tensor {
    return this.#inPlace ? operators.relu_(input) : operators.relu(input)
  }
}

const dropout = operator('isbe::dropout')

/**
 * Zeroes each value with probability p while training, scaling the rest by 1/(1−p). Which ones
 * follows from `torch.manualSeed`, whatever the threads; they are not those of PyTorch's CPU
 * operator, which draws them one by one. PyTorch: `torch.nn.Dropout`.
 */
export class Dropout extends Module {
  constructor(readonly p = 0.5) {
    super()
    checkProbability('Dropout: p', p)
  }

  forward(input: Tensor): Tensor {
    if (!this.training || this.p === 0) return operators.dropout(input, this.p, false)
    return dropout(input, { p: this.p }) as Tensor
  }
}

/** [N, …] → [N, product]. PyTorch: `torch.nn.Flatten`. */
export class Flatten extends Module {
  constructor(readonly startDim = 1, readonly endDim = -1) {
    super()
  }

  forward(input: Tensor): Tensor {
    return operators.flatten(input, { startDim: this.startDim, endDim: this.endDim })
  }
}

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

/** The mean over height and width: [N, C, H, W] → [N, C, 1, 1]. */
export class GlobalAvgPool2d extends Module {
  forward(input: Tensor): Tensor {
    return operators.adaptiveAvgPool2d(input, 1)
  }
}
