import type { AnyModule } from '../module'
import { acceptModule } from './accept'
import { printList } from '../print'
import { List } from './list'

/**
 * Modules named '0', '1', …; `list[0]`, `at` and iteration reach them.
 * PyTorch: `torch.nn.ModuleList`.
 */
export class ModuleList<M extends AnyModule = AnyModule> extends List<M> {
  /** Modules after each other that print alike are one line. */
  override toString(): string {
    return printList(this)
  }

  /** Under the name of a position a module is a member. PyTorch: `add_module`. */
  override registerModule<K extends AnyModule | null>(name: string, module: K): K {
    return this.place(name, module) ? module : super.registerModule(name, module)
  }

  protected accept(member: unknown): M {
    return acceptModule('ModuleList', member) as M
  }
}
