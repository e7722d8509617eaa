import { warnOnce } from '../../base/warn'
import type { Tensor } from '../../tensor'

/** The dimension of a softmax that names none: 0 for up to one dimension or three of them, else 1. */
export function implicitDim(what: string, { ndim }: Tensor): number {
  warnOnce(`${what}: implicit dimension choice has been deprecated: give { dim }`)
  return [0, 1, 3].includes(ndim) ? 0 : 1
}
