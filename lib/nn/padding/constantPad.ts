import { checkNumber } from '../../base/check'
import { listed } from '../options'
import { Pad, type Sides } from './base'

abstract class ConstantPad extends Pad {
  constructor(dimensions: 1 | 2 | 3, padding: Sides, value: number) {
    super(dimensions, 'constant', padding, value)
    checkNumber(`${new.target.name}: value`, value)
  }

  override extraRepr(): string {
    const { padding, value } = this
    return listed({ padding, value })
  }
}

/** A constant around [*, L]. PyTorch: `torch.nn.ConstantPad1d`. */
export class ConstantPad1d extends ConstantPad {
  constructor(padding: Sides, value: number) {
    super(1, padding, value)
  }
}

/** A constant around [*, H, W]. PyTorch: `torch.nn.ConstantPad2d`. */
export class ConstantPad2d extends ConstantPad {
  constructor(padding: Sides, value: number) {
    super(2, padding, value)
  }
}

/** A constant around [*, D, H, W]. PyTorch: `torch.nn.ConstantPad3d`. */
export class ConstantPad3d extends ConstantPad {
  constructor(padding: Sides, value: number) {
    super(3, padding, value)
  }
}
