import type { AnyModule } from './module'

/** `Name(…)` around the lines that tell its options, and those of its children. */
function printed(module: AnyModule, children: readonly string[]): string {
  const own = module.extraRepr()
  const lines = own === '' ? children : [...own.split('\n'), ...children]
  const isShort = children.length === 0 && lines.length < 2
  const inside = isShort ? own : `\n  ${lines.join('\n  ')}\n`
  return `${module.constructor.name}(${inside})`
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n  ')
}

/** The tree of modules, as PyTorch prints it. */
export function printModule(module: AnyModule): string {
  const children = module.namedChildren()
  return printed(
    module,
    children.map(([name, child]) => `(${name}): ${indented(child.toString())}`),
  )
}

/** A ModuleList, as PyTorch prints it: `(0-2): 3 x ReLU()`. */
export function printList(list: AnyModule & Iterable<AnyModule>): string {
  list.namedModules() // throws for a module that is below itself
  const runs: { text: string; first: number; count: number }[] = []
  for (const [index, module] of [...list].entries()) {
    const text = indented(module.toString())
    const run = runs.at(-1)
    if (run?.text === text) run.count++
    else runs.push({ text, first: index, count: 1 })
  }
  return printed(
    list,
    runs.map(({ text, first, count }) =>
      count === 1 ? `(${first}): ${text}` : `(${first}-${first + count - 1}): ${count} x ${text}`,
    ),
  )
}
