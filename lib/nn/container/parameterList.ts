import type { Parameter } from '../parameter'
import { acceptParameter } from './accept'
import { summarized } from './summarized'
import { List } from './list'

/**
 * Parameters named '0', '1', …; `list[0]`, `at` and iteration reach them. Plain tensors become parameters.
 * PyTorch: `torch.nn.ParameterList`.
 */
export class ParameterList extends List<Parameter> {
  override extraRepr(): string {
    return [...this]
      .map((one, i) => `  (${i}): ${summarized(one, `torch.${one.dtype}`)}`)
      .join('\n')
  }

  /** Under the name of a position a parameter is a member. PyTorch: `register_parameter`. */
  override registerParameter<P extends Parameter | null>(name: string, parameter: P): P {
    return this.place(name, parameter) ? parameter : super.registerParameter(name, parameter)
  }

  protected accept(member: unknown): Parameter {
    return acceptParameter('ParameterList', member)
  }
}
