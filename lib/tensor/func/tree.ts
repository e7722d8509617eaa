/** Arrays and plain objects of values, as arguments and results of functions that are transformed. */
import { isPlainObject } from '../../base/check'
import { checkDepth } from '../depth'
import { Tensor } from '../tensor'

type Branch = readonly unknown[] | Record<string, unknown>

function isBranch(tree: unknown): tree is Branch {
  return Array.isArray(tree) || isPlainObject(tree)
}

/**
 * The same arrays and objects of what `fn` makes of each value in them.
 * @throws TorchError VALUE for a tree that contains itself.
 */
export function mapLeaves(
  tree: unknown,
  fn: (leaf: unknown) => unknown,
  what = 'torch.func',
  depth = 0,
): unknown {
  if (!isBranch(tree)) return fn(tree)
  checkDepth(what, depth)
  const inner = (value: unknown): unknown => mapLeaves(value, fn, what, depth + 1)
  if (Array.isArray(tree)) return tree.map(inner)
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, inner(value)]))
}

/** The same, where values that are no tensors stay. */
export function mapTensors(tree: unknown, fn: (tensor: Tensor) => unknown, what?: string): unknown {
  return mapLeaves(tree, leaf => (leaf instanceof Tensor ? fn(leaf) : leaf), what)
}

export function leavesOf(tree: unknown, what?: string): unknown[] {
  const leaves: unknown[] = []
  mapLeaves(tree, leaf => leaves.push(leaf), what)
  return leaves
}

/** A tree like another, of these values. */
export function treeLike(tree: unknown, leaves: readonly unknown[]): unknown {
  let next = 0
  return mapLeaves(tree, () => leaves[next++])
}

/**
 * A value for each leaf of `tree`: a value of `prefix` stands for all leaves below its place. Null
 * where the two do not fit.
 */
export function spread(prefix: unknown, tree: unknown, depth = 0): unknown[] | null {
  checkDepth('torch.func', depth)
  if (!isBranch(prefix)) return leavesOf(tree).map(() => prefix)
  if (!isBranch(tree) || Array.isArray(prefix) !== Array.isArray(tree)) return null
  const [keys, others] = [Object.keys(prefix), Object.keys(tree)]
  if (keys.length !== others.length || keys.some(key => !Object.hasOwn(tree, key))) return null
  const parts = others.map(key =>
    spread(Reflect.get(prefix, key), Reflect.get(tree, key), depth + 1),
  )
  return parts.includes(null) ? null : parts.flat()
}

/** Whether two trees have the same arrays and objects. */
export function areAlike(a: unknown, b: unknown): boolean {
  return spread(a, b) !== null && spread(b, a) !== null && isBranch(a) === isBranch(b)
}
