import { operators, type Tensor } from '../../tensor'
import { SoftmaxBase } from './softmaxBase'

/** exp(x)/Σexp(x) along a dimension. PyTorch: `torch.nn.Softmax`. */
export class Softmax extends SoftmaxBase {
  protected along(input: Tensor, dim: number): Tensor {
    return operators.softmax(input, dim)
  }
}
