import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator, tidy, type Tensor } from '../../tensor'
import { RNNCellBase, cellSettings, type CellOptions } from './cellBase'
import type { LSTMState } from './lstm'

const lstmCell = operator('aten::lstm_cell')

/**
 * One step of an LSTM: [N, inputSize] → [h', c'], each [N, hiddenSize], or without N.
 * PyTorch: `torch.nn.LSTMCell`.
 */
export class LSTMCell extends RNNCellBase<LSTMState> {
  constructor(inputSize: number, hiddenSize: number, options: CellOptions = {}) {
    const { bias, factory } = cellSettings('LSTMCell', options)
    super(inputSize, hiddenSize, bias, 4, factory)
  }

  forward(input: Tensor, hx?: LSTMState | null): LSTMState {
    return this.attempt(() =>
      tidy(() => {
        const rows = this.batched(input)
        const [h, c] = pairOf(hx)
        const state = [this.batchedState('hx[0]', h, input), this.batchedState('hx[1]', c, input)]
        const next = lstmCell(rows, state, ...this.weights()) as [Tensor, Tensor]
        return input.ndim === 1 ? [next[0].squeeze(0), next[1].squeeze(0)] : next
      }),
    )
  }
}

function pairOf(hx: unknown): readonly (Tensor | null)[] {
  if (hx === null || hx === undefined) return [null, null]
  if (Array.isArray(hx) && hx.length === 2) return hx as Tensor[]
  throw new TorchError('TYPE', `hx: expected [h, c], found ${describeValue(hx)}`)
}
