/** MobileNetV2 (Sandler 2018, arXiv 1801.04381), with torchvision's names and initialisation. */
import {
  AdaptiveAvgPool2d,
  BatchNorm2d,
  Conv2d,
  Dropout,
  init,
  Linear,
  Module,
  ReLU6,
  Sequential,
} from '../nn'
import { operators, releaseOnError, type Tensor } from '../tensor'
import { channelsLast, type Architecture } from './architecture'
import { cifarInput, networkOptions, type NetworkOptions } from './options'

interface UnitOptions {
  kernelSize?: 1 | 3
  stride?: number
  groups?: number
}

/** Convolution, batch norm, ReLU6. */
function unit(
  inChannels: number,
  outChannels: number,
  { kernelSize = 3, stride = 1, groups = 1 }: UnitOptions = {},
): Sequential {
  const padding = (kernelSize - 1) / 2
  return new Sequential(
    new Conv2d(inChannels, outChannels, kernelSize, { stride, padding, groups, bias: false }),
    new BatchNorm2d(outChannels),
    new ReLU6({ inplace: true }),
  )
}

/** A wide depthwise convolution between two narrow ends, which are added where they fit. */
export class InvertedResidual extends Module<[input: Tensor]> {
  readonly conv: Sequential
  readonly isResidual: boolean

  constructor(inChannels: number, outChannels: number, stride: number, expansion: number) {
    super()
    const hidden = inChannels * expansion
    this.conv = new Sequential(
      ...(expansion === 1 ? [] : [unit(inChannels, hidden, { kernelSize: 1 })]),
      unit(hidden, hidden, { stride, groups: hidden }),
      new Conv2d(hidden, outChannels, 1, { bias: false }),
      new BatchNorm2d(outChannels),
    )
    this.isResidual = stride === 1 && inChannels === outChannels
  }

  forward(input: Tensor): Tensor {
    const output = this.conv.forward(input)
    return this.isResidual ? operators.add(input, output) : output
  }
}

/** Expansion, channels, blocks, stride of the first. */
const stages = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const

function features(stem: NetworkOptions['stem']): Sequential {
  const layers: Module<[input: Tensor]>[] = [unit(3, 32, { stride: stem === 'cifar' ? 1 : 2 })]
  let channels = 32
  for (const [expansion, outChannels, blocks, first] of stages) {
    for (let i = 0; i < blocks; ++i) {
      const stride = i === 0 ? first : 1
      layers.push(new InvertedResidual(channels, outChannels, stride, expansion))
      channels = outChannels
    }
  }
  return new Sequential(...layers, unit(channels, 1280, { kernelSize: 1 }))
}

/** [N, 3, H, W] → [N, numClasses]. torchvision: `models.MobileNetV2`. */
export class MobileNetV2 extends Module<[input: Tensor]> {
  readonly features: Sequential
  readonly pool = new AdaptiveAvgPool2d(1)
  readonly classifier: Sequential

  constructor({ numClasses, stem }: Required<NetworkOptions>) {
    super()
    this.features = features(stem)
    this.classifier = new Sequential(new Dropout(0.2), new Linear(1280, numClasses))
    this.apply(module => {
      if (module instanceof Conv2d) init.kaimingNormal_(module.weight, { mode: 'fan_out' })
      if (!(module instanceof Linear)) return
      init.normal_(module.weight, 0, 0.01)
      init.zeros_(module.bias!)
    })
  }

  forward(input: Tensor): Tensor {
    const pooled = this.pool.forward(this.features.forward(input))
    return this.classifier.forward(operators.flatten(pooled, 1))
  }
}

/** 3.5 million parameters. torchvision: `models.mobilenet_v2`. */
export function mobilenetV2(options: NetworkOptions = {}): MobileNetV2 {
  const checked = networkOptions('mobilenetV2', options)
  return releaseOnError(() => new MobileNetV2(checked))
}

/** For images of CIFAR's size. */
export const smallMobilenetV2: Architecture = {
  input: cifarInput,
  layouts: channelsLast,
  make: numClasses => mobilenetV2({ numClasses, stem: 'cifar' }),
}
