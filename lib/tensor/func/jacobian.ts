/** `torch.func.jacrev`, `jacfwd` and `hessian`: whole Jacobians, computed as a batch. */
import { checkBoolean, checkFunction, checkPositiveInteger } from '../../base/check'
import { operators } from '../ops'
import { bindByName } from '../python/arguments'
import { tidy } from '../scope'
import type { Tensor } from '../tensor'
import { bindDerivative, type GradFunctionOptions } from './grad'
import { chosen, positions, refuse, tensorsOf, type AnyFunction, type Argnums } from './level'
import { linearAt, pushed } from './products'
import { leavesOf, mapTensors, treeLike } from './tree'
import { vmap, type VmapOptions } from './vmap'

export interface JacrevOptions extends GradFunctionOptions {
  /** Rows computed at a time (default all); with 1 they need no rules for batches. */
  chunkSize?: number | null
}

export interface JacfwdOptions extends GradFunctionOptions {
  randomness?: VmapOptions['randomness']
}

function refuseComplex(what: string, tree: unknown): void {
  mapTensors(tree, ({ dtype }) => {
    if (dtype.startsWith('complex')) refuse(what, `expected real tensors, found ${dtype}`)
  })
}

function countsOf(tensors: readonly Tensor[]): number[] {
  return tensors.map(tensor => tensor.nelement())
}

/** Rows `start` to `end` of the identity, in parts shaped like the tensors. */
function basis(tensors: readonly Tensor[], start: number, end: number): Tensor[] {
  const counts = countsOf(tensors)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return tensors.map(({ shape, dtype, device }, i) => {
    const before = counts.slice(0, i).reduce((sum, count) => sum + count, 0)
    const rows = operators.eye(total, { dtype, device }).narrow(0, start, end - start)
    return rows.narrow(1, before, counts[i]!).reshape([end - start, ...shape])
  })
}

/**
 * The function that gives the Jacobian of `func` in its arguments `argnums`, row by row: for each
 * output and argument a tensor of the output's shape followed by the argument's. PyTorch:
 * `torch.func.jacrev`.
 */
export function jacrev(func: AnyFunction, options?: JacrevOptions): AnyFunction
export function jacrev(
  func: AnyFunction,
  argnums?: Argnums,
  options?: Omit<JacrevOptions, 'argnums'>,
): AnyFunction
export function jacrev(...given: unknown[]): AnyFunction {
  const what = 'func.jacrev'
  type Given = JacrevOptions & { func: AnyFunction }
  const keywords = ['hasAux', 'chunkSize']
  const bound = bindByName<Given>(what, ['func!', 'argnums'], keywords, given) as Given
  const { func, argnums = 0, hasAux = false, chunkSize = null } = bound
  checkFunction(what, func)
  checkBoolean(`${what}: hasAux`, hasAux)
  if (chunkSize !== null) checkPositiveInteger(`${what}: chunkSize`, chunkSize)
  return (...args: unknown[]): unknown => {
    refuseComplex(what, args)
    const where = positions(what, argnums, args.length)
    return tidy(() => {
      const { output, pullBack, aux } = linearAt(what, func, args, where, hasAux)
      try {
        const sources = where.map(i => args[i])
        const result = rowsOf(what, output, sources, pullBack, chunkSize)
        const jacobian = mapOutputs(output, result, blocks => chosen(argnums, blocks as unknown[]))
        return hasAux ? [jacobian, aux] : jacobian
      } finally {
        pullBack.dispose()
      }
    })
  }
}

/** For each leaf of the output, what `make` makes of its part. */
function mapOutputs(output: unknown, parts: readonly unknown[], make: (part: unknown) => unknown) {
  return treeLike(output, parts.map(make))
}

