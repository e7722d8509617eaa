import { TorchError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import type { Parameter } from '../parameter'
import { acceptParameter } from './accept'
import { summarized, typeName } from './summarized'
import { Dict } from './dict'

/**
 * Parameters by name, with the face of a Map. Plain tensors become parameters.
 * PyTorch: `torch.nn.ParameterDict`.
 */
export class ParameterDict extends Dict<Parameter> {
  override extraRepr(): string {
    return [...this]
      .map(([name, one]) => `  (${name}): ${summarized(one, typeName(one))}`)
      .join('\n')
  }

  /** Another dictionary of the same parameters. */
  copy(): ParameterDict {
    return new ParameterDict(this)
  }

  /** The parameter of that name, which is `parameter` where there was none. PyTorch: `setdefault`. */
  setDefault(name: string, parameter: Tensor): Parameter {
    if (!this.has(name)) this.set(name, this.accept(parameter))
    return this.get(name)
  }

  /** Takes the last one out, with its name. PyTorch: `popitem`. */
  popItem(): [name: string, parameter: Parameter] {
    const last = [...this].at(-1)
    if (!last) throw new TorchError('NOT_FOUND', 'ParameterDict: expected an entry, found none')
    this.delete(last[0])
    return last
  }

  /** A new dictionary in which all of these names have one parameter. PyTorch: `fromkeys`. */
  fromKeys(names: Iterable<string>, parameter: Tensor): ParameterDict {
    const shared = this.accept(parameter)
    return new ParameterDict([...names].map(name => [name, shared] as const))
  }

  protected accept(member: unknown): Parameter {
    return acceptParameter('ParameterDict', member)
  }
}
