import {
  checkCount,
  checkOptionNames,
  checkPositiveInteger,
  checkProbability,
} from '../../base/check'
import { OptionError } from '../../base/errors'
import { checkTensor, operator, operators, releaseOnError, tidy, type Tensor } from '../../tensor'
import { multiHeadAttentionForward } from '../functional/attention/forward'
import { zeros_, xavierNormal_, xavierUniform_ } from '../init/functions'
import { Linear } from '../linear/linear'
import { Module } from '../module'
import { checkFlags, factoryNames, type FactoryOptions } from '../options'
import { Parameter } from '../parameter'
import { callOptions, type CallOptions } from './call'
import { fusedMask, isFusable, isUnrecorded } from './fastPath'

export interface MultiheadAttentionOptions extends FactoryOptions {
  /** The share of the weights that is zeroed in training (default 0). */
  dropout?: number
  /** Learn biases of the projections (default true). */
  bias?: boolean
  /** Add a learned key and value to those of each sample (default false). */
  addBiasKv?: boolean
  /** Add a key and a value of zeros (default false). */
  addZeroAttn?: boolean
  /** The widths of keys and values (default embedDim). */
  kdim?: number | null
  vdim?: number | null
  /** [N, L, E] instead of [L, N, E] (default false). */
  batchFirst?: boolean
}

export interface AttentionOptions {
  /** [N, S], or [S] without a batch: true or −∞ for keys that are padding. */
  keyPaddingMask?: Tensor | null
  /** Give the weights too (default true); without them it is faster. */
  needWeights?: boolean
  /** [L, S] or [N·heads, L, S]: true or −∞ where a query does not see a key, or what is added. */
  attnMask?: Tensor | null
  /** The mean of the weights of the heads instead of each (default true). */
  averageAttnWeights?: boolean
  /** attnMask is the causal one (default false). */
  isCausal?: boolean
}

const flags = ['bias', 'addBiasKv', 'addZeroAttn', 'batchFirst']
const optionNames = ['dropout', ...flags, 'kdim', 'vdim', ...factoryNames]
const callNames = [
  'keyPaddingMask',
  'needWeights',
  'attnMask',
  'averageAttnWeights',
  'isCausal',
] as const

/** A Linear under the name that PyTorch prints. */
class NonDynamicallyQuantizableLinear extends Linear {}

type Rest = CallOptions<AttentionOptions, typeof callNames>

const fusedAttention = operator('aten::_native_multi_head_attention')

/**
 * softmax(Q·Kᵀ/√(E/heads))·V in each head, of projections of query [L, N, E], key [S, N, kdim] and
 * value [S, N, vdim], or without N: the output [L, N, E], and the weights [N, L, S].
 * PyTorch: `torch.nn.MultiheadAttention`.
 */
export class MultiheadAttention extends Module<
  [query: Tensor, key: Tensor, value: Tensor, ...rest: Rest],
  [output: Tensor, weights: Tensor | null]
