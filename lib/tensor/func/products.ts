/** Products with the Jacobian of a function: `torch.func.vjp` and `jvp`. */
import {
  checkBoolean,
  checkFunction,
  checkInstance,
  checkOptionNames,
  isPlainObject,
} from '../../base/check'
import { isDifferentiable } from '../../base/dtype'
import { native } from '../../native'
import { zerosAs } from '../autograd/functional/sides'
import { isGradEnabled } from '../autograd/modes'
import { operator } from '../ops/operator'
import { keep, tidy } from '../scope'
import type { Tensor } from '../tensor'
import { gradientsOrZeros } from './grad'
import {
  atLevel,
  callOnce,
  recordingAtLevel,
  refuse,
  splitAux,
  tensorsOf,
  unwrap,
  wrap,
  type AnyFunction,
} from './level'
import { areAlike, treeLike } from './tree'

export interface AuxOptions {
  /** The function returns [output, aux]; aux comes back as it is (default false). */
  hasAux?: boolean
}

/** Gives the product of a cotangent, shaped like the output, with the Jacobian: an array, one an argument. */
export interface VjpFunction {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- shaped like the arguments
  (cotangents: any): any
  /** Releases the graph now, rather than when nothing refers to this function any more. */
  dispose(): void
}

function hasOptions(args: readonly unknown[]): boolean {
  const last = args.at(-1)
  return isPlainObject(last) && Object.keys(last).join() === 'hasAux'
}

/**
 * [func(...primals), vjpFunction], or with `{ hasAux: true }` at the end [output, vjpFunction, aux].
 * The function holds the graph and may be called again. PyTorch: `torch.func.vjp`.
 */
export function vjp(
  func: AnyFunction,
  ...primals: unknown[]
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- shaped as the function returns it
): [output: any, vjp: VjpFunction, aux?: any] {
  const what = 'func.vjp'
  checkFunction(what, func)
  const { hasAux = false } = (hasOptions(primals) ? primals.pop() : {}) as AuxOptions
  checkBoolean(`${what}: hasAux`, hasAux)
  const all = primals.map((_, i) => i)
  const { output, pullBack, aux } = linearAt(what, func, primals, all, hasAux)
  return hasAux ? [output, pullBack, aux] : [output, pullBack]
}

interface Pullback {
  output: unknown
  pullBack: VjpFunction
  aux: unknown
}

/** A function at a point, and the products there in the arguments at `where`. @internal */
export function linearAt(
  what: string,
  func: AnyFunction,
  primals: readonly unknown[],
  where: readonly number[],
  hasAux: boolean,
): Pullback {
  return recordingAtLevel(level => {
    for (const i of where) tensorsOf(`${what}: argument ${i}`, primals[i])
    const inputs = primals.map((primal, i) => wrap(primal, level, where.includes(i)))
    const [result, aux] = splitAux(what, callOnce(what, func, inputs), hasAux)
    const outputs = tensorsOf(`${what}: outputs of the function`, result)
    for (const { dtype } of outputs) {
      if (isDifferentiable(dtype)) continue
      refuse(what, `expected outputs of a floating or complex dtype, found ${dtype}`)
    }
    const sources = where.map(i => inputs[i])
    return {
      output: unwrap(result, level),
      pullBack: pullbackOf(what, result, outputs, sources),
      aux: unwrap(aux, level),
    }
  })
}

function pullbackOf(
  what: string,
  result: unknown,
  outputs: readonly Tensor[],
  sources: readonly unknown[],
): VjpFunction {
  const inputs = tensorsOf(what, sources)
  const held = [...outputs, ...inputs]
  held.forEach(keep)
  const pullBack = (cotangents: unknown): unknown => {
    if (!areAlike(result, cotangents)) refuse(what, 'expected cotangents shaped like the output')
    const vectors = tensorsOf(`${what}: cotangents`, cotangents)
    return tidy(() =>
      treeLike(sources, gradientsOrZeros(outputs, inputs, vectors, isGradEnabled())),
    )
  }
  const dispose = (): void => held.forEach(tensor => tensor.dispose())
  return Object.assign(pullBack, { dispose })
}

