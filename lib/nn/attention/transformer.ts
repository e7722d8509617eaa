import { checkCount, checkInstance, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { TorchError } from '../../base/errors'
import { checkTensor, releaseOnError, tidy, type Tensor } from '../../tensor'
import { xavierUniform_ } from '../init/functions'
import { Module, type AnyModule } from '../module'
import { LayerNorm } from '../norm/layerNorm'
import type { FactoryOptions } from '../options'
import { callOptions, type CallOptions } from './call'
import { generateSquareSubsequentMask } from './causalMask'
import { layerNames, type TransformerLayerOptions } from './feedForward'
import { TransformerDecoder, type DecoderCall } from './transformerDecoder'
import { TransformerDecoderLayer } from './transformerDecoderLayer'
import { TransformerEncoder } from './transformerEncoder'
import { TransformerEncoderLayer } from './transformerEncoderLayer'

export interface TransformerOptions extends TransformerLayerOptions {
  /** The width of sequences (default 512). */
  dModel?: number
  /** Heads of each attention (default 8). */
  nhead?: number
  /** Default 6 each. */
  numEncoderLayers?: number
  numDecoderLayers?: number
  /** Used instead of those that would be made. */
  customEncoder?: AnyModule | null
  customDecoder?: AnyModule | null
}

export interface TransformerCall extends DecoderCall {
  /** [S, S] or [N·heads, S, S]: true or −∞ where a position of src does not see another. */
  srcMask?: Tensor | null
  /** [N, S]: true or −∞ for positions of src that are padding. */
  srcKeyPaddingMask?: Tensor | null
  /** srcMask is the causal one; found out by default. */
  srcIsCausal?: boolean | null
}

const callNames = [
  'srcMask',
  'tgtMask',
  'memoryMask',
  'srcKeyPaddingMask',
  'tgtKeyPaddingMask',
  'memoryKeyPaddingMask',
  'srcIsCausal',
  'tgtIsCausal',
  'memoryIsCausal',
] as const
type Rest = CallOptions<TransformerCall, typeof callNames>

const stackNames = ['dModel', 'nhead', 'numEncoderLayers', 'numDecoderLayers']

/**
 * Encoder and decoder: src [S, N, dModel] and tgt [T, N, dModel] → [T, N, dModel], or without N.
 * Vaswani and others 2017. PyTorch: `torch.nn.Transformer`.
 */
export class Transformer extends Module<[src: Tensor, tgt: Tensor, ...rest: Rest]> {
  readonly encoder: AnyModule
  readonly decoder: AnyModule
  readonly dModel: number
  readonly nhead: number
  readonly batchFirst: boolean

  constructor(options: TransformerOptions = {}) {
    super()
    const custom = ['customEncoder', 'customDecoder']
    checkOptionNames('Transformer', options, [...stackNames, ...custom, ...layerNames])
    const { dModel = 512, nhead = 8, numEncoderLayers = 6, numDecoderLayers = 6, ...rest } = options
    checkPositiveInteger('Transformer: dModel', dModel)
    checkCount('Transformer: numEncoderLayers', numEncoderLayers)
    checkCount('Transformer: numDecoderLayers', numDecoderLayers)
    const { customEncoder = null, customDecoder = null, ...layer } = rest
    const stacks = releaseOnError(() => ({
      encoder:
        given('customEncoder', customEncoder) ??
        makeEncoder(dModel, nhead, numEncoderLayers, layer),
      decoder:
        given('customDecoder', customDecoder) ??
        makeDecoder(dModel, nhead, numDecoderLayers, layer),
    }))
    this.encoder = stacks.encoder
    this.decoder = stacks.decoder
    this.dModel = dModel
    this.nhead = nhead
    this.batchFirst = layer.batchFirst ?? false
    for (const parameter of this.parameters()) if (parameter.ndim > 1) xavierUniform_(parameter)
  }

  /** The causal mask of a length, of dtype float32 unless another is named. */
  static generateSquareSubsequentMask(size: number, options: FactoryOptions = {}): Tensor {
    return generateSquareSubsequentMask(size, options)
  }

  /** @param rest TransformerCall by name, or in PyTorch's order. */
  forward(src: Tensor, tgt: Tensor, ...rest: Rest): Tensor {
    return this.attempt(() =>
      tidy(() => {
        const call: TransformerCall = callOptions('forward', callNames, rest)
        const { srcMask, srcKeyPaddingMask, srcIsCausal, ...decoding } = call
        this.checkInputs(src, tgt)
        const encoding = { mask: srcMask, srcKeyPaddingMask, isCausal: srcIsCausal }
        const memory: unknown = this.encoder.forward(src, encoding)
        return this.decoder.forward(tgt, memory, decoding) as Tensor
      }),
    )
  }

  private checkInputs(src: Tensor, tgt: Tensor): void {
    checkTensor('src', src)
    checkTensor('tgt', tgt)
    const batchDim = this.batchFirst ? 0 : 1
    for (const [name, { shape }] of Object.entries({ src, tgt })) {
      if (shape.at(-1) === this.dModel && [2, 3].includes(shape.length)) continue
      refuse(`${name}: expected [L, N, ${this.dModel}] or [L, ${this.dModel}]`, shape)
    }
    const isEven = src.ndim < 3 || src.shape[batchDim] === tgt.shape[batchDim]
    if (!isEven) refuse(`tgt: expected the batch of src [${src.shape.join(', ')}]`, tgt.shape)
  }
}

function refuse(problem: string, shape: readonly number[]): never {
  throw new TorchError('VALUE', `${problem}, found [${shape.join(', ')}]`)
}

function given(name: string, module: AnyModule | null): AnyModule | null {
  if (module !== null) checkInstance(`Transformer: ${name}`, module, Module, 'a module')
  return module
}

function makeNorm(dModel: number, options: TransformerLayerOptions): LayerNorm {
  const { layerNormEps: eps, bias, device, dtype } = options
  return new LayerNorm(dModel, { eps, bias, device, dtype })
}

function makeEncoder(
  dModel: number,
  nhead: number,
  count: number,
  options: TransformerLayerOptions,
): AnyModule {
  const layer = new TransformerEncoderLayer(dModel, nhead, options)
  const encoder = new TransformerEncoder(layer, count, { norm: makeNorm(dModel, options) })
  layer.dispose()
  return encoder as AnyModule
}

function makeDecoder(
  dModel: number,
  nhead: number,
  count: number,
  options: TransformerLayerOptions,
): AnyModule {
  const layer = new TransformerDecoderLayer(dModel, nhead, options)
  const decoder = new TransformerDecoder(layer, count, { norm: makeNorm(dModel, options) })
  layer.dispose()
  return decoder as AnyModule
}
