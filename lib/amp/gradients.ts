/** The gradients of an optimizer, divided by a scale where they are. */
import { TorchError } from '../base/errors'
import type { Optimizer } from '../optim/optimizer'
import { describeTensor, gradientsOf, operator, operators, tidy, type Tensor } from '../tensor'

const unscale = operator('aten::_amp_foreach_non_finite_check_and_unscale_')
const valuesOf = operator('aten::_values')

/** Those that there are. */
export function presentGradients({ paramGroups }: Optimizer): Tensor[] {
  const params = paramGroups.flatMap(group => group.params)
  return gradientsOf(params).filter(grad => grad !== null)
}

/** @throws TorchError where there is none. */
export function requireGradients(optimizer: Optimizer): void {
  if (tidy(() => presentGradients(optimizer).length > 0)) return
  throw new TorchError(
    'VALUE',
    'GradScaler.step: expected a parameter of the optimizer with a gradient, found none; call ' +
      'scaler.scale(loss).backward() first',
  )
}

/** Multiplies them in place by `inverse`; `foundInf` becomes 1 where one was infinite or NaN. */
export function unscaleAll(grads: readonly Tensor[], inverse: Tensor, foundInf: Tensor): void {
  grads.forEach(checkGradient)
  const dense = grads.map(grad => (grad.isSparse ? (valuesOf(grad) as Tensor) : grad))
  for (const alike of byDtypeAndDevice(dense)) {
    const { device } = alike[0]!
    if (device === foundInf.device) {
      unscale(alike, foundInf, inverse)
      continue
    }
    const found = operators.zeros([], { dtype: 'float32', device })
    unscale(alike, found, inverse.to(device))
    foundInf.add_(found.to(foundInf.device))
  }
}

function byDtypeAndDevice(tensors: readonly Tensor[]): Iterable<Tensor[]> {
  const groups = new Map<string, Tensor[]>()
  for (const tensor of tensors) {
    const key = `${tensor.dtype} ${tensor.device}`
    const group = groups.get(key)
    if (group) group.push(tensor)
    else groups.set(key, [tensor])
  }
  return groups.values()
}

function checkGradient(grad: Tensor): void {
  if (grad.dtype === 'float16') {
    throw new TorchError(
      'VALUE',
      `GradScaler: expected float32 gradients, found ${describeTensor(grad)}; keep weights in float32, and compute in float16 by autocast`,
    )
  }
  if (!grad.dtype.startsWith('complex')) return
  throw new TorchError(
    'VALUE',
    `GradScaler: expected gradients of real numbers, found ${describeTensor(grad)}; step the ` +
      'optimizer of complex parameters without a scaler',
  )
}
