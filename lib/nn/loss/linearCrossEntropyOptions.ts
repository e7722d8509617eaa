import {
  checkBoolean,
  checkChoice,
  checkOptionNames,
  checkPositiveInteger,
  checkString,
} from '../../base/check'
import { dtypeCode, type DType } from '../../base/dtype'
import { listed } from '../options'

export interface ChunkingOptions {
  allowRetainGraph?: boolean
  batchChunkSize?: number | null
  chunkingMethod?: string | null
  accPolicy?: 'auto' | 'accurate' | 'balanced' | 'compact'
  accDtype?: DType | null
}

const names = ['allowRetainGraph', 'batchChunkSize', 'chunkingMethod', 'accPolicy', 'accDtype']

/**
 * How PyTorch cuts a batch into pieces, to save memory. Taken from there and without effect: all
 * logits are computed at once here, which gives the same losses and gradients.
 * PyTorch: `torch.nn.LinearCrossEntropyOptions`.
 */
export class LinearCrossEntropyOptions {
  readonly allowRetainGraph: boolean
  readonly batchChunkSize: number | null
  readonly chunkingMethod: string | null
  readonly accPolicy: string
  readonly accDtype: DType | null

  constructor(options: ChunkingOptions = {}) {
    const what = 'LinearCrossEntropyOptions'
    checkOptionNames(what, options, names)
    const { allowRetainGraph = false, batchChunkSize = null, chunkingMethod = 'auto' } = options
    const { accPolicy = 'auto', accDtype = null } = options
    checkBoolean(`${what}: allowRetainGraph`, allowRetainGraph)
    if (batchChunkSize !== null) checkPositiveInteger(`${what}: batchChunkSize`, batchChunkSize)
    if (chunkingMethod !== null) checkString(`${what}: chunkingMethod`, chunkingMethod)
    checkChoice(`${what}: accPolicy`, accPolicy, ['auto', 'accurate', 'balanced', 'compact'])
    if (accDtype !== null) dtypeCode(accDtype)
    this.allowRetainGraph = allowRetainGraph
    this.batchChunkSize = batchChunkSize
    this.chunkingMethod = chunkingMethod
    this.accPolicy = accPolicy
    this.accDtype = accDtype
  }

  /** As Python prints it. */
  toString(): string {
    const { allowRetainGraph, batchChunkSize, chunkingMethod, accPolicy, accDtype } = this
    const quoted = (text: string | null): string | null => text && `'${text}'`
    const fields = {
      allowRetainGraph,
      batchChunkSize,
      chunkingMethod: quoted(chunkingMethod),
      accPolicy: quoted(accPolicy),
      accDtype: accDtype && `torch.${accDtype}`,
    }
    return `LinearCrossEntropyOptions(${listed(fields)})`
  }
}
