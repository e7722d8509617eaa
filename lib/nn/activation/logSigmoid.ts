import { operator, type Tensor } from '../../tensor'
import { Module } from '../module'

const logSigmoid = operator('aten::log_sigmoid')

/** log(1/(1 + exp(−x))). PyTorch: `torch.nn.LogSigmoid`. */
export class LogSigmoid extends Module<[input: Tensor]> {
  forward(input: Tensor): Tensor {
    return this.attempt(() => logSigmoid(input) as Tensor)
  }
}