/** For each output a tree like `sources`: its derivatives in them. */
function rowsOf(
  what: string,
  output: unknown,
  sources: readonly unknown[],
  pullBack: AnyFunction,
  chunkSize: number | null,
): unknown[] {
  refuseComplex(what, output)
  const outputs = tensorsOf(what, output)
  const inputs = tensorsOf(what, sources)
  const counts = countsOf(outputs)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const step = chunkSize ?? Math.max(total, 1)
  const chunks: Tensor[][] = []
  for (let start = 0; start < Math.max(total, 1); start += step) {
    const rows = basis(outputs, start, Math.min(start + step, total))
    chunks.push(pulled(output, rows, pullBack, chunkSize === 1 && total > 0))
  }
  const whole = inputs.map((_, k) => operators.cat(chunks.map(chunk => chunk[k]!)))
  const split = whole.map(rows => rows.splitWithSizes(counts))
  return outputs.map(({ shape }, i) =>
    treeLike(
      sources,
      inputs.map((input, k) => split[k]![i]!.reshape([...shape, ...input.shape])),
    ),
  )
}

function pulled(
  output: unknown,
  rows: readonly Tensor[],
  pullBack: AnyFunction,
  oneByOne: boolean,
): Tensor[] {
  if (!oneByOne) return leavesOf(vmap(pullBack)(treeLike(output, rows))) as Tensor[]
  const row = rows.map(tensor => tensor.squeeze(0))
  return (leavesOf(pullBack(treeLike(output, row))) as Tensor[]).map(found => found.unsqueeze(0))
}

/**
 * The same computed forward, column by column: quicker where there are more outputs than inputs.
 * PyTorch: `torch.func.jacfwd`.
 */
export function jacfwd(func: AnyFunction, options?: JacfwdOptions): AnyFunction
export function jacfwd(
  func: AnyFunction,
  argnums?: Argnums,
  hasAux?: boolean,
  options?: Pick<JacfwdOptions, 'randomness'>,
): AnyFunction
export function jacfwd(...given: unknown[]): AnyFunction {
  const what = 'func.jacfwd'
  type Given = JacfwdOptions & { func: AnyFunction }
  const names = ['func!', 'argnums', 'hasAux']
  const bound = bindByName<Given>(what, names, ['randomness'], given) as Given
  const { func, argnums = 0, hasAux = false, randomness = 'error' } = bound
  checkFunction(what, func)
  checkBoolean(`${what}: hasAux`, hasAux)
  return (...args: unknown[]): unknown => {
    refuseComplex(what, args)
    const where = positions(what, argnums, args.length)
    const sources = where.map(i => args[i])
    const inputs = tensorsOf(`${what}: arguments`, sources)
    const total = countsOf(inputs).reduce((sum, count) => sum + count, 0)
    const push = (directions: unknown[]): unknown => {
      const flags = { strict: false, hasAux }
      const { output, product, aux } = pushed(what, func, args, where, directions, flags)
      refuseComplex(what, output)
      return hasAux ? [product, aux] : product
    }
    return tidy(() => {
      const directions = treeLike(sources, basis(inputs, 0, total))
      const results: unknown = vmap(push, { randomness })(directions)
      const [product, aux] = (hasAux ? results : [results, undefined]) as [unknown, unknown]
      const jacobian = mapTensors(product, columns =>
        chosen(argnums, treeLike(sources, columnsOf(columns, inputs)) as unknown[]),
      )
      return hasAux ? [jacobian, mapTensors(aux, tensor => tensor.select(0, 0))] : jacobian
    })
  }
}

/** Of one output, its derivatives in all inputs along the first dimension: a block an input. */
function columnsOf(columns: Tensor, inputs: readonly Tensor[]): Tensor[] {
  const [, ...shape] = columns.shape
  const blocks = columns.movedim(0, -1).splitWithSizes(countsOf(inputs), -1)
  return inputs.map((input, i) => blocks[i]!.reshape([...shape, ...input.shape]))
}

/**
 * The function that gives the Hessian of `func` in its arguments `argnums`, forward over backward:
 * `jacfwd(jacrev(func, argnums), argnums)`. PyTorch: `torch.func.hessian`.
 */
export function hessian(
  func: AnyFunction,
  options?: Pick<GradFunctionOptions, 'argnums'>,
): AnyFunction
export function hessian(func: AnyFunction, argnums?: Argnums): AnyFunction
export function hessian(...given: unknown[]): AnyFunction {
  const { func, argnums } = bindDerivative('func.hessian', given.slice(0, 2))
  return jacfwd(jacrev(func, argnums), argnums)
}
