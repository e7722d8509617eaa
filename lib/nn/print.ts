import type { AnyModule } from './module'

/** The tree of modules, as PyTorch prints it. */
export function printModule(module: AnyModule): string {
  const children = module
    .namedChildren()
    .map(([name, child]) => `(${name}): ${child.toString().replaceAll('\n', '\n  ')}`)
  const own = module.extraRepr()
  const lines = own === '' ? children : [own, ...children]
  const inside = children.length === 0 ? own : `\n  ${lines.join('\n  ')}\n`
  return `${module.constructor.name}(${inside})`
}
