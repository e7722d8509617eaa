import { Pad, type Sides } from './base'

/** Zeros around [*, L]. PyTorch: `torch.nn.ZeroPad1d`. */
export class ZeroPad1d extends Pad {
  constructor(padding: Sides) {
    super(1, 'constant', padding, 0)
  }
}

/** Zeros around [*, H, W]. PyTorch: `torch.nn.ZeroPad2d`. */
export class ZeroPad2d extends Pad {
  constructor(padding: Sides) {
    super(2, 'constant', padding, 0)
  }
}

/** Zeros around [*, D, H, W]. PyTorch: `torch.nn.ZeroPad3d`. */
export class ZeroPad3d extends Pad {
  constructor(padding: Sides) {
    super(3, 'constant', padding, 0)
  }
}
