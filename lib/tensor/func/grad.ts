/** `torch.func.grad` and its kin: gradients of functions, as functions. */
import { checkBoolean, checkFunction } from '../../base/check'
import { gradients, zerosAs } from '../autograd/functional/sides'
import { checkTensor } from '../check'
import { bindByName } from '../python/arguments'
import type { Tensor } from '../tensor'
import {
  callOnce,
  chosen,
  positions,
  recordingAtLevel,
  refuse,
  splitAux,
  tensorsOf,
  unwrap,
  wrap,
  type AnyFunction,
  type Argnums,
} from './level'
import { treeLike } from './tree'

export interface GradFunctionOptions {
  /** The arguments to derive in, by position (default 0). An array gives an array. */
  argnums?: Argnums
  /** The function returns [output, aux]; aux comes back as it is (default false). */
  hasAux?: boolean
}

type Given = { func: AnyFunction; argnums?: Argnums; hasAux?: boolean }

/** @internal */
export function bindDerivative(what: string, args: readonly unknown[]): Required<Given> {
  const names = ['func!', 'argnums', 'hasAux']
  const { func, argnums = 0, hasAux = false } = bindByName<Given>(what, names, [], args) as Given
  checkFunction(what, func)
  checkBoolean(`${what}: hasAux`, hasAux)
  return { func, argnums, hasAux }
}

function differentiate(
  what: string,
  { func, argnums, hasAux }: Required<Given>,
  args: readonly unknown[],
): [gradient: unknown, value: unknown, aux: unknown] {
  const where = positions(what, argnums, args.length)
  return recordingAtLevel(level => {
    for (const i of where) tensorsOf(`${what}: argument ${i}`, args[i])
    const inputs = args.map((arg, i) => wrap(arg, level, where.includes(i)))
    const [output, aux] = splitAux(what, callOnce(what, func, inputs), hasAux)
    checkTensor(`${what}: output of the function`, output)
    if (output.ndim > 0) {
      refuse(
        what,
        `expected the function to return a scalar, found [${output.shape.join(', ')}]; vjp and jacrev take others`,
      )
    }
    const sources = where.map(i => inputs[i])
    const flat = tensorsOf(what, sources)
    const found = gradientsOrZeros([output], flat, null, true)
    const trees = treeLike(sources, found) as unknown[]
    return [unwrap(chosen(argnums, trees), level), unwrap(output, level), unwrap(aux, level)]
  })
}

/** @internal */
export function gradientsOrZeros(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  vectors: readonly Tensor[] | null,
  createGraph: boolean,
): Tensor[] {
  const found = gradients(outputs, inputs, vectors, createGraph, true)
  return found.map((gradient, i) => gradient ?? zerosAs(inputs[i]!))
}

/**
 * The function that gives the gradient of `func`, which returns a tensor without dimensions, in its
 * arguments `argnums`: shaped like them, arrays and objects of tensors too. With `hasAux` it gives
 * [gradient, aux]. May be transformed again. PyTorch: `torch.func.grad`.
 * @throws TorchError VALUE for an output with dimensions.
 */
export function grad(func: AnyFunction, options?: GradFunctionOptions): AnyFunction
export function grad(func: AnyFunction, argnums?: Argnums, hasAux?: boolean): AnyFunction
export function grad(...args: unknown[]): AnyFunction {
  const bound = bindDerivative('func.grad', args)
  return (...inputs) => {
    const [gradient, , aux] = differentiate('func.grad', bound, inputs)
    return bound.hasAux ? [gradient, aux] : gradient
  }
}

/**
 * The same, which gives [gradient, value], or [gradient, [value, aux]]. PyTorch:
 * `torch.func.grad_and_value`.
 */
export function gradAndValue(func: AnyFunction, options?: GradFunctionOptions): AnyFunction
export function gradAndValue(func: AnyFunction, argnums?: Argnums, hasAux?: boolean): AnyFunction
export function gradAndValue(...args: unknown[]): AnyFunction {
  const bound = bindDerivative('func.gradAndValue', args)
  return (...inputs) => {
    const [gradient, value, aux] = differentiate('func.gradAndValue', bound, inputs)
    return [gradient, bound.hasAux ? [value, aux] : value]
  }
}
