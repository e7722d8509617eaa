import { Pad, type Sides } from './base'

/** Values mirrored at the sides, which are not repeated themselves: [N, C, L] or [C, L]. PyTorch: `torch.nn.ReflectionPad1d`. */
export class ReflectionPad1d extends Pad {
  constructor(padding: Sides) {
    super(1, 'reflect', padding)
  }
}

/** Values mirrored at the sides, which are not repeated themselves: [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.ReflectionPad2d`. */
export class ReflectionPad2d extends Pad {
  constructor(padding: Sides) {
    super(2, 'reflect', padding)
  }
}

/** Values mirrored at the sides, which are not repeated themselves: [N, C, D, H, W] or [C, D, H, W]. PyTorch: `torch.nn.ReflectionPad3d`. */
export class ReflectionPad3d extends Pad {
  constructor(padding: Sides) {
    super(3, 'reflect', padding)
  }
}
