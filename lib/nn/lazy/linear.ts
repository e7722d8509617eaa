import { checkTensor, type Tensor } from '../../tensor'
import { drawBias, drawWeight } from '../init'
import { Linear, type LinearOptions } from '../linear/linear'
import type { ShapePattern } from '../failure'
import { isUninitialized, settle, UninitializedParameter } from './uninitialized'

/**
 * A `Linear` that finds `inFeatures` in its first input, and is a plain one from then on. Run it once
 * before an optimizer gets its parameters. PyTorch: `torch.nn.LazyLinear`.
 */
export class LazyLinear extends Linear {
  constructor(outFeatures: number, options: LinearOptions = {}) {
    super(1, outFeatures, options)
    Object.assign(this, { inFeatures: 0 })
  }

  override forward(input: Tensor): Tensor {
    this.attempt(() => materialize(this, input), input)
    return super.forward(input)
  }

  protected override makeParameters(options: LinearOptions): void {
    const { bias = true, device, dtype } = options
    this.registerParameter('weight', new UninitializedParameter({ device, dtype }))
    this.registerParameter('bias', bias ? new UninitializedParameter({ device, dtype }) : null)
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['*', 'inFeatures']]
  }
}

function materialize(layer: LazyLinear, input: Tensor): void {
  checkTensor('input', input)
  const { weight, bias, outFeatures } = layer
  const inFeatures = isUninitialized(weight) ? input.size(-1) : weight.shape[1]!
  const shape = [outFeatures, inFeatures]
  settle(weight, shape, drawWeight)
  settle(bias, [outFeatures], tensor => drawBias(tensor, shape))
  Object.assign(layer, { inFeatures })
  Object.setPrototypeOf(layer, Linear.prototype)
}
