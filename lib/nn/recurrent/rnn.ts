import { checkChoice } from '../../base/check'
import { operator, type Tensor } from '../../tensor'
import { RNNBase, type Flags, type RecurrentOptions } from './base'
import { operate } from './operate'

export interface RNNOptions extends RecurrentOptions {
  /** tanh (default) or relu. */
  nonlinearity?: 'tanh' | 'relu'
}

const operators = { tanh: operator('aten::rnn_tanh'), relu: operator('aten::rnn_relu') }

/**
 * hₜ = tanh(W_ih·xₜ + b_ih + W_hh·hₜ₋₁ + b_hh), of sequences [L, N, inputSize], [L, inputSize] or
 * packed ones: outputs [L, N, directions·hiddenSize], and the last h
 * [numLayers·directions, N, hiddenSize]. PyTorch: `torch.nn.RNN`.
 */
export class RNN extends RNNBase<Tensor> {
  readonly nonlinearity: 'tanh' | 'relu'

  constructor(inputSize: number, hiddenSize: number, options: RNNOptions = {}) {
    super(inputSize, hiddenSize, options, { gates: 1, names: ['nonlinearity'] })
    const { nonlinearity = 'tanh' } = options
    checkChoice('RNN: nonlinearity', nonlinearity, ['tanh', 'relu'])
    this.nonlinearity = nonlinearity
  }

  protected stateWidths(): readonly number[] {
    return [this.hiddenSize]
  }

  protected statesOf(hx: Tensor): readonly Tensor[] {
    return [hx]
  }

  protected stateFrom([hx]: readonly Tensor[]): Tensor {
    return hx!
  }

  protected operate(
    input: Tensor,
    batchSizes: Tensor | null,
    [hx]: readonly Tensor[],
    flags: Flags,
  ): readonly [Tensor, Tensor] {
    const call = operators[this.nonlinearity]
    return operate(call, input, batchSizes, hx!, this.weights(), flags) as [Tensor, Tensor]
  }
}
