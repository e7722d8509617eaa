import { Pad, type Sides } from './base'

/** The values at the sides, repeated: [N, C, L] or [C, L]. PyTorch: `torch.nn.ReplicationPad1d`. */
export class ReplicationPad1d extends Pad {
  constructor(padding: Sides) {
    super(1, 'replicate', padding)
  }
}

/** The values at the sides, repeated: [N, C, H, W] or [C, H, W]. PyTorch: `torch.nn.ReplicationPad2d`. */
export class ReplicationPad2d extends Pad {
  constructor(padding: Sides) {
    super(2, 'replicate', padding)
  }
}

/** The values at the sides, repeated: [N, C, D, H, W] or [C, D, H, W]. PyTorch: `torch.nn.ReplicationPad3d`. */
export class ReplicationPad3d extends Pad {
  constructor(padding: Sides) {
    super(3, 'replicate', padding)
  }
}
