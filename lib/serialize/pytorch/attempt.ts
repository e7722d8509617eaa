/** What a file says, before and while tensors are made of it. */
import { TorchError } from '../../base/errors'
import { tidy } from '../../tensor'
import type { Refuse } from '../pickle/host'

export function integers(value: unknown, refuse: Refuse): readonly number[] {
  const isCount = (element: unknown) => Number.isSafeInteger(element) && (element as number) >= 0
  if (Array.isArray(value) && value.every(isCount)) return value as number[]
  throw refuse('expected sizes of 0 or more')
}

/** What libtorch refuses is the file's fault. */
export function attempt<T>(refuse: Refuse, make: () => T): T {
  try {
    return tidy(make)
  } catch (error) {
    const isOurs = error instanceof TorchError && !/^(DATA|DEVICE|OUT_OF_MEMORY)$/.test(error.code)
    throw isOurs ? refuse(error.message) : error
  }
}
