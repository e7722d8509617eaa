import { checkCount, checkOptionNames, describeValue } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { operator, type Tensor } from '../../tensor'
import { RNNBase, recurrentNames, type Flags, type RecurrentOptions } from './base'
import { operate } from './operate'
import { factoryNames } from '../options'

export interface LSTMOptions extends RecurrentOptions {
  /** Projects h to this size, below hiddenSize; 0 (default) does not. */
  projSize?: number
}

/** h [numLayers·directions, N, projSize or hiddenSize] and c [numLayers·directions, N, hiddenSize]. */
export type LSTMState = readonly [h: Tensor, c: Tensor]

const lstm = operator('aten::lstm')

/**
 * Long short-term memory, of sequences [L, N, inputSize], [L, inputSize] or packed ones: outputs
 * [L, N, directions·(projSize or hiddenSize)], and the last state. With σ the sigmoid and gates
 * i, f, o = σ(W_i·x + b_i + W_h·h + b_h), g = tanh(…): c' = f⊙c + i⊙g and h' = o⊙tanh(c'), which
 * W_hr·h' replaces under projSize. PyTorch: `torch.nn.LSTM`.
 */
export class LSTM extends RNNBase<LSTMState> {
  constructor(inputSize: number, hiddenSize: number, options: LSTMOptions = {}) {
    checkOptionNames('LSTM', options, [...recurrentNames, 'projSize', ...factoryNames])
    const { projSize = 0 } = options
    checkProjection(projSize, hiddenSize)
    super(inputSize, hiddenSize, options, { gates: 4, projSize, names: ['projSize'] })
  }

  protected stateWidths(): readonly number[] {
    return [this.projSize || this.hiddenSize, this.hiddenSize]
  }

  protected statesOf(hx: LSTMState): readonly Tensor[] {
    const given: unknown = hx
    if (Array.isArray(given) && given.length === 2) return given as Tensor[]
    throw new TorchError('TYPE', `hx: expected [h, c], found ${describeValue(given)}`)
  }

  protected stateFrom([h, c]: readonly Tensor[]): LSTMState {
    return [h!, c!]
  }

  protected operate(
    input: Tensor,
    batchSizes: Tensor | null,
    states: readonly Tensor[],
    flags: Flags,
  ): readonly [Tensor, Tensor, Tensor] {
    const results = operate(lstm, input, batchSizes, states, this.weights(), flags)
    return results as [Tensor, Tensor, Tensor]
  }
}

function checkProjection(projSize: unknown, hiddenSize: number): void {
  checkCount('LSTM: projSize', projSize)
  if (projSize === 0 || Number(projSize) < hiddenSize) return
  throw new OptionError(
    `LSTM: projSize: expected less than hiddenSize ${hiddenSize}, found ${Number(projSize)}`,
  )
}
