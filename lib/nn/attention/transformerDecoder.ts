import { checkInstance, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { checkTensor, tidy, type Tensor } from '../../tensor'
import type { ModuleList } from '../container/moduleList'
import { Module } from '../module'
import { callOptions, type CallOptions } from './call'
import { isCausalMask, lengthOf } from './causalMask'
import {
  decoderCallNames,
  type DecoderLayerCall,
  type TransformerDecoderLayer,
} from './transformerDecoderLayer'
import { clones } from './transformerEncoder'

export interface TransformerDecoderOptions {
  /** Of the last layer's output (default none). */
  norm?: Module<[input: Tensor]> | null
}

export interface DecoderCall extends Omit<DecoderLayerCall, 'tgtIsCausal'> {
  /** tgtMask is the causal one; found out by default. */
  tgtIsCausal?: boolean | null
}

type Rest = CallOptions<DecoderCall, typeof decoderCallNames>

/** Copies of a layer, one after the other. PyTorch: `torch.nn.TransformerDecoder`. */
export class TransformerDecoder extends Module<[tgt: Tensor, memory: Tensor, ...rest: Rest]> {
  readonly layers: ModuleList<TransformerDecoderLayer>
  readonly norm: Module<[input: Tensor]> | null

  constructor(
    decoderLayer: TransformerDecoderLayer,
    readonly numLayers: number,
    options: TransformerDecoderOptions = {},
  ) {
    super()
    const name = 'TransformerDecoder'
    checkInstance(`${name}: decoderLayer`, decoderLayer, Module, 'a module')
    checkPositiveInteger(`${name}: numLayers`, numLayers)
    checkOptionNames(name, options, ['norm'])
    const { norm = null } = options
    if (norm !== null) checkInstance(`${name}: norm`, norm, Module, 'a module')
    this.layers = clones(decoderLayer, numLayers)
    this.norm = norm
  }

  /** @param rest DecoderCall by name, or in PyTorch's order. */
  forward(tgt: Tensor, memory: Tensor, ...rest: Rest): Tensor {
    return this.attempt(() =>
      tidy(() => {
        checkTensor('tgt', tgt)
        const { tgtIsCausal: given = null, ...call }: DecoderCall = callOptions(
          'forward',
          decoderCallNames,
          rest,
        )
        const [first] = this.layers
        const length = lengthOf(tgt, first?.selfAttn?.batchFirst ?? false)
        const tgtIsCausal = isCausalMask(call.tgtMask ?? null, given, length)
        let output = tgt
        for (const layer of this.layers) {
          output = layer.forward(output, memory, { ...call, tgtIsCausal })
        }
        return this.norm ? this.norm.forward(output) : output
      }),
    )
  }
}
