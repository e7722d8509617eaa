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

  protected accept(member: unknown): Parameter {
    return acceptParameter('ParameterDict', member)
  }
}
