/** How an average takes a new value in; each function is what `AveragedModel` asks for. */
import { describeValue } from '../../base/check'
import { isDifferentiable } from '../../base/dtype'
import { OptionError } from '../../base/errors'
import { noGrad, type Tensor } from '../../tensor'
import { foreach } from '../foreach'

/** The new average of one tensor. */
export type AverageFunction = (averaged: Tensor, current: Tensor, numAveraged: Tensor) => Tensor
/** Changes the averages of many tensors of one dtype and device in place. */
export type MultiAverageFunction = (
  averaged: Tensor[],
  current: Tensor[],
  numAveraged: Tensor,
) => void

function checkDecay(what: string, decay: unknown): void {
  if (typeof decay === 'number' && decay >= 0 && decay <= 1) return
  throw new OptionError(
    `${what}: invalid decay value: expected a number from 0 to 1, found ${describeValue(decay)}`,
  )
}

/** Averages in place, by the weight of the new values. */
function mix(averaged: Tensor[], current: Tensor[], weight: number): void {
  if (averaged.length === 0) return
  if (isDifferentiable(averaged[0]!.dtype)) {
    foreach.lerp_(averaged, current, weight)
    return
  }
  averaged.forEach((tensor, index) =>
    tensor.copy_(tensor.mul(1 - weight).add(current[index]!.mul(weight))),
  )
}

/** a ← decay a + (1 − decay) x. PyTorch: `get_ema_multi_avg_fn`. */
export function getEmaMultiAvgFn(decay = 0.999): MultiAverageFunction {
  checkDecay('getEmaMultiAvgFn', decay)
  return (averaged, current) => noGrad(() => mix(averaged, current, 1 - decay))
}

/** The mean of all values so far. PyTorch: `get_swa_multi_avg_fn`. */
export function getSwaMultiAvgFn(): MultiAverageFunction {
  return (averaged, current, numAveraged) =>
    noGrad(() => mix(averaged, current, 1 / (Number(numAveraged.item()) + 1)))
}

/** PyTorch: `get_ema_avg_fn`. */
export function getEmaAvgFn(decay = 0.999): AverageFunction {
  checkDecay('getEmaAvgFn', decay)
  return (averaged, current) => noGrad(() => averaged.mul(decay).add(current.mul(1 - decay)))
}

/** PyTorch: `get_swa_avg_fn`. */
export function getSwaAvgFn(): AverageFunction {
  return (averaged, current, numAveraged) =>
    noGrad(() => averaged.add(current.sub(averaged).div(numAveraged.add(1))))
}
