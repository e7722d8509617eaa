import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { Tensor } from '../../tensor'
import { Module, type AnyModule } from '../module'
import { Buffer, Parameter } from '../parameter'

export function acceptModule(what: string, member: unknown): AnyModule {
  if (member instanceof Module) return member as AnyModule
  throw new TorchError('TYPE', `${what}: expected modules, found ${describeValue(member)}`)
}

/** A plain tensor becomes a parameter, as in PyTorch. */
export function acceptParameter(what: string, member: unknown): Parameter {
  if (member instanceof Parameter) return member
  if (member instanceof Tensor && !(member instanceof Buffer)) return new Parameter(member)
  throw new TorchError('TYPE', `${what}: expected parameters, found ${describeValue(member)}`)
}
