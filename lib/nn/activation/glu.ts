import { checkInteger, checkOptionNames } from '../../base/check'
import type { Tensor } from '../../tensor'
import { glu } from '../functional/softmax'
import { Module } from '../module'

export interface GLUOptions {
  /** The dimension that is halved (default −1). */
  dim?: number
}

/** a·sigmoid(b) of the halves a and b along a dimension. PyTorch: `torch.nn.GLU`. */
export class GLU extends Module<[input: Tensor]> {
  readonly dim: number

  constructor(options: GLUOptions = {}) {
    super()
    checkOptionNames('GLU', options, ['dim'])
    this.dim = options.dim ?? -1
    checkInteger('GLU: dim', this.dim)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => glu(input, this.dim))
  }

  override extraRepr(): string {
    return `dim=${this.dim}`
  }
}
