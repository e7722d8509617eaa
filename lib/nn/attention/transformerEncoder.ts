import { checkInstance, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { checkTensor, operator, releaseOnError, tidy, type Tensor } from '../../tensor'
import { ModuleList } from '../container/moduleList'
import { Module } from '../module'
import { checkFlags } from '../options'
import { callOptions, type CallOptions } from './call'
import { isCausalMask, lengthOf } from './causalMask'
import { fusedMask, isUnrecorded } from './fastPath'
import { fusedActivation } from './feedForward'
import { TransformerEncoderLayer } from './transformerEncoderLayer'

export interface TransformerEncoderOptions {
  /** Of the last layer's output (default none). */
  norm?: Module<[input: Tensor]> | null
  /** In inference leave padding out, which then comes out as zeros (default true). */
  enableNestedTensor?: boolean
  /** Do so only where all padding is at the end (default true). */
  maskCheck?: boolean
}

export interface EncoderCall {
  /** [L, L] or [N·heads, L, L]: true or −∞ where a position does not see another. */
  mask?: Tensor | null
  /** [N, L]: true or −∞ for positions that are padding. */
  srcKeyPaddingMask?: Tensor | null
  /** The mask is the causal one; found out by default. */
  isCausal?: boolean | null
}

const callNames = ['mask', 'srcKeyPaddingMask', 'isCausal'] as const
type Rest = CallOptions<EncoderCall, typeof callNames>

const leftAligned = operator('aten::_nested_tensor_from_mask_left_aligned')
const nestedFromMask = operator('aten::_nested_tensor_from_mask')
const padded = operator('aten::to_padded_tensor')

/** Copies of a layer, one after the other. PyTorch: `torch.nn.TransformerEncoder`. */
export class TransformerEncoder extends Module<[src: Tensor, ...rest: Rest]> {
  readonly layers: ModuleList<TransformerEncoderLayer>
  readonly norm: Module<[input: Tensor]> | null
  readonly enableNestedTensor: boolean
  readonly maskCheck: boolean

  constructor(
    encoderLayer: TransformerEncoderLayer,
    readonly numLayers: number,
    options: TransformerEncoderOptions = {},
  ) {
    super()
    const name = 'TransformerEncoder'
    checkInstance(`${name}: encoderLayer`, encoderLayer, Module, 'a module')
    checkPositiveInteger(`${name}: numLayers`, numLayers)
    checkOptionNames(name, options, ['norm', 'enableNestedTensor', 'maskCheck'])
    checkFlags(name, options, ['enableNestedTensor', 'maskCheck'])
    const { norm = null } = options
    if (norm !== null) checkInstance(`${name}: norm`, norm, Module, 'a module')
    this.layers = clones(encoderLayer, numLayers)
    this.norm = norm
    this.enableNestedTensor = options.enableNestedTensor ?? true
    this.maskCheck = options.maskCheck ?? true
  }

  /** @param rest EncoderCall by name, or in PyTorch's order. */
  forward(src: Tensor, ...rest: Rest): Tensor {
    return this.attempt(() =>
      tidy(() => {
        checkTensor('src', src)
        const call: EncoderCall = callOptions('forward', callNames, rest)
        const { mask = null, srcKeyPaddingMask = null } = call
        const output =
          this.withoutPadding(src, mask, srcKeyPaddingMask) ??
          this.withPadding(src, mask, srcKeyPaddingMask, call.isCausal ?? null)
        return this.norm ? this.norm.forward(output) : output
      }),
    )
  }

  private withPadding(
    src: Tensor,
    srcMask: Tensor | null,
    srcKeyPaddingMask: Tensor | null,
    given: boolean | null,
  ): Tensor {
    const [first] = this.layers
    const batchFirst = first?.selfAttn?.batchFirst ?? false
    const isCausal = isCausalMask(srcMask, given, lengthOf(src, batchFirst))
    let output = src
    for (const layer of this.layers) {
      output = layer.forward(output, { srcMask, srcKeyPaddingMask, isCausal })
    }
    return output
  }

  /** Through the fused layers as a nested tensor; null where they do not take it. */
  private withoutPadding(src: Tensor, mask: Tensor | null, padding: Tensor | null): Tensor | null {
    const [first] = this.layers
    if (!this.enableNestedTensor || !padding || mask || !isNestable(first, src)) return null
    const hidden = fusedMask(null, padding, first!.selfAttn.numHeads, src)?.mask
    if (!hidden) return null
    const shown = hidden.logicalNot()
    if (this.maskCheck && leftAligned(src, shown) !== true) return null
    let output = nestedFromMask(src, shown, false) as Tensor
    for (const layer of this.layers) output = layer.forward(output)
    return padded(output, 0, src.shape) as Tensor
  }
}

function isNestable(layer: unknown, src: Tensor): boolean {
  if (!(layer instanceof TransformerEncoderLayer) || layer.training || layer.normFirst) return false
  const { selfAttn, activation, norm1, norm2 } = layer
  return (
    src.ndim === 3 &&
    !src.isNested &&
    selfAttn.batchFirst &&
    selfAttn.numHeads % 2 === 0 &&
    selfAttn.inProjWeight?.dtype === src.dtype &&
    selfAttn.inProjBias !== null &&
    fusedActivation(activation) !== null &&
    norm1.eps === norm2.eps &&
    isUnrecorded([src, ...layer.parameters()])
  )
}

/** `count` copies of a layer, which itself is not among them. */
export function clones<M extends Module<never[], unknown>>(layer: M, count: number): ModuleList<M> {
  return releaseOnError(
    () => new ModuleList<M>(Array.from({ length: count }, () => layer.deepCopy())),
  )
}
