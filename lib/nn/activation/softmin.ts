import { operators, tidy, type Tensor } from '../../tensor'
import { SoftmaxBase } from './softmaxBase'

/** exp(−x)/Σexp(−x) along a dimension. PyTorch: `torch.nn.Softmin`. */
export class Softmin extends SoftmaxBase {
  protected along(input: Tensor, dim: number): Tensor {
    return tidy(() => operators.softmax(input.neg(), dim))
  }
}
