import { checkInstance, checkText } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { Tensor } from '../../../tensor'
import { Module, type AnyModule } from '../../module'
import { stateName } from '../../naming'

/** A tensor of a module by name. @throws TorchError where there is none. */
export function tensorOf(what: string, module: AnyModule, name: string): Tensor {
  checkInstance(`${what}: module`, module, Module, 'a module')
  checkText(`${what}: name`, name)
  const own = Object.getOwnPropertyNames(module)
  const key = own.find(one => one === name || stateName(one) === stateName(name))
  const value: unknown = key === undefined ? undefined : Reflect.get(module, key)
  if (value instanceof Tensor) return value
  throw new TorchError(
    'NOT_FOUND',
    `${what}: ${module.constructor.name} has no parameter or buffer '${name}'`,
  )
}
