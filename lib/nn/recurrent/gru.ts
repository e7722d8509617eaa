import { operator, type Tensor } from '../../tensor'
import { RNNBase, type Flags, type RecurrentOptions } from './base'
import { operate } from './operate'

const gru = operator('aten::gru')

/**
 * Gated recurrent units, of sequences [L, N, inputSize], [L, inputSize] or packed ones: outputs
 * [L, N, directions·hiddenSize], and the last h [numLayers·directions, N, hiddenSize].
 * With σ the sigmoid, r = σ(W_ir·x + b_ir + W_hr·h + b_hr), z = σ(W_iz·x + b_iz + W_hz·h + b_hz),
 * n = tanh(W_in·x + b_in + r⊙(W_hn·h + b_hn)) and h' = (1 − z)⊙n + z⊙h. PyTorch: `torch.nn.GRU`.
 */
export class GRU extends RNNBase<Tensor> {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    super(inputSize, hiddenSize, options, { gates: 3 })
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
    return operate(gru, input, batchSizes, hx!, this.weights(), flags) as [Tensor, Tensor]
  }
}
