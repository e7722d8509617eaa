import { checkNumber } from '../../base/check'
import { Pad, type Sides } from './base'

/** A constant around [*, L]. PyTorch: `torch.nn.ConstantPad1d`. */
export class ConstantPad1d extends Pad {
  constructor(padding: Sides, value: number) {
    super(1, 'constant', padding, value)
    checkNumber('ConstantPad1d: value', value)
  }
}

/** A constant around [*, H, W]. PyTorch: `torch.nn.ConstantPad2d`. */
export class ConstantPad2d extends Pad {
  constructor(padding: Sides, value: number) {
    super(2, 'constant', padding, value)
    checkNumber('ConstantPad2d: value', value)
  }
}

/** A constant around [*, D, H, W]. PyTorch: `torch.nn.ConstantPad3d`. */
export class ConstantPad3d extends Pad {
  constructor(padding: Sides, value: number) {
    super(3, 'constant', padding, value)
    checkNumber('ConstantPad3d: value', value)
  }
}
