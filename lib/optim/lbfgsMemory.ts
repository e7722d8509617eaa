/** What L-BFGS remembers, and what of a state that is loaded it takes. */
import { checkCount, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { Tensor, keep } from '../tensor'
import { adoptNumber, checkShape } from './adopting'

/** By PyTorch's names; of the first parameter for all of them. */
export interface Memory {
  funcEvals: number
  nIter: number
  /** The direction, and how far it was followed. */
  d?: Tensor
  t?: number
  /** Changes of the gradient (y) and of the parameters (s), and 1 / (y·s). */
  oldDirs?: Tensor[]
  oldStps?: Tensor[]
  ro?: number[]
  HDiag?: number
  prevFlatGrad?: Tensor
  prevLoss?: number
}

type Adopt = (what: string, value: unknown, length: number) => unknown

const adopters: Readonly<Record<string, Adopt>> = {
  funcEvals: adoptCount,
  nIter: adoptCount,
  d: adoptVector,
  t: adoptNumber,
  oldDirs: listOf(adoptVector),
  oldStps: listOf(adoptVector),
  ro: listOf(adoptNumber),
  HDiag: adoptNumber,
  prevFlatGrad: adoptVector,
  prevLoss: adoptNumber,
  // What PyTorch computes in; only its length is read again.
  al: listOf((_what, value) => (value instanceof Tensor ? keep(value) : value)),
}

/**
 * One value, where vectors have an element for each of the parameters.
 * @throws OptionError for what is not of the kind that the name says.
 */
export function adoptMemory(name: string, value: unknown, length: number): unknown {
  const what = `LBFGS.loadStateDict: ${name}`
  if (Object.hasOwn(adopters, name)) return adopters[name]!(what, value, length)
  throw new OptionError(`${what}: expected no such state, found ${describeValue(value)}`)
}

/** Throws OptionError for the memory of an iteration that lacks a part of it. */
export function checkMemory(state: object): void {
  const { nIter = 0, ...memory } = state as Partial<Memory>
  if (nIter === 0) return
  const what = 'LBFGS.loadStateDict'
  for (const name of ['d', 't', 'oldDirs', 'oldStps', 'ro', 'HDiag', 'prevFlatGrad'] as const) {
    if (memory[name] !== undefined) continue
    throw new OptionError(`${what}: ${name}: expected it with nIter ${nIter}, found none`)
  }
  const { oldDirs, oldStps, ro } = memory as Required<Memory>
  if (oldDirs.length === ro.length && oldStps.length === ro.length) return
  throw new OptionError(
    `${what}: expected oldDirs, oldStps and ro of one length, found ${oldDirs.length}, ` +
      `${oldStps.length} and ${ro.length}`,
  )
}

function adoptCount(what: string, value: unknown): number {
  const count = adoptNumber(what, value)
  checkCount(what, count)
  return count
}

function adoptVector(what: string, value: unknown, length: number): Tensor {
  checkShape(what, value, [length])
  return keep(value)
}

function listOf(adopt: Adopt): Adopt {
  return (what, values, length) => {
    if (Array.isArray(values))
      return values.map((value, index) => adopt(`${what}[${index}]`, value, length))
    throw new OptionError(`${what}: expected an array, found ${describeValue(values)}`)
  }
}
