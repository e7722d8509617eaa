import type { AnyModule } from '../module'
import { acceptModule } from './accept'
import { List } from './list'

/**
 * Modules named '0', '1', …; `list[0]`, `at` and iteration reach them.
 * PyTorch: `torch.nn.ModuleList`.
 */
export class ModuleList<M extends AnyModule = AnyModule> extends List<M> {
  protected accept(member: unknown): M {
    return acceptModule('ModuleList', member) as M
  }
}
