/** Residual networks (He 2015, arXiv 1512.03385), with torchvision's names and initialisation. */
import {
  AdaptiveAvgPool2d,
  BatchNorm2d,
  Conv2d,
  Identity,
  init,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from '../nn'
import { fusedForward } from '../nn/fusion'
import { operators, releaseOnError, type Tensor } from '../tensor'
import { channelsLast, type Architecture } from './architecture'
import { cifarInput, networkOptions, type NetworkOptions } from './options'

type Layer = Module<[input: Tensor]>

function convolution(inChannels: number, outChannels: number, size: 1 | 3, stride = 1): Conv2d {
  const padding = (size - 1) / 2
  return new Conv2d(inChannels, outChannels, size, { stride, padding, bias: false })
}

function normAndRelu(norm: BatchNorm2d, relu: ReLU, input: Tensor): Tensor {
  const fused = fusedForward(norm, relu)
  return fused ? fused(input) : relu.forward(norm.forward(input))
}

/** relu(x + F(x)), with two convolutions in F. */
export class BasicBlock extends Module<[input: Tensor]> {
  static readonly expansion = 1
  readonly conv1: Conv2d
  readonly bn1: BatchNorm2d
  readonly relu = new ReLU({ inplace: true })
  readonly conv2: Conv2d
  readonly bn2: BatchNorm2d
  readonly downsample: Layer | null

  constructor(inChannels: number, width: number, stride: number, downsample: Layer | null) {
    super()
    this.conv1 = convolution(inChannels, width, 3, stride)
    this.bn1 = new BatchNorm2d(width)
    this.conv2 = convolution(width, width, 3)
    this.bn2 = new BatchNorm2d(width)
    this.downsample = downsample
  }

  forward(input: Tensor): Tensor {
    const inner = normAndRelu(this.bn1, this.relu, this.conv1.forward(input))
    const residual = this.bn2.forward(this.conv2.forward(inner))
    const identity = this.downsample?.forward(input) ?? input
    return this.relu.forward(operators.add(residual, identity))
  }
}

/** relu(x + F(x)), with a convolution between two that change the width in F. */
export class Bottleneck extends Module<[input: Tensor]> {
  static readonly expansion = 4
  readonly conv1: Conv2d
  readonly bn1: BatchNorm2d
  readonly conv2: Conv2d
  readonly bn2: BatchNorm2d
  readonly conv3: Conv2d
  readonly bn3: BatchNorm2d
  readonly relu = new ReLU({ inplace: true })
  readonly downsample: Layer | null

  constructor(inChannels: number, width: number, stride: number, downsample: Layer | null) {
    super()
    const outChannels = width * Bottleneck.expansion
    this.conv1 = convolution(inChannels, width, 1)
    this.bn1 = new BatchNorm2d(width)
    this.conv2 = convolution(width, width, 3, stride)
    this.bn2 = new BatchNorm2d(width)
    this.conv3 = convolution(width, outChannels, 1)
    this.bn3 = new BatchNorm2d(outChannels)
    this.downsample = downsample
  }

  forward(input: Tensor): Tensor {
    const narrow = normAndRelu(this.bn1, this.relu, this.conv1.forward(input))
    const inner = normAndRelu(this.bn2, this.relu, this.conv2.forward(narrow))
    const residual = this.bn3.forward(this.conv3.forward(inner))
    const identity = this.downsample?.forward(input) ?? input
    return this.relu.forward(operators.add(residual, identity))
  }
}

type Block = typeof BasicBlock | typeof Bottleneck

/** [N, 3, H, W] → [N, numClasses]. torchvision: `models.resnet.ResNet`. */
export class ResNet extends Module<[input: Tensor]> {
  readonly conv1: Conv2d
  readonly bn1: BatchNorm2d
  readonly relu = new ReLU({ inplace: true })
  readonly maxpool: Layer
  readonly layer1: Sequential
  readonly layer2: Sequential
  readonly layer3: Sequential
  readonly layer4: Sequential
  readonly avgpool = new AdaptiveAvgPool2d(1)
  readonly fc: Linear

  constructor(block: Block, depths: readonly number[], options: Required<NetworkOptions>) {
    super()
    const isSmall = options.stem === 'cifar'
    this.conv1 = isSmall
      ? convolution(3, 64, 3)
      : new Conv2d(3, 64, 7, { stride: 2, padding: 3, bias: false })
    this.bn1 = new BatchNorm2d(64)
    this.maxpool = isSmall ? new Identity() : new MaxPool2d(3, { stride: 2, padding: 1 })
    const [first, second, third, fourth] = depths as [number, number, number, number]
    const { expansion } = block
    this.layer1 = stage(block, 64, 64, first, 1)
    this.layer2 = stage(block, 64 * expansion, 128, second, 2)
    this.layer3 = stage(block, 128 * expansion, 256, third, 2)
    this.layer4 = stage(block, 256 * expansion, 512, fourth, 2)
    this.fc = new Linear(512 * expansion, options.numClasses)
    for (const module of this.modules()) {
      if (module instanceof Conv2d) {
        init.kaimingNormal_(module.weight, { mode: 'fan_out', nonlinearity: 'relu' })
      }
    }
  }

  forward(input: Tensor): Tensor {
    const stem = this.maxpool.forward(normAndRelu(this.bn1, this.relu, this.conv1.forward(input)))
    const stages = [this.layer1, this.layer2, this.layer3, this.layer4]
    const features = stages.reduce((value, layer) => layer.forward(value), stem)
    return this.fc.forward(operators.flatten(this.avgpool.forward(features), 1))
  }
}

/** Blocks of one width, of which the first may halve the sides. */
function stage(
  block: Block,
  inChannels: number,
  width: number,
  depth: number,
  stride: number,
): Sequential {
  const outChannels = width * block.expansion
  const isSame = stride === 1 && inChannels === outChannels
  const shortcut = isSame
    ? null
    : new Sequential(convolution(inChannels, outChannels, 1, stride), new BatchNorm2d(outChannels))
  const blocks = [new block(inChannels, width, stride, shortcut)]
  for (let i = 1; i < depth; ++i) blocks.push(new block(outChannels, width, 1, null))
  return new Sequential(...blocks)
}

function make(name: string, block: Block, depths: readonly number[], options: NetworkOptions) {
  const checked = networkOptions(name, options)
  return releaseOnError(() => new ResNet(block, depths, checked))
}

/** 11.7 million parameters. torchvision: `models.resnet18`. */
export function resnet18(options: NetworkOptions = {}): ResNet {
  return make('resnet18', BasicBlock, [2, 2, 2, 2], options)
}

/** 21.8 million parameters. torchvision: `models.resnet34`. */
export function resnet34(options: NetworkOptions = {}): ResNet {
  return make('resnet34', BasicBlock, [3, 4, 6, 3], options)
}

/** 25.6 million parameters. torchvision: `models.resnet50`. */
export function resnet50(options: NetworkOptions = {}): ResNet {
  return make('resnet50', Bottleneck, [3, 4, 6, 3], options)
}

/** For images of CIFAR's size. */
export function smallResnet(network: typeof resnet18): Architecture {
  return {
    input: cifarInput,
    layouts: channelsLast,
    make: numClasses => network({ numClasses, stem: 'cifar' }),
  }
}
