import { Pad, type Sides } from './base'

/** Values from the other end: [N, C, L] or [C, L]. PyTorch: `torch.nn.CircularPad1d`. */
export class CircularPad1d extends Pad {
  constructor(padding: Sides) {
    super(1, 'circular', padding)
  }
}

/** Values from the other end: [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.CircularPad2d`. */
export class CircularPad2d extends Pad {
  constructor(padding: Sides) {
    super(2, 'circular', padding)
  }
}

/** Values from the other end: [N, C, D, H, W] or [C, D, H, W]. PyTorch: `torch.nn.CircularPad3d`. */
export class CircularPad3d extends Pad {
  constructor(padding: Sides) {
    super(3, 'circular', padding)
  }
}
