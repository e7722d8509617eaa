/** Copies of optimizers. */
import type { CopyOf } from '../nn/deepCopy'
import { tidy } from '../tensor'
import type { AnyOptimizer } from './optimizer'
import { packState } from './stateDict'

/** The same class, settings and state over copies of the parameters. */
export function copyOptimizer(
  optimizer: AnyOptimizer,
  copyOf: CopyOf,
  options: object,
): AnyOptimizer {
  const { paramGroups } = optimizer
  const make = optimizer.constructor as new (groups: object[], options: object) => AnyOptimizer
  const groups = paramGroups.map(({ params, paramNames }) => ({
    params: params.map((parameter, index) => {
      const copy = copyOf(parameter)
      return paramNames ? [paramNames[index], copy] : copy
    }),
  }))
  const copy = new make(groups, copyOf(options))
  tidy(() => void copy.loadStateDict(packState(optimizer)))
  // Groups may share a tensor as their rate, which a state does not tell.
  paramGroups.forEach(({ params: _, ...settings }, index) =>
    Object.assign(copy.paramGroups[index]!, copyOf(settings)),
  )
  return copy
}
