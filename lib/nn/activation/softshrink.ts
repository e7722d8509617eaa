import { operator, type Tensor } from '../../tensor'
import { ShrinkBase } from './shrinkBase'

export type { ShrinkOptions as SoftshrinkOptions } from './shrinkBase'

const apply = operator('aten::softshrink')

/** sign(x)·max(|x| − lambd, 0). PyTorch: `torch.nn.Softshrink`. */
export class Softshrink extends ShrinkBase {
  protected shrink(input: Tensor, lambd: number): Tensor {
    return apply(input, lambd) as Tensor
  }
}
