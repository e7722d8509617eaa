import { operators, type Tensor } from '../../tensor'
import { SoftmaxBase } from './softmaxBase'

/** log(exp(x)/Σexp(x)) along a dimension. PyTorch: `torch.nn.LogSoftmax`. */
export class LogSoftmax extends SoftmaxBase {
  protected along(input: Tensor, dim: number): Tensor {
    return operators.logSoftmax(input, dim)
  }
}
