import { operator, tidy, type Tensor } from '../../tensor'
import { RNNCellBase, cellSettings, type CellOptions } from './cellBase'

const gruCell = operator('aten::gru_cell')

/**
 * One step of a GRU: [N, inputSize] → [N, hiddenSize], or without N. PyTorch: `torch.nn.GRUCell`.
 */
export class GRUCell extends RNNCellBase<Tensor> {
  constructor(inputSize: number, hiddenSize: number, options: CellOptions = {}) {
    const { bias, factory } = cellSettings('GRUCell', options)
    super(inputSize, hiddenSize, bias, 3, factory)
  }

  forward(input: Tensor, hx?: Tensor | null): Tensor {
    return this.attempt(() =>
      tidy(() => {
        const rows = this.batched(input)
        const state = this.batchedState('hx', hx, input)
        const next = gruCell(rows, state, ...this.weights()) as Tensor
        return input.ndim === 1 ? next.squeeze(0) : next
      }),
    )
  }
}
