import { grad, operators, tidy, type Tensor } from '../../tensor'
import type { VectorFunction } from './functions'

/** ∂y_i/∂x_j by autograd, [K, K], of a function of one vector. */
export function jacobian(f: VectorFunction, x: Tensor): Tensor {
  return tidy(() => {
    const input = x.detach().clone()
    input.requiresGrad = true
    const y = f(input)
    const rows = Array.from({ length: y.size(0) }, (_, i) => {
      const [row] = grad(y.select(0, i), [input], { retainGraph: true, allowUnused: true })
      return row ?? operators.zerosLike(input)
    })
    return operators.stack(rows)
  })
}

/** The greatest absolute difference. */
export function distance(a: Tensor, b: Tensor): number {
  return tidy(() => a.sub(b).abs().max().item<number>())
}
