import { checkTensor, releaseOnError, tidy, type Tensor } from '../../tensor'
import { Dropout } from '../dropout/dropout'
import { Linear } from '../linear/linear'
import { Module } from '../module'
import { LayerNorm } from '../norm/layerNorm'
import { callOptions, type CallOptions } from './call'
import {
  activate,
  layerSettings,
  type Activation,
  type TransformerLayerOptions,
} from './feedForward'
import { MultiheadAttention } from './multiheadAttention'

export interface DecoderLayerCall {
  /** [T, T] or [N·heads, T, T]: true or −∞ where a position does not see another. */
  tgtMask?: Tensor | null
  /** [T, S]: true or −∞ where a position does not see one of the memory. */
  memoryMask?: Tensor | null
  /** [N, T] and [N, S]: true or −∞ for positions that are padding. */
  tgtKeyPaddingMask?: Tensor | null
  memoryKeyPaddingMask?: Tensor | null
  /** The mask is the causal one (default false). */
  tgtIsCausal?: boolean
  memoryIsCausal?: boolean
}

export const decoderCallNames = [
  'tgtMask',
  'memoryMask',
  'tgtKeyPaddingMask',
  'memoryKeyPaddingMask',
  'tgtIsCausal',
  'memoryIsCausal',
] as const
type Rest = CallOptions<DecoderLayerCall, typeof decoderCallNames>

/**
 * Self-attention, attention to the encoder's output and a network of two linear layers, each with a
 * residual and a layer norm: tgt [T, N, dModel] and memory [S, N, dModel] → [T, N, dModel].
 * PyTorch: `torch.nn.TransformerDecoderLayer`.
 */
export class TransformerDecoderLayer extends Module<[tgt: Tensor, memory: Tensor, ...rest: Rest]> {
  readonly selfAttn: MultiheadAttention
  readonly multiheadAttn: MultiheadAttention
  readonly linear1: Linear
  readonly dropout: Dropout
  readonly linear2: Linear
  readonly normFirst: boolean
  readonly norm1: LayerNorm
  readonly norm2: LayerNorm
  readonly norm3: LayerNorm
  readonly dropout1: Dropout
  readonly dropout2: Dropout
  readonly dropout3: Dropout
  readonly activation: Activation

  constructor(dModel: number, nhead: number, options: TransformerLayerOptions = {}) {
    super()
    const settings = layerSettings('TransformerDecoderLayer', dModel, options)
    const { dimFeedforward, dropout, batchFirst, bias, layerNormEps: eps } = settings
    const factory = { bias, device: options.device, dtype: options.dtype }
    const attention = { dropout, batchFirst, ...factory }
    const parts = releaseOnError(() => ({
      attentions: [1, 2].map(() => new MultiheadAttention(dModel, nhead, attention)),
      linear1: new Linear(dModel, dimFeedforward, factory),
      linear2: new Linear(dimFeedforward, dModel, factory),
      norms: [1, 2, 3].map(() => new LayerNorm(dModel, { eps, ...factory })),
    }))
    this.selfAttn = parts.attentions[0]!
    this.multiheadAttn = parts.attentions[1]!
    this.linear1 = parts.linear1
    this.dropout = new Dropout(dropout)
    this.linear2 = parts.linear2
    this.normFirst = settings.normFirst
    this.norm1 = parts.norms[0]!
    this.norm2 = parts.norms[1]!
    this.norm3 = parts.norms[2]!
    this.dropout1 = new Dropout(dropout)
    this.dropout2 = new Dropout(dropout)
    this.dropout3 = new Dropout(dropout)
    this.activation = settings.activation
  }

  /** @param rest DecoderLayerCall by name, or in PyTorch's order. */
  forward(tgt: Tensor, memory: Tensor, ...rest: Rest): Tensor {
    return this.attempt(() =>
      tidy(() => {
        checkTensor('tgt', tgt)
        checkTensor('memory', memory)
        const call: DecoderLayerCall = callOptions('forward', decoderCallNames, rest)
        return this.normFirst
          ? this.normalizedFirst(tgt, memory, call)
          : this.normalizedAfter(tgt, memory, call)
      }),
    )
  }

  private normalizedFirst(tgt: Tensor, memory: Tensor, call: DecoderLayerCall): Tensor {
    const own = tgt.add(this.attendToSelf(this.norm1.forward(tgt), call))
    const both = own.add(this.attendToMemory(this.norm2.forward(own), memory, call))
    return both.add(this.feedForward(this.norm3.forward(both)))
  }

  private normalizedAfter(tgt: Tensor, memory: Tensor, call: DecoderLayerCall): Tensor {
    const own = this.norm1.forward(tgt.add(this.attendToSelf(tgt, call)))
    const both = this.norm2.forward(own.add(this.attendToMemory(own, memory, call)))
    return this.norm3.forward(both.add(this.feedForward(both)))
  }

  private attendToSelf(x: Tensor, call: DecoderLayerCall): Tensor {
    const [output] = this.selfAttn.forward(x, x, x, {
      attnMask: call.tgtMask ?? null,
      keyPaddingMask: call.tgtKeyPaddingMask ?? null,
      needWeights: false,
      isCausal: call.tgtIsCausal ?? false,
    })
    return this.dropout1.forward(output)
  }

  private attendToMemory(x: Tensor, memory: Tensor, call: DecoderLayerCall): Tensor {
    const [output] = this.multiheadAttn.forward(x, memory, memory, {
      attnMask: call.memoryMask ?? null,
      keyPaddingMask: call.memoryKeyPaddingMask ?? null,
      needWeights: false,
      isCausal: call.memoryIsCausal ?? false,
    })
    return this.dropout2.forward(output)
  }

  private feedForward(x: Tensor): Tensor {
    const inner = this.dropout.forward(activate(this.activation, this.linear1.forward(x)))
    return this.dropout3.forward(this.linear2.forward(inner))
  }
}
