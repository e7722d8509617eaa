import type { AnyModule } from '../module'
import { acceptModule } from './accept'
import { Dict } from './dict'

/**
 * Modules by name, with the face of a Map.
 * PyTorch: `torch.nn.ModuleDict`.
 */
export class ModuleDict<M extends AnyModule = AnyModule> extends Dict<M> {
  protected accept(member: unknown): M {
    return acceptModule('ModuleDict', member) as M
  }
}
