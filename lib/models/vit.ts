/** Vision transformers (Dosovitskiy 2020, arXiv 2010.11929), with torchvision's names. */
import { checkOptionNames, checkPositiveInteger } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import {
  Conv2d,
  Dropout,
  GELU,
  init,
  LayerNorm,
  Linear,
  Module,
  Parameter,
  Sequential,
} from '../nn'
import { checkTensor, describeTensor, operators, releaseOnError, type Tensor } from '../tensor'
import { contiguousInFloat32, type Architecture } from './architecture'
import { SelfAttention } from './attention'
import { cifarInput } from './options'

export interface VisionTransformerOptions {
  /** The number of outputs (default 10). */
  numClasses?: number
  /** The side of the images (default 32). */
  imageSize?: number
  /** The side of a patch, which divides that of the images (default 4). */
  patchSize?: number
  /** Blocks (default 6). */
  numLayers?: number
  /** Heads of attention, which divide the width (default 3). */
  numHeads?: number
  /** The width of a token (default 192). */
  hiddenDim?: number
  /** The width within the feed-forward layers (default 768). */
  mlpDim?: number
}

type Settings = Required<VisionTransformerOptions>

const defaults: Settings = {
  numClasses: 10,
  imageSize: 32,
  patchSize: 4,
  numLayers: 6,
  numHeads: 3,
  hiddenDim: 192,
  mlpDim: 768,
}

function layerNorm(width: number): LayerNorm {
  return new LayerNorm(width, { eps: 1e-6 })
}

/** Linear, GELU, linear; torchvision leaves places for dropout. */
function feedForward(width: number, inner: number): Sequential {
  const layers = [new Linear(width, inner), new GELU(), new Dropout(0)]
  const mlp = new Sequential(...layers, new Linear(inner, width), new Dropout(0))
  for (const layer of mlp) {
    if (!(layer instanceof Linear)) continue
    init.xavierUniform_(layer.weight)
    init.normal_(layer.bias!, 0, 1e-6)
  }
  return mlp
}

class EncoderBlock extends Module<[input: Tensor]> {
  readonly ln_1: LayerNorm
  readonly selfAttention: SelfAttention
  readonly ln_2: LayerNorm
  readonly mlp: Sequential

  constructor({ hiddenDim, numHeads, mlpDim }: Settings) {
    super()
    this.ln_1 = layerNorm(hiddenDim)
    this.selfAttention = new SelfAttention(hiddenDim, numHeads)
    this.ln_2 = layerNorm(hiddenDim)
    this.mlp = feedForward(hiddenDim, mlpDim)
  }

  forward(input: Tensor): Tensor {
    const attended = input.add(this.selfAttention.forward(this.ln_1.forward(input)))
    return attended.add(this.mlp.forward(this.ln_2.forward(attended)))
  }
}

class Encoder extends Module<[input: Tensor]> {
  readonly posEmbedding: Parameter
  readonly layers: Sequential
  readonly ln: LayerNorm

  constructor(length: number, settings: Settings) {
    super()
    const { hiddenDim, numLayers } = settings
    this.posEmbedding = new Parameter(operators.empty([1, length, hiddenDim]))
    init.normal_(this.posEmbedding, 0, 0.02)
    const names = Array.from({ length: numLayers }, (_, i) => `encoder_layer_${i}`)
    this.layers = new Sequential(new Map(names.map(name => [name, new EncoderBlock(settings)])))
    this.ln = layerNorm(hiddenDim)
  }

  forward(input: Tensor): Tensor {
    return this.ln.forward(this.layers.forward(input.add(this.posEmbedding)))
  }
}

/** [N, 3, imageSize, imageSize] → [N, numClasses]. torchvision: `models.VisionTransformer`. */
export class VisionTransformer extends Module<[input: Tensor]> {
  readonly classToken: Parameter
  readonly convProj: Conv2d
  readonly encoder: Encoder
  readonly heads: Sequential
  readonly imageSize: number

  constructor(settings: Settings) {
    super()
    const { hiddenDim, patchSize, imageSize, numClasses } = settings
    this.imageSize = imageSize
    this.convProj = new Conv2d(3, hiddenDim, patchSize, { stride: patchSize })
    this.classToken = new Parameter(operators.zeros([1, 1, hiddenDim]))
    this.encoder = new Encoder((imageSize / patchSize) ** 2 + 1, settings)
    const head = new Linear(hiddenDim, numClasses)
    this.heads = new Sequential({ head })
    init.truncNormal_(this.convProj.weight, { std: 1 / Math.sqrt(3 * patchSize ** 2) })
    init.zeros_(this.convProj.bias!)
    init.zeros_(head.weight)
    init.zeros_(head.bias!)
  }

  forward(input: Tensor): Tensor {
    checkImages(input, this.imageSize)
    const patches = this.convProj.forward(input).flatten(2).transpose(1, 2)
    const token = this.classToken.expand(input.shape[0]!, -1, -1)
    const encoded = this.encoder.forward(operators.cat([token, patches], 1))
    return this.heads.forward(encoded.select(1, 0))
  }
}

/** Images of another size may have as many patches, which would be taken for those of other places. */
function checkImages(input: Tensor, size: number): void {
  checkTensor('VisionTransformer', input)
  const { ndim, shape } = input
  if (ndim === 4 && shape[1] === 3 && shape[2] === size && shape[3] === size) return
  throw new TorchError(
    'VALUE',
    `VisionTransformer: expected images of shape [N, 3, ${size}, ${size}], found ` +
      `${describeTensor(input)}; resize them, or make the network with another imageSize`,
  )
}

function checked(options: VisionTransformerOptions): Settings {
  checkOptionNames('vit', options, Object.keys(defaults))
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  const settings = { ...defaults, ...Object.fromEntries(given) } as Settings
  for (const [name, value] of Object.entries(settings)) checkPositiveInteger(`vit: ${name}`, value)
  const { imageSize, patchSize, hiddenDim, numHeads } = settings
  if (imageSize % patchSize !== 0) {
    throw new OptionError(`vit: patchSize: expected a divisor of ${imageSize}, found ${patchSize}`)
  }
  if (hiddenDim % numHeads !== 0) {
    throw new OptionError(`vit: numHeads: expected a divisor of ${hiddenDim}, found ${numHeads}`)
  }
  return settings
}

/** A small one by default, of 2.7 million parameters. torchvision: `models.VisionTransformer`. */
export function vit(options: VisionTransformerOptions = {}): VisionTransformer {
  const settings = checked(options)
  return releaseOnError(() => new VisionTransformer(settings))
}

/** For images of CIFAR's size. */
export const smallVit: Architecture = {
  input: cifarInput,
  layouts: contiguousInFloat32,
  make: numClasses => vit({ numClasses }),
}
