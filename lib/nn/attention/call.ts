/** What a forward takes besides its tensors: by name in one object, or in PyTorch's order. */
import { bindByName } from '../../tensor'
import type { Positions } from '../functional/define'

export type CallOptions<Options, Names extends readonly string[]> = [
  ...Positions<Options, Names>,
  options?: Options,
]

/** @throws TorchError TYPE for too many, OptionError for unknown names. */
export function callOptions<Options>(
  what: string,
  names: readonly string[],
  rest: readonly unknown[],
): Partial<Options> {
  const given = rest.length > 0 && rest.at(-1) === undefined ? rest.slice(0, -1) : rest
  return bindByName<Options>(what, names, [], given)
}
