import { checkChoice } from '../../base/check'
import { operator } from '../ops/operator'
import type { Tensor } from '../tensor'
import { bindByName, checkTensor } from './arguments'

const modes = [
  'use_mm_for_euclid_dist_if_necessary',
  'use_mm_for_euclid_dist',
  'donot_use_mm_for_euclid_dist',
] as const

/** How Euclidean distances are computed. */
export type ComputeMode = (typeof modes)[number]

const distances = operator('aten::cdist')

/** The p-distances of all pairs: [*, P, M] and [*, R, M] → [*, P, R]. PyTorch: `torch.cdist`. */
export function cdist(x1: Tensor, x2: Tensor, p?: number, computeMode?: ComputeMode): Tensor
export function cdist(
  x1: Tensor,
  x2: Tensor,
  options: { p?: number; computeMode?: ComputeMode },
): Tensor
export function cdist(...args: unknown[]): Tensor {
  const given = bindByName<{ x1: Tensor; x2: Tensor; p: number; computeMode: ComputeMode }>(
    'cdist',
    ['x1!', 'x2!', 'p', 'computeMode'],
    [],
    args,
  )
  const { x1, x2, p = 2, computeMode = modes[0] } = given
  checkTensor('cdist', x1)
  checkTensor('cdist', x2)
  checkChoice('cdist: computeMode', computeMode, modes)
  return distances(x1, x2, { p, computeMode: modes.indexOf(computeMode) || null }) as Tensor
}
