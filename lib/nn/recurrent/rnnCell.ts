import { checkChoice } from '../../base/check'
import { operator, tidy, type Tensor } from '../../tensor'
import { RNNCellBase, cellSettings, type CellOptions } from './cellBase'

export interface RNNCellOptions extends CellOptions {
  /** tanh (default) or relu. */
  nonlinearity?: 'tanh' | 'relu'
}

const operators = { tanh: operator('aten::rnn_tanh_cell'), relu: operator('aten::rnn_relu_cell') }

/**
 * h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh): [N, inputSize] → [N, hiddenSize], or without N.
 * PyTorch: `torch.nn.RNNCell`.
 */
export class RNNCell extends RNNCellBase<Tensor> {
  readonly nonlinearity: 'tanh' | 'relu'

  constructor(inputSize: number, hiddenSize: number, options: RNNCellOptions = {}) {
    const { bias, factory } = cellSettings('RNNCell', options, ['nonlinearity'])
    super(inputSize, hiddenSize, bias, 1, factory)
    const { nonlinearity = 'tanh' } = options
    checkChoice('RNNCell: nonlinearity', nonlinearity, ['tanh', 'relu'])
    this.nonlinearity = nonlinearity
  }

  forward(input: Tensor, hx?: Tensor | null): Tensor {
    return this.attempt(() =>
      tidy(() => {
        const rows = this.batched(input)
        const state = this.batchedState('hx', hx, input)
        const next = operators[this.nonlinearity](rows, state, ...this.weights()) as Tensor
        return input.ndim === 1 ? next.squeeze(0) : next
      }),
    )
  }

  override extraRepr(): string {
    const { nonlinearity } = this
    return super.extraRepr() + (nonlinearity === 'tanh' ? '' : `, nonlinearity=${nonlinearity}`)
  }
}
