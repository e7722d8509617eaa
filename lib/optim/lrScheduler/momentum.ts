/** Momentum that goes down while the rate goes up, and back. */
import { OptionError } from '../../base/errors'
import type { AnyOptimizer } from '../optimizer'
import { perGroup, type Group } from './scheduler'

export interface CycledMomentum {
  /** Whether it is β₁ of `betas` instead of `momentum`. */
  useBeta1: boolean
  baseMomentums: number[]
  maxMomentums: number[]
}

/**
 * Where a cycle begins, at the largest momentum.
 * @throws OptionError for an optimizer without momentum.
 */
export function beginMomentum(
  what: string,
  optimizer: AnyOptimizer,
  [base, max]: readonly [unknown, unknown],
  isNew: boolean,
): CycledMomentum {
  const useBeta1 = 'betas' in optimizer.defaults
  if (!useBeta1 && !('momentum' in optimizer.defaults)) {
    throw new OptionError(
      `${what}: optimizer must support momentum or beta1 with \`cycleMomentum\` option enabled`,
    )
  }
  const baseMomentums = perGroup(`${what}: baseMomentum`, optimizer, base)
  const maxMomentums = perGroup(`${what}: maxMomentum`, optimizer, max)
  if (isNew) {
    const groups = optimizer.paramGroups as unknown as Group[]
    groups.forEach((group, index) => {
      setMomentum(group, useBeta1, maxMomentums[index]!)
      group.maxMomentum = maxMomentums[index]
      group.baseMomentum = baseMomentums[index]
    })
  }
  return { useBeta1, baseMomentums, maxMomentums }
}

export function setMomentum(group: Group, useBeta1: boolean, momentum: number): void {
  if (!useBeta1) group.momentum = momentum
  else group.betas = [momentum, ...(group.betas as unknown[]).slice(1)]
}
