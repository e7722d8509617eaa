/** What Embedding and EmbeddingBag share: a table of rows to look up. */
import {
  checkCount,
  checkInteger,
  checkNumber,
  checkOptionNames,
  describeValue,
} from '../../base/check'
import { OptionError } from '../../base/errors'
import { checkTensor, noGrad, releaseOnError, type Tensor } from '../../tensor'
import { emptyParameter } from '../init'
import { normal_ } from '../init/functions'
import { Module } from '../module'
import { checkFlags, factoryNames, floatText, listed, type FactoryOptions } from '../options'
import { Parameter } from '../parameter'

export interface TableOptions {
  /** A row that starts at zero and is not learned; from the end when negative. */
  paddingIdx?: number | null
  /** Rows that are longer become this long, in place, when they are looked up. */
  maxNorm?: number | null
  /** Of the norm that maxNorm limits (default 2). */
  normType?: number
  /** Divide gradients by how often a row is in the batch (default false). */
  scaleGradByFreq?: boolean
  /** Gradients of the weight are sparse tensors (default false). */
  sparse?: boolean
}

export interface NewTableOptions extends TableOptions, FactoryOptions {
  /** The rows, instead of N(0, 1). @internal */
  _weight?: Tensor
  /** Whether they stay as they are. @internal */
  _freeze?: boolean
}

export interface PretrainedOptions {
  /** Do not learn the rows (default true). */
  freeze?: boolean
}

const flags = ['scaleGradByFreq', 'sparse']
const names = ['paddingIdx', 'maxNorm', 'normType', ...flags]
const internalNames = ['_weight', '_freeze']

export abstract class EmbeddingTable<Inputs extends unknown[]> extends Module<Inputs> {
  declare weight: Parameter
  readonly paddingIdx: number | null
  readonly maxNorm: number | null
  readonly normType: number
  readonly scaleGradByFreq: boolean
  readonly sparse: boolean

  constructor(
    readonly numEmbeddings: number,
    readonly embeddingDim: number,
    options: NewTableOptions,
    own: readonly string[] = [],
  ) {
    super()
    const { name } = new.target
    checkOptionNames(name, options, [...names, ...own, ...factoryNames, ...internalNames])
    checkFlags(name, options, [...flags, '_freeze'])
    checkCount(`${name}: numEmbeddings`, numEmbeddings)
    checkCount(`${name}: embeddingDim`, embeddingDim)
    const { maxNorm = null, normType = 2 } = options
    if (maxNorm !== null) checkNumber(`${name}: maxNorm`, maxNorm)
    checkNumber(`${name}: normType`, normType)
    this.paddingIdx = paddingOf(name, options.paddingIdx, numEmbeddings)
    this.maxNorm = maxNorm
    this.normType = normType
    this.scaleGradByFreq = options.scaleGradByFreq ?? false
    this.sparse = options.sparse ?? false
    releaseOnError(() => this.makeWeight(options))
  }

  /** Draws the rows anew, as the constructor does. PyTorch: `reset_parameters`. */
  resetParameters(): void {
    const { weight, paddingIdx } = this
    normal_(weight)
    if (paddingIdx !== null) noGrad(() => weight.select(0, paddingIdx).zero_().dispose())
  }

  /** What the functions of nn.functional are told besides input and weight. */
  protected lookup(): Required<TableOptions> {
    const { paddingIdx, maxNorm, normType, scaleGradByFreq, sparse } = this
    return { paddingIdx, maxNorm, normType, scaleGradByFreq, sparse }
  }

  override extraRepr(): string {
    const others = listed(this.others())
    return `${this.numEmbeddings}, ${this.embeddingDim}${others && `, ${others}`}`
  }

  /** Options that are not what they are by default, as `extraRepr` shows them. */
  protected others(): Record<string, unknown> {
    const { paddingIdx, maxNorm, normType } = this
    return {
      paddingIdx: paddingIdx ?? undefined,
      maxNorm: maxNorm === null ? undefined : floatText(maxNorm),
      normType: normType === 2 ? undefined : floatText(normType),
      scaleGradByFreq: this.scaleGradByFreq || undefined,
      sparse: this.sparse || undefined,
    }
  }

  private makeWeight(options: NewTableOptions): void {
    const { _weight: given, _freeze = false } = options
    if (given !== undefined) {
      checkTensor('Embedding: _weight', given)
      this.registerParameter('weight', new Parameter(given.detach(), !_freeze))
      return
    }
    const shape = [this.numEmbeddings, this.embeddingDim]
    this.registerParameter('weight', emptyParameter(shape, options, !_freeze))
    this.resetParameters()
  }
}

function paddingOf(name: string, given: number | null | undefined, rows: number): number | null {
  if (given === undefined || given === null) return null
  checkInteger(`${name}: paddingIdx`, given)
  if (given >= -rows && given < rows) return given < 0 ? given + rows : given
  throw new OptionError(`${name}: paddingIdx: expected one of ${rows} rows, found ${given}`)
}

/** [rows, width] of a table that somebody else has trained. */
export function pretrainedShape(what: string, embeddings: unknown): [number, number] {
  checkTensor(what, embeddings)
  const { shape } = embeddings
  if (shape.length === 2) return shape as [number, number]
  throw new OptionError(`${what}: expected [rows, width], found [${shape.join(', ')}]`)
}

/** The options of `fromPretrained`, as the constructor takes them. */
export function fromPretrainedOptions<O extends PretrainedOptions>(
  what: string,
  options: O,
  weight: Tensor,
): Omit<O, 'freeze'> & { _weight: Tensor; _freeze: boolean } {
  if (typeof options !== 'object' || options === null) {
    throw new OptionError(
      `${what}: expected an object of options, found ${describeValue(options)}; write { freeze: … }`,
    )
  }
  const { freeze = true, ...rest } = options
  checkFlags(what, { freeze }, ['freeze'])
  return { ...rest, _weight: weight, _freeze: freeze }
}
