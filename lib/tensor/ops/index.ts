/** All operators: as functions, as methods of Tensor, and under `torch.ops`. */
import '../autograd' // adds Tensor.backward
import { didYouMean } from '../../base/check'
import { TorchError } from '../../base/errors'
import { native } from '../../native'
import { Tensor } from '../tensor'
import './extras' // adds the methods made by hand
import * as python from '../python'
import {
  surface,
  type Fft,
  type Flat,
  type Functional,
  type Functions,
  type Linalg,
  type Nested,
  type Sparse,
  type Special,
} from './generated'
import { camelCase } from './names'
import { operator, publicFunction, publicMethod, type OperatorFunction } from './operator'
import { overloadsOf } from './schemas'
import { rows } from './table'

type PythonFunctions = typeof python.functions

/** Every public operator of libtorch that is a function in PyTorch. */
export interface Operators extends Functions, Flat, PythonFunctions {}

type Surface = Record<string, OperatorFunction>

function functionsOf(place: string, table: string): Surface {
  const functions: Surface = {}
  for (const { shown, name, groups } of rows(table)) {
    functions[camelCase(shown)] = publicFunction(place, shown, name, groups)
  }
  return functions
}

/** The functions of torch. */
const functions = functionsOf('torch', surface.functions)

/** `linalgSvd` for `torch.linalg.svd`: what libtorch calls those of the namespaces. */
const flat = functionsOf('torch', surface.flat)

export const operators = { ...functions, ...flat, ...python.functions } as unknown as Operators

/** A namespace of torch: generated, and what lib/tensor/python adds or replaces. */
function namespace<Written extends object>(
  key: 'fft' | 'linalg' | 'nested' | 'sparse' | 'special',
  written: Written,
): Surface & Written {
  return { ...functionsOf(`torch.${key}`, surface[key]), ...written }
}

export const fft = namespace('fft', python.fft) as unknown as Fft & typeof python.fft
export const linalg = namespace('linalg', python.linalg) as unknown as Linalg & typeof python.linalg
export const nested = namespace('nested', python.nested) as unknown as Nested & typeof python.nested
export const sparse = namespace('sparse', python.sparse) as unknown as Sparse & typeof python.sparse
export const special = namespace('special', python.special) as unknown as Special &
  typeof python.special

export const { masked, signal } = python

/** The operators that nn.functional has under the same name. */
export const functional = functionsOf('nn.functional', surface.functional) as unknown as Functional

function addMethod(name: string, value: unknown): void {
  Object.defineProperty(Tensor.prototype, name, { value, writable: true, configurable: true })
}

for (const { shown, name, groups } of rows(surface.methods)) {
  addMethod(camelCase(shown), publicMethod(name, groups))
}
for (const [name, value] of Object.entries(python.methods)) addMethod(name, value)

/** An operator of any namespace; its overloads are properties: `ops.aten.add.Tensor(a, b)`. */
export type AnyOperator = OperatorFunction & { readonly [overload: string]: OperatorFunction }
export type Namespace = { readonly [name: string]: AnyOperator }

function memoized<T>(make: (name: string) => T): { readonly [name: string]: T } {
  const made: Record<string, T> = {}
  return new Proxy(made, {
    get(target, name) {
      if (typeof name !== 'string') return undefined
      return (target[name] ??= make(name))
    },
  })
}

function unknownOperator(namespace: string, name: string): TorchError {
  const known = native
    .operatorNames()
    .filter(full => full.startsWith(`${namespace}::`))
    .map(full => full.slice(namespace.length + 2).replace(/\..*$/, ''))
  return new TorchError(
    'NOT_FOUND',
    `torch.ops: expected a registered operator, found '${namespace}::${name}'` +
      didYouMean(name, new Set(known)),
  )
}

function anyOperator(namespace: string, name: string): AnyOperator {
  const fullName = `${namespace}::${name}`
  const overloads = overloadsOf(fullName)
  if (overloads.length === 0) throw unknownOperator(namespace, name)
  const call = operator(fullName)
  for (const overload of overloads) {
    const property = overload === '' ? 'default' : overload
    Object.defineProperty(call, property, { value: operator(fullName, overload) })
  }
  return call as AnyOperator
}

export interface Ops {
  /** Loads a shared library whose operators then appear here. PyTorch: `torch.ops.load_library`. */
  loadLibrary(path: string): void
}

/** Every registered operator, by namespace and schema name: `ops.aten._fused_adam_(…)`. */
export const ops = new Proxy<Record<string, Namespace>>(
  {},
  {
    get(target, namespace) {
      if (typeof namespace !== 'string') return undefined
      if (namespace === 'loadLibrary') return (path: string) => native.loadLibrary(path)
      return (target[namespace] ??= memoized(name => anyOperator(namespace, name)))
    },
  },
) as unknown as Ops & { readonly [namespace: string]: Namespace }