> {
  declare inProjWeight: Parameter | null
  declare qProjWeight: Parameter | null
  declare kProjWeight: Parameter | null
  declare vProjWeight: Parameter | null
  declare inProjBias: Parameter | null
  declare outProj: Linear
  declare biasK: Parameter | null
  declare biasV: Parameter | null
  readonly dropout: number
  readonly addZeroAttn: boolean
  readonly batchFirst: boolean
  readonly kdim: number
  readonly vdim: number

  constructor(
    readonly embedDim: number,
    readonly numHeads: number,
    options: MultiheadAttentionOptions = {},
  ) {
    super()
    checkOptionNames('MultiheadAttention', options, optionNames)
    checkFlags('MultiheadAttention', options, flags)
    checkHeads(embedDim, numHeads)
    const { dropout = 0 } = options
    checkProbability('MultiheadAttention: dropout', dropout)
    this.dropout = dropout
    this.kdim = options.kdim ?? embedDim
    this.vdim = options.vdim ?? embedDim
    checkCount('MultiheadAttention: kdim', this.kdim)
    checkCount('MultiheadAttention: vdim', this.vdim)
    this.addZeroAttn = options.addZeroAttn ?? false
    this.batchFirst = options.batchFirst ?? false
    releaseOnError(() => this.makeParameters(options))
  }

  /** @param rest AttentionOptions by name, or in PyTorch's order. */
  forward(query: Tensor, key: Tensor, value: Tensor, ...rest: Rest): [Tensor, Tensor | null] {
    return this.attempt(() =>
      tidy(() => {
        checkTensor('query', query)
        checkTensor('key', key)
        checkTensor('value', value)
        const options: AttentionOptions = callOptions('forward', callNames, rest)
        const isOne = query === key && key === value
        return (isOne && this.fused(query, options)) || this.attend(query, key, value, options)
      }),
    )
  }

  private makeParameters(options: MultiheadAttentionOptions): void {
    const { embedDim: width, kdim, vdim } = this
    const { bias = true, addBiasKv = false, device, dtype } = options
    const isPacked = kdim === width && vdim === width
    const make = (name: string, shape: number[], isThere: boolean): void => {
      const parameter = (): Parameter => new Parameter(operators.empty(shape, { device, dtype }))
      this.registerParameter(name, isThere ? parameter() : null)
    }
    make('qProjWeight', [width, width], !isPacked)
    make('kProjWeight', [width, kdim], !isPacked)
    make('vProjWeight', [width, vdim], !isPacked)
    make('inProjWeight', [3 * width, width], isPacked)
    make('inProjBias', [3 * width], bias)
    this.registerModule(
      'outProj',
      new NonDynamicallyQuantizableLinear(width, width, { bias, device, dtype }),
    )
    make('biasK', [1, 1, width], addBiasKv)
    make('biasV', [1, 1, width], addBiasKv)
    this.initialize()
  }

  private initialize(): void {
    const { qProjWeight, kProjWeight, vProjWeight, inProjWeight } = this
    for (const weight of [inProjWeight, qProjWeight, kProjWeight, vProjWeight]) {
      if (weight) xavierUniform_(weight)
    }
    for (const bias of [this.inProjBias, this.outProj.bias]) if (bias) zeros_(bias)
    for (const row of [this.biasK, this.biasV]) if (row) xavierNormal_(row)
  }

  private attend(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: AttentionOptions,
  ): [Tensor, Tensor | null] {
    const { embedDim, numHeads, dropout, addZeroAttn, outProj, training } = this
    const isSwapped = this.batchFirst && query.ndim === 3
    const [q, k, v] = isSwapped ? lengthsFirst(query, key, value) : [query, key, value]
    const { inProjWeight, inProjBias, biasK, biasV, qProjWeight, kProjWeight, vProjWeight } = this
    const [output, weights] = multiHeadAttentionForward({
      ...{ query: q, key: k, value: v },
      ...{ embedDimToCheck: embedDim, numHeads, inProjWeight, inProjBias, biasK, biasV },
      ...{ addZeroAttn, dropoutP: dropout, outProjWeight: outProj.weight, training },
      ...{ outProjBias: outProj.bias, useSeparateProjWeight: inProjWeight === null },
      ...{ qProjWeight, kProjWeight, vProjWeight, ...options },
    })
    return [isSwapped ? output.transpose(0, 1) : output, weights]
  }

  /** Self-attention by one operator, where it is not recorded; null where it cannot be. */
  private fused(query: Tensor, options: AttentionOptions): [Tensor, Tensor | null] | null {
    const { inProjWeight, inProjBias, outProj, biasK, embedDim, numHeads } = this
    if (biasK || this.addZeroAttn || !isFusable(this, query)) return null
    const weights = [inProjWeight, inProjBias, outProj.weight, outProj.bias]
    if (!isUnrecorded([query, ...weights])) return null
    const { attnMask = null, keyPaddingMask = null } = options
    const masks = fusedMask(attnMask, keyPaddingMask, numHeads, query)
    if (!masks) return null
    const { needWeights = true, averageAttnWeights = true } = options
    return fusedAttention(
      ...[query, query, query, embedDim, numHeads, ...weights, masks.mask],
      ...[needWeights, averageAttnWeights, masks.type],
    ) as [Tensor, Tensor | null]
  }
}

/** [N, L, E] → [L, N, E]; what was one tensor stays one. */
function lengthsFirst(query: Tensor, key: Tensor, value: Tensor): [Tensor, Tensor, Tensor] {
  const q = query.transpose(0, 1)
  const k = key === query ? q : key.transpose(0, 1)
  return [q, k, value === key ? k : value.transpose(0, 1)]
}

function checkHeads(embedDim: number, numHeads: number): void {
  checkPositiveInteger('MultiheadAttention: embedDim', embedDim)
  checkPositiveInteger('MultiheadAttention: numHeads', numHeads)
  if (embedDim % numHeads === 0) return
  throw new OptionError(
    `MultiheadAttention: expected numHeads to divide embedDim ${embedDim}, found ${numHeads}`,
  )
}
