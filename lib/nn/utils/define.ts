/** How the functions of nn.utils take their arguments. */
import { bindByName } from '../../tensor'
import type { ByName } from '../functional/define'

/** `nn.utils.<name>`: by position in PyTorch's order, or by name; those that end in `!` are required. */
export function defineUtil<Args extends object, Result, const Names extends readonly string[]>(
  name: string,
  names: Names,
  body: (args: Args, what: string) => Result,
): ByName<Args, Names, Result> {
  const what = `nn.utils.${name}`
  const call = (...args: unknown[]): Result =>
    body(bindByName<Args>(what, names, [], args) as Args, what)
  return call
}
