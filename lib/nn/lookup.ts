/** What a module has at a path of names. */
import { checkText, didYouMean } from '../base/check'
import { TorchError } from '../base/errors'
import type { AnyModule } from './module'
import { stateName } from './naming'

/** Throws TorchError NOT_FOUND that names the nearest path. */
export function find<T>(
  module: AnyModule,
  kind: string,
  path: string,
  all: readonly [string, T][],
): T {
  checkText(`${module.constructor.name}: ${kind}`, path)
  const inStateNames = path.split('.').map(stateName).join('.')
  const found = all.find(([name]) => name === path) ?? all.find(([name]) => name === inStateNames)
  if (found) return found[1]
  const what = module.constructor.name
  const known = all.map(([name]) => name)
  throw new TorchError('NOT_FOUND', `${what} has no ${kind} '${path}'${didYouMean(path, known)}`)
}

/** The error for a name that is no parameter or buffer of the module itself. */
export function notFound(module: AnyModule, name: string): TorchError {
  const own = { recurse: false }
  const names = [...module.namedParameters(own), ...module.namedBuffers(own)].map(([key]) => key)
  return new TorchError(
    'NOT_FOUND',
    `${module.constructor.name} has no parameter or buffer '${name}'${didYouMean(name, names)}`,
  )
}
