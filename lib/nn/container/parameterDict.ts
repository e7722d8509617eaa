import type { Parameter } from '../parameter'
import { acceptParameter } from './accept'
import { Dict } from './dict'

/**
 * Parameters by name, with the face of a Map. Plain tensors become parameters.
 * PyTorch: `torch.nn.ParameterDict`.
 */
export class ParameterDict extends Dict<Parameter> {
  protected accept(member: unknown): Parameter {
    return acceptParameter('ParameterDict', member)
  }
}
