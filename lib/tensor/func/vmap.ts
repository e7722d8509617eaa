/** `torch.func.vmap`: a function of one example as a function of a batch. */
import { checkChoice, checkFunction, checkPositiveInteger, describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { native } from '../../native'
import { disableSavedTensorsHooks } from '../autograd/savedTensors'
import { operator } from '../ops/operator'
import { bindByName } from '../python/arguments'
import { getRngState, setRngState } from '../random'
import { tidy } from '../scope'
import { Tensor } from '../tensor'
import { atLevel, callOnce, noHooks, refuse, type AnyFunction } from './level'
import { leavesOf, mapLeaves, spread, treeLike } from './tree'

/** A dimension; null for what has no batch; or an array or object of these, as what it is for. */
export type Dims = number | null | readonly Dims[] | { readonly [name: string]: Dims }

export interface VmapOptions {
  /** Where the batch is in the arguments: a dimension for all of them, or an array (default 0). */
  inDims?: Dims
  /** Where it goes in the outputs (default 0). */
  outDims?: Dims
  /** Random numbers within: refused, one for each example, or the same for all (default 'error'). */
  randomness?: 'error' | 'different' | 'same'
  /** Examples at a time (default all). */
  chunkSize?: number | null
}

interface Mapping {
  func: AnyFunction
  outDims: Dims
  randomness: 'error' | 'different' | 'same'
}

interface Batch {
  args: readonly unknown[]
  leaves: readonly unknown[]
  /** Of each leaf, from the front; null for none. */
  dims: readonly (number | null)[]
  size: number
}

const what = 'func.vmap'
const cat = operator('aten::cat')
const tensorSplit = operator('aten::tensor_split')

/**
 * The function that calls `func` for every element along a dimension of its arguments, all at once:
 * operators in it see one example, and compute the batch. What depends on values, as `item()`, is
 * refused. PyTorch: `torch.func.vmap`, `torch.vmap`.
 * @throws TorchError VALUE for dimensions that do not fit the arguments.
 */
export function vmap(func: AnyFunction, options?: VmapOptions): AnyFunction
export function vmap(
  func: AnyFunction,
  inDims?: Dims,
  outDims?: Dims,
  randomness?: VmapOptions['randomness'],
  options?: Pick<VmapOptions, 'chunkSize'>,
): AnyFunction
export function vmap(...given: unknown[]): AnyFunction {
  const names = ['func!', 'inDims', 'outDims', 'randomness']
  type Given = VmapOptions & { func: AnyFunction }
  const bound = bindByName<Given>(what, names, ['chunkSize'], given) as Given
  const { func, inDims = 0, outDims = 0, randomness = 'error', chunkSize = null } = bound
  checkFunction(what, func)
  checkChoice(`${what}: randomness`, randomness, ['error', 'different', 'same'])
  if (chunkSize !== null) checkPositiveInteger(`${what}: chunkSize`, chunkSize)
  checkInDims(inDims)
  for (const dim of leavesOf(outDims)) checkDim('outDims', dim)
  const mapping = { func, outDims, randomness }
  return (...args: unknown[]): unknown => {
    const batch = batchOf(inDims, args)
    if (chunkSize === null) return mapped(mapping, batch)
    return tidy(() => joined(mapping, chunksOf(batch, chunkSize), batch))
  }
}

function checkInDims(inDims: unknown): void {
  if (Number.isInteger(inDims) || Array.isArray(inDims)) return
  refuse(what, `inDims: expected an integer or an array, found ${describeValue(inDims)}`)
}

function checkDim(name: string, dim: unknown): void {
  if (dim === null || Number.isInteger(dim)) return
  refuse(what, `${name}: expected integers or null, found ${describeValue(dim)}`)
}

/** The dimension of a leaf, from the front. */
function dimOf(leaf: unknown, dim: unknown): number | null {
  checkDim('inDims', dim)
  if (dim === null) return null
  if (!(leaf instanceof Tensor)) {
    throw new TorchError(
      'TYPE',
      `${what}: expected a tensor where inDims is ${describeValue(dim)}, found ${describeValue(leaf)}; ` +
        'null is for what has no batch',
    )
  }
  const { ndim } = leaf
  const index = dim as number
  if (index >= -ndim && index < ndim) return (index + ndim) % ndim
  return refuse(
    what,
    `inDims: expected -${ndim} to ${ndim - 1} for [${leaf.shape.join(', ')}], found ${index}`,
  )
}

function batchOf(inDims: Dims, args: readonly unknown[]): Batch {
  if (args.length === 0) refuse(what, 'expected arguments to map over, found none')
  const given = spread(inDims, args)
  if (given === null) refuse(what, 'expected inDims shaped like the arguments')
  const leaves = leavesOf(args)
  const dims = leaves.map((leaf, i) => dimOf(leaf, given[i]))
  const sizes = leaves.flatMap((leaf, i) => {
    const dim = dims[i]!
    return dim === null ? [] : [(leaf as Tensor).shape[dim]!]
  })
  const [size] = sizes
  if (size === undefined) refuse(what, 'expected at least one tensor to map over, found none')
  if (sizes.every(other => other === size)) return { args, leaves, dims, size }
  return refuse(what, `expected one size of all batches, found ${sizes.join(', ')}`)
}

function mapped({ func, outDims, randomness }: Mapping, batch: Batch): unknown {
  const push = (): number => native.pushBatch(batch.size, randomness)
  return disableSavedTensorsHooks(noHooks, () =>
    atLevel(push, level => {
      const wrapped = batch.leaves.map((leaf, i) => {
        const dim = batch.dims[i]!
        if (dim === null) return leaf
        return new Tensor(native.addBatchDim((leaf as Tensor).handle, dim, level))
      })
      const result = callOnce(what, func, treeLike(batch.args, wrapped) as unknown[])
      return withoutBatch(result, outDims, level, batch.size)
    }),
  )
}

function outDimsFor(result: unknown, outDims: Dims): (number | null)[] {
  const only = result instanceof Tensor && Array.isArray(outDims) && outDims.length === 1
  const found = spread(only ? (outDims as Dims[])[0] : outDims, result)
  return (found ?? refuse(what, 'expected outDims shaped like the outputs')) as (number | null)[]
}

function withoutBatch(result: unknown, outDims: Dims, level: number, size: number): unknown {
  const dims = outDimsFor(result, outDims)
  let next = 0
  return mapLeaves(result, leaf => {
    const dim = dims[next++]!
    if (dim === null) return withoutDim(leaf)
    if (leaf instanceof Tensor) {
      return new Tensor(native.removeBatchDim(leaf.handle, level, size, dim))
    }
    throw new TorchError(
      'TYPE',
      `${what}: expected the function to return tensors, found ${describeValue(leaf)}; ` +
        'outDims: null is for other values',
    )
  })
}

function withoutDim(leaf: unknown): unknown {
  if (!(leaf instanceof Tensor) || native.batchOf(leaf.handle) === null) return leaf
  return refuse(what, 'expected an output that is the same for all examples where outDims is null')
}

function chunksOf(batch: Batch, chunkSize: number): Batch[] {
  const count = Math.max(Math.ceil(batch.size / chunkSize), 1)
  const ends = Array.from({ length: count - 1 }, (_, i) => (i + 1) * chunkSize)
  const parts = batch.leaves.map((leaf, i) =>
    batch.dims[i] === null ? null : (tensorSplit(leaf, ends, batch.dims[i]) as Tensor[]),
  )
  return Array.from({ length: count }, (_, k) => ({
    ...batch,
    leaves: batch.leaves.map((leaf, i) => parts[i]?.[k] ?? leaf),
    size: Math.min(chunkSize, batch.size - k * chunkSize),
  }))
}

function joined(mapping: Mapping, chunks: readonly Batch[], { size }: Batch): unknown {
  if (size === 0) return mapped(mapping, chunks[0]!)
  const state = mapping.randomness === 'same' ? getRngState() : null
  const results = chunks.map(chunk => {
    if (state) setRngState(state)
    return mapped(mapping, chunk)
  })
  const [first] = results
  const dims = outDimsFor(first, mapping.outDims)
  const all = results.map(result => leavesOf(result))
  const leaves = all[0]!.map((leaf, i) =>
    dims[i] === null
      ? leaf
      : cat(
          all.map(found => found[i]),
          dims[i],
        ),
  )
  return treeLike(first, leaves)
}