export interface JvpOptions extends AuxOptions {
  /** An output that does not depend on the inputs is an error instead of zeros (default false). */
  strict?: boolean
}

/**
 * [func(...primals), its derivative in the direction of `tangents`], and with `hasAux` aux; both are
 * arrays, alike. Computed forward. PyTorch: `torch.func.jvp`.
 * @throws TorchError NOT_IMPLEMENTED for operators without a forward derivative.
 */
export function jvp(
  func: AnyFunction,
  primals: readonly unknown[],
  tangents: readonly unknown[],
  options: JvpOptions = {},
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- shaped as the function returns it
): [output: any, jvp: any, aux?: any] {
  const what = 'func.jvp'
  checkFunction(what, func)
  checkInstance(`${what}: primals`, primals, Array, 'an array of arguments')
  checkInstance(`${what}: tangents`, tangents, Array, 'an array')
  checkOptionNames(what, options, ['strict', 'hasAux'])
  const { strict = false, hasAux = false } = options
  checkBoolean(`${what}: strict`, strict)
  checkBoolean(`${what}: hasAux`, hasAux)
  const all = primals.map((_, i) => i)
  const { output, product, aux } = pushed(what, func, primals, all, tangents, { strict, hasAux })
  return hasAux ? [output, product, aux] : [output, product]
}

const makeDual = operator('aten::_make_dual')
const unpackDual = operator('aten::_unpack_dual')

/** All directions are of this level of libtorch's, however deep they are within one another. */
const dualLevel = 0
let depth = 0

/** Runs `fn` with directions computed, whose level the outermost enters. */
function forward<T>(fn: (level: number) => T): T {
  const before = native.setForwardMode(true)
  const entered = depth++ === 0 ? native.enterDualLevel() : null
  try {
    return atLevel(() => native.pushDirection(), fn)
  } finally {
    if (entered !== null) native.exitDualLevel(entered)
    --depth
    native.setForwardMode(before)
  }
}

/** The derivative in a direction of the arguments at `where`. @internal */
export function pushed(
  what: string,
  func: AnyFunction,
  primals: readonly unknown[],
  where: readonly number[],
  tangents: readonly unknown[],
  { strict, hasAux }: Required<JvpOptions>,
): { output: unknown; product: unknown; aux: unknown } {
  const sources = where.map(i => primals[i])
  if (!areAlike(sources, tangents)) refuse(what, 'expected tangents shaped like the primals')
  const directions = tensorsOf(`${what}: tangents`, tangents)
  const points = tensorsOf(`${what}: primals`, sources)
  return forward(level => {
    const duals = treeLike(
      sources,
      points.map((point, i) => makeDual(point, directions[i], dualLevel)),
    ) as unknown[]
    const inputs = primals.map((primal, i) =>
      where.includes(i) ? duals[where.indexOf(i)] : wrap(primal, level),
    )
    const [result, aux] = splitAux(what, callOnce(what, func, inputs), hasAux)
    const parts = tensorsOf(`${what}: outputs of the function`, result).map(output =>
      partsOf(what, output, strict),
    )
    const part = (k: 0 | 1): unknown =>
      unwrap(
        treeLike(
          result,
          parts.map(pair => pair[k]),
        ),
        level,
      )
    return { output: part(0), product: part(1), aux: unwrap(aux, level) }
  })
}

function partsOf(what: string, output: Tensor, strict: boolean): [Tensor, Tensor] {
  const [primal, tangent] = unpackDual(output, dualLevel) as [Tensor, Tensor | null]
  if (tangent !== null) return [primal, tangent]
  if (strict) refuse(what, 'the output is independent of the inputs (strict)')
  return [primal, zerosAs(primal)]
}
