import { checkTensor, operator, releaseOnError, tidy, type Tensor } from '../../tensor'
import { Dropout } from '../dropout/dropout'
import { Linear } from '../linear/linear'
import { Module } from '../module'
import { LayerNorm } from '../norm/layerNorm'
import { callOptions, type CallOptions } from './call'
import { fusedMask, hasNoHooks, isFusable, isUnrecorded } from './fastPath'
import {
  activate,
  fusedActivation,
  layerSettings,
  type Activation,
  type TransformerLayerOptions,
} from './feedForward'
import { MultiheadAttention } from './multiheadAttention'

export interface EncoderLayerCall {
  /** [L, L] or [N·heads, L, L]: true or −∞ where a position does not see another. */
  srcMask?: Tensor | null
  /** [N, L]: true or −∞ for positions that are padding. */
  srcKeyPaddingMask?: Tensor | null
  /** srcMask is the causal one (default false). */
  isCausal?: boolean
}

const callNames = ['srcMask', 'srcKeyPaddingMask', 'isCausal'] as const
type Rest = CallOptions<EncoderLayerCall, typeof callNames>

const fusedLayer = operator('aten::_transformer_encoder_layer_fwd')

/**
 * Self-attention and a network of two linear layers, each with a residual and a layer norm:
 * [L, N, dModel] → the same. Vaswani and others 2017. PyTorch: `torch.nn.TransformerEncoderLayer`.
 */
export class TransformerEncoderLayer extends Module<[src: Tensor, ...rest: Rest]> {
  readonly selfAttn: MultiheadAttention
  readonly linear1: Linear
  readonly dropout: Dropout
  readonly linear2: Linear
  readonly normFirst: boolean
  readonly norm1: LayerNorm
  readonly norm2: LayerNorm
  readonly dropout1: Dropout
  readonly dropout2: Dropout
  readonly activation: Activation

  constructor(dModel: number, nhead: number, options: TransformerLayerOptions = {}) {
    super()
    const settings = layerSettings('TransformerEncoderLayer', dModel, options)
    const { dimFeedforward, dropout, batchFirst, bias, layerNormEps: eps } = settings
    const factory = { bias, device: options.device, dtype: options.dtype }
    const parts = releaseOnError(() => ({
      attention: new MultiheadAttention(dModel, nhead, { dropout, batchFirst, ...factory }),
      linear1: new Linear(dModel, dimFeedforward, factory),
      linear2: new Linear(dimFeedforward, dModel, factory),
      norms: [1, 2].map(() => new LayerNorm(dModel, { eps, ...factory })),
    }))
    this.selfAttn = parts.attention
    this.linear1 = parts.linear1
    this.dropout = new Dropout(dropout)
    this.linear2 = parts.linear2
    this.normFirst = settings.normFirst
    this.norm1 = parts.norms[0]!
    this.norm2 = parts.norms[1]!
    this.dropout1 = new Dropout(dropout)
    this.dropout2 = new Dropout(dropout)
    this.activation = settings.activation
  }

  /** @param rest EncoderLayerCall by name, or in PyTorch's order. */
  forward(src: Tensor, ...rest: Rest): Tensor {
    return this.attempt(() =>
      tidy(() => {
        checkTensor('src', src)
        const call: EncoderLayerCall = callOptions('forward', callNames, rest)
        return this.fused(src, call) ?? this.compute(src, call)
      }),
    )
  }

  private compute(src: Tensor, call: EncoderLayerCall): Tensor {
    if (this.normFirst) {
      const attended = src.add(this.attend(this.norm1.forward(src), call))
      return attended.add(this.feedForward(this.norm2.forward(attended)))
    }
    const attended = this.norm1.forward(src.add(this.attend(src, call)))
    return this.norm2.forward(attended.add(this.feedForward(attended)))
  }

  private attend(x: Tensor, call: EncoderLayerCall): Tensor {
    const { srcMask, srcKeyPaddingMask, isCausal = false } = call
    const [output] = this.selfAttn.forward(x, x, x, {
      attnMask: srcMask ?? null,
      keyPaddingMask: srcKeyPaddingMask ?? null,
      needWeights: false,
      isCausal,
    })
    return this.dropout1.forward(output)
  }

  private feedForward(x: Tensor): Tensor {
    const inner = this.dropout.forward(activate(this.activation, this.linear1.forward(x)))
    return this.dropout2.forward(this.linear2.forward(inner))
  }

  /** The layer by one operator, where it is not recorded; null where it cannot be. */
  private fused(src: Tensor, { srcMask, srcKeyPaddingMask }: EncoderLayerCall): Tensor | null {
    const { selfAttn, norm1, norm2, linear1, linear2 } = this
    const activation = fusedActivation(this.activation)
    if (this.training || activation === null || norm1.eps !== norm2.eps) return null
    if (!isFusable(selfAttn, src) || !this.modules().every(hasNoHooks)) return null
    const { inProjWeight, inProjBias, outProj } = selfAttn
    const attention = [inProjWeight, inProjBias, outProj.weight, outProj.bias]
    const rest = [norm1, norm2, linear1, linear2].flatMap(({ weight, bias }) => [weight, bias])
    if (rest.includes(null) || !isUnrecorded([src, ...attention, ...rest])) return null
    const { numHeads, embedDim } = selfAttn
    const masks = src.isNested
      ? { mask: null, type: null }
      : fusedMask(srcMask ?? null, srcKeyPaddingMask ?? null, numHeads, src)
    if (!masks) return null
    const settings = [activation === 'gelu', this.normFirst, norm1.eps]
    const { mask, type } = masks
    return fusedLayer(
      src,
      embedDim,
      numHeads,
      ...attention,
      ...settings,
      ...rest,
      mask,
      type,
    ) as Tensor
  }
}
