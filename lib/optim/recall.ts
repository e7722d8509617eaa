import { keep, type Tensor } from '../tensor'
import type { State } from './batch'

/** What a state has by that name; it went where its parameter went: to another dtype or device. */
export function recall(state: State, name: string, parameter: Tensor): Tensor | undefined {
  const before = state[name]
  if (!before) return undefined
  const { dtype, device } = parameter
  if (before.dtype === dtype && before.device === device) return before
  state[name] = keep(before.to({ dtype, device }))
  before.dispose()
  return state[name]
}
