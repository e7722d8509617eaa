/** What RNN, LSTM and GRU share: their weights, and how sequences and states go in and out. */
import { checkOptionNames, checkPositiveInteger, checkProbability } from '../../base/check'
import { releaseOnError, tidy, type Tensor } from '../../tensor'
import { drawUniform, emptyParameter } from '../init'
import { Module } from '../module'
import { checkFlags, factoryNames, floatText, listed, type FactoryOptions } from '../options'
import type { Parameter } from '../parameter'
import type { PackedSequence } from '../utils/rnn'
import { checkInput, checkState, prepare, restore } from './sequence'

export interface RecurrentOptions extends FactoryOptions {
  /** How many are stacked, each on the outputs of the one below (default 1). */
  numLayers?: number
  /** Learn biases (default true). */
  bias?: boolean
  /** Sequences are [N, L, …] instead of [L, N, …] (default false); states stay as they are. */
  batchFirst?: boolean
  /** What share of the outputs of each layer but the last is zeroed in training (default 0). */
  dropout?: number
  /** Read the sequences backwards too; outputs have both results (default false). */
  bidirectional?: boolean
}

export const recurrentNames = ['numLayers', 'bias', 'batchFirst', 'dropout', 'bidirectional']

/** A sequence [L, N, inputSize], one [L, inputSize] without a batch, or packed ones. */
export type Sequence = Tensor | PackedSequence

/** The part of a layer's options that its operator takes. */
export interface Flags {
  bias: boolean
  numLayers: number
  dropout: number
  training: boolean
  bidirectional: boolean
  batchFirst: boolean
}

/** What a layer has besides. */
interface Own {
  gates: number
  projSize?: number
  names?: readonly string[]
}

/**
 * State is what goes from one step to the next: a tensor [layers·directions, N, width], or a pair.
 * PyTorch: `torch.nn.RNNBase`.
 */
export abstract class RNNBase<State> extends Module<
  [input: Sequence, hx?: State | null],
  [output: Sequence, state: State]
> {
  readonly numLayers: number
  readonly bias: boolean
  readonly batchFirst: boolean
  readonly dropout: number
  readonly bidirectional: boolean
  readonly projSize: number
  /** Properties, in the order in which the operator takes them. @internal */
  readonly weightNames: readonly string[]

  constructor(
    readonly inputSize: number,
    readonly hiddenSize: number,
    options: RecurrentOptions,
    given?: Own | null,
  ) {
    super()
    const { name } = new.target
    const own = given ?? { gates: 1 }
    checkOptionNames(name, options, [...recurrentNames, ...(own.names ?? []), ...factoryNames])
    checkFlags(name, options, ['bias', 'batchFirst', 'bidirectional'])
    const { numLayers = 1, dropout = 0, bias = true } = options
    checkPositiveInteger(`${name}: inputSize`, inputSize)
    checkPositiveInteger(`${name}: hiddenSize`, hiddenSize)
    checkPositiveInteger(`${name}: numLayers`, numLayers)
    checkProbability(`${name}: dropout`, dropout)
    this.numLayers = numLayers
    this.dropout = dropout
    this.bias = bias
    this.batchFirst = options.batchFirst ?? false
    this.bidirectional = options.bidirectional ?? false
    this.projSize = own.projSize ?? 0
    if (dropout > 0 && numLayers === 1) warnOfDropout(name)
    this.weightNames = releaseOnError(() => this.makeWeights(own.gates, options))
  }

  /** The widths of the tensors of a state. */
  protected abstract stateWidths(): readonly number[]
  protected abstract statesOf(state: State): readonly Tensor[]
  protected abstract stateFrom(states: readonly Tensor[]): State
  /** Calls the operator: output, and the tensors of the last state. */
  protected abstract operate(
    input: Tensor,
    batchSizes: Tensor | null,
    states: readonly Tensor[],
    flags: Flags,
  ): readonly [output: Tensor, ...states: Tensor[]]

  /** Starts at zeros without a state. */
  forward<Input extends Sequence>(input: Input, hx?: State | null): [output: Input, state: State] {
    return this.attempt(() =>
      tidy(() => {
        const layout = { batchFirst: this.batchFirst, rows: this.numLayers * this.directions }
        checkInput(input, this.inputSize, this.weights()[0]!, layout.batchFirst)
        const given = hx === null || hx === undefined ? null : this.statesOf(hx)
        if (given) checkState(given, input, this.stateWidths(), layout)
        const ready = prepare(input, given, this.stateWidths(), layout)
        const results = this.operate(ready.data, ready.batchSizes, ready.states, this.flags())
        const { output, states } = restore(input, results, layout)
        return [output as Input, this.stateFrom(states)]
      }),
    )
  }

  /** Draws all weights anew, as the constructor does. PyTorch: `reset_parameters`. */
  resetParameters(): void {
    const bound = 1 / Math.sqrt(this.hiddenSize)
    for (const weight of this.parameters()) drawUniform(weight, bound)
  }

  /** Does nothing: libtorch finds the weights as they lie. PyTorch: `flatten_parameters`. */
  flattenParameters(): void {}

  /** All weights by layer and direction. PyTorch: `all_weights`. */
  get allWeights(): Parameter[][] {
    const each = (this.bias ? 4 : 2) + (this.projSize > 0 ? 1 : 0)
    const weights = this.weights()
    return Array.from({ length: weights.length / each }, (_, i) =>
      weights.slice(i * each, (i + 1) * each),
    )
  }

  override extraRepr(): string {
    const { inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional } = this
    return [
      `${inputSize}, ${hiddenSize}`,
      this.projSize > 0 && `proj_size=${this.projSize}`,
      numLayers !== 1 && `num_layers=${numLayers}`,
      !bias && 'bias=False',
      batchFirst && 'batch_first=True',
      dropout !== 0 && listed({ dropout: floatText(dropout) }),
      bidirectional && 'bidirectional=True',
    ]
      .filter(Boolean)
      .join(', ')
  }

  protected get directions(): number {
    return this.bidirectional ? 2 : 1
  }

  /** In the order in which the operator takes them. */
  protected weights(): Parameter[] {
    return this.weightNames.map(name => Reflect.get(this, name) as Parameter)
  }

  private flags(): Flags {
    const { bias, numLayers, dropout, training, bidirectional, batchFirst } = this
    return { bias, numLayers, dropout, training, bidirectional, batchFirst }
  }

  private makeWeights(gates: number, factory: FactoryOptions): string[] {
    const { inputSize, hiddenSize, projSize, bias, directions } = this
    const output = projSize || hiddenSize
    const rows = gates * hiddenSize
    const names: string[] = []
    const make = (name: string, shape: number[]): void => {
      this.registerParameter(name, emptyParameter(shape, factory))
      names.push(name)
    }
    for (let layer = 0; layer < this.numLayers; ++layer) {
      for (const suffix of ['', 'Reverse'].slice(0, directions)) {
        const of = `L${layer}${suffix}`
        make(`weightIh${of}`, [rows, layer === 0 ? inputSize : output * directions])
        make(`weightHh${of}`, [rows, output])
        if (bias) make(`biasIh${of}`, [rows])
        if (bias) make(`biasHh${of}`, [rows])
        if (projSize > 0) make(`weightHr${of}`, [projSize, hiddenSize])
      }
    }
    this.resetParameters()
    return names
  }
}

function warnOfDropout(name: string): void {
  process.emitWarning(
    `${name}: dropout acts between layers, so it does nothing with numLayers 1`,
    'TorchWarning',
  )
}
