import { ones_, zeros_ } from '../init/functions'
import type { Parameter } from '../parameter'

/** A scale of 1 and a shift of 0, of what is there. */
export function resetAffine(weight: Parameter | null, bias: Parameter | null): void {
  if (weight) ones_(weight)
  if (bias) zeros_(bias)
}
