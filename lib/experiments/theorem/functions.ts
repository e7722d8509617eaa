/** The normalisations of the paper over one vector in float64, by libtorch's own operators. */
import { operators, type Tensor } from '../../tensor'

export type VectorFunction = (x: Tensor) => Tensor

/** Hardsigmoid is the paper's, of slope ¼. */
export const normalizationFunctions: Record<string, VectorFunction> = {
  softmax: x => operators.softmax(x, 0),
  sigmoid: x => operators.sigmoid(x),
  hardsigmoid: x => x.mul(0.25).add(0.5).clamp(0, 1),
  tanh: x => operators.tanh(x),
  hardtanh: x => operators.hardtanh(x),
  normalize: x => x.div(x.norm(2)),
}

/** softmax(d⊙x − c) */
export function dilatedSoftmax(d: Tensor, c: Tensor): VectorFunction {
  return x => operators.softmax(d.mul(x).sub(c), 0)
}
