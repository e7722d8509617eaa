/** All operators: as functions, as methods of Tensor, and under `torch.ops`. */
import '../autograd' // adds Tensor.backward
import { didYouMean } from '../../base/check'
import { TorchError } from '../../base/errors'
import { native } from '../../native'
import { Tensor } from '../tensor'
import './extras' // adds the methods made by hand
import { methodNames, operatorNames, type Operators } from './generated'
import { camelCase } from './names'
import { method, operator, type OperatorFunction } from './operator'
import { overloadsOf } from './overloads'

const table: Record<string, OperatorFunction> = {}
for (const name of operatorNames) table[camelCase(name)] = operator(`aten::${name}`)

/** Every public operator of libtorch. */
export const operators = table as unknown as Operators

for (const name of methodNames) {
  Object.defineProperty(Tensor.prototype, camelCase(name), {
    value: method(`aten::${name}`),
    writable: true,
    configurable: true,
  })
}

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
