import type { Tensor } from '../../tensor'
import { binaryCrossEntropy } from '../functional/loss/classification'
import { WeightedLoss, type WeightedLossOptions } from './loss'

/**
 * −w·(target·log input + (1 − target)·log(1 − input)), with probabilities as input; logarithms stop at
 * −100. PyTorch: `torch.nn.BCELoss`.
 */
export class BCELoss extends WeightedLoss {
  constructor(options: WeightedLossOptions = {}) {
    super(options)
  }

  forward(input: Tensor, target: Tensor): Tensor {
    const { weight, reduction } = this
    return this.attempt(() => binaryCrossEntropy(input, target, { weight, reduction }))
  }
}
