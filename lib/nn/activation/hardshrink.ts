import { operator, type Tensor } from '../../tensor'
import { ShrinkBase } from './shrinkBase'

export type { ShrinkOptions as HardshrinkOptions } from './shrinkBase'

const apply = operator('aten::hardshrink')

/** x where |x| is above lambd, 0 elsewhere. PyTorch: `torch.nn.Hardshrink`. */
export class Hardshrink extends ShrinkBase {
  protected shrink(input: Tensor, lambd: number): Tensor {
    return apply(input, lambd) as Tensor
  }
}
