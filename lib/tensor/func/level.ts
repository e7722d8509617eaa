/** One transformation of a function: what its tensors are wrapped in, until it has returned. */
import { checkFunction, describeValue, refusePromise } from '../../base/check'
import { TorchError } from '../../base/errors'
import { native } from '../../native'
import { disableSavedTensorsHooks } from '../autograd/savedTensors'
import { enableGrad } from '../autograd/modes'
import { tidy } from '../scope'
import { Tensor } from '../tensor'
import { leavesOf, mapTensors } from './tree'

/** Any function of tensors, of arrays and objects of them, and of other values. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- neither is known here
export type AnyFunction = (...args: any[]) => any

/** How many transformations this thread is within. */
let depth = 0

/** Whether a function that is being transformed runs: operators of our own stand aside then. */
export function isTransforming(): boolean {
  return depth > 0
}

/** Runs `fn` within a transformation; what it returns alone outlives it. */
export function atLevel<T>(push: () => number, fn: (level: number) => T): T {
  return tidy(() => {
    const level = push()
    ++depth
    try {
      return fn(level)
    } finally {
      --depth
      native.popTransform()
    }
  })
}

export const noHooks =
  'torch.func: expected no hooks on saved tensors, which its transformations do not support'

/** Within a transformation that computes gradients, whatever the modes outside. */
export function recordingAtLevel<T>(fn: (level: number) => T): T {
  const push = (): number => native.pushGradient()
  return disableSavedTensorsHooks(noHooks, () =>
    atLevel(push, level => enableGrad(() => fn(level))),
  )
}

export function wrap(tree: unknown, level: number, differentiable = false): unknown {
  return mapTensors(
    tree,
    ({ handle }) => new Tensor(native.wrapAtLevel(handle, level, differentiable)),
  )
}

export function unwrap(tree: unknown, level: number): unknown {
  return mapTensors(tree, ({ handle }) => new Tensor(native.unwrapAtLevel(handle, level)))
}

export function callOnce(what: string, fn: AnyFunction, args: readonly unknown[]): unknown {
  checkFunction(what, fn)
  const result: unknown = fn(...args)
  refusePromise(what, result, 'a transformation holds for one synchronous call only')
  return result
}

export function refuse(what: string, message: string): never {
  throw new TorchError('VALUE', `${what}: ${message}`)
}

/** The output and what came with it. */
export function splitAux(what: string, result: unknown, hasAux: boolean): [unknown, unknown] {
  if (!hasAux) return [result, undefined]
  if (Array.isArray(result) && result.length === 2) return [result[0], result[1]]
  return refuse(
    what,
    `expected the function to return [output, aux], found ${describeValue(result)}`,
  )
}

/** The leaves, each of them a tensor, at least one. */
export function tensorsOf(what: string, tree: unknown): Tensor[] {
  const leaves = leavesOf(tree)
  if (leaves.length === 0) refuse(what, 'expected at least one tensor, found none')
  for (const leaf of leaves) {
    if (leaf instanceof Tensor) continue
    throw new TorchError('TYPE', `${what}: expected tensors, found ${describeValue(leaf)}`)
  }
  return leaves as Tensor[]
}

/** One argument, or several, by position; from the end when negative. */
export type Argnums = number | readonly number[]

function position(what: string, argnum: unknown, count: number): number {
  const isFitting = Number.isInteger(argnum) && Math.abs((argnum as number) + 0.5) < count + 0.5
  if (isFitting) return ((argnum as number) + count) % count
  return refuse(
    what,
    `argnums: expected integers from ${-count} to ${count - 1} for ${count} arguments, found ` +
      describeValue(argnum),
  )
}

/** The positions among so many arguments. */
export function positions(what: string, argnums: Argnums, count: number): number[] {
  const all: readonly unknown[] = Array.isArray(argnums) ? argnums : [argnums]
  if (all.length === 0) refuse(what, 'argnums: expected at least one, found none')
  const found = all.map(argnum => position(what, argnum, count))
  if (new Set(found).size < found.length) refuse(what, 'argnums: expected different ones')
  return found
}

/** For one argument its value, for several an array. */
export function chosen<T>(argnums: Argnums, values: readonly T[]): T | readonly T[] {
  return Array.isArray(argnums) ? values : values[0]!
}
