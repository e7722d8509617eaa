/** Numbers that PyTorch keeps as a tensor without dimensions for each parameter, such as `step`. */
import { keep, type Tensor } from '../tensor'
import type { State } from './batch'

/**
 * Parameters that have always stepped together share their counters, so that one operator counts for
 * all of them. Those that part ways get copies.
 */
export class Counters {
  readonly #users = new Map<Tensor, number>()

  /** The states as lists of those that share; each list may be counted on without the others. */
  together(
    states: readonly State[],
    names: readonly string[],
    make: (name: string) => Tensor,
  ): State[][] {
    const lists = new Map<Tensor | undefined, State[]>()
    for (const state of states) {
      const counter = state[names[0]!]
      const list = lists.get(counter)
      if (list) list.push(state)
      else lists.set(counter, [state])
    }
    for (const [counter, list] of lists) {
      if (counter === undefined) this.#give(list, names, make)
      else if (list.length < (this.#users.get(counter) ?? list.length)) this.#part(list, names)
    }
    return [...lists.values()]
  }

  /** Begins anew with states of which those in one list count alike. */
  merge(lists: readonly (readonly State[])[], names: readonly string[]): void {
    this.#users.clear()
    for (const list of lists) {
      const [first, ...others] = list
      if (!first?.[names[0]!]) continue
      this.#users.set(first[names[0]!]!, list.length)
      for (const state of others) {
        for (const name of names) {
          state[name]?.dispose()
          state[name] = first[name]!
        }
      }
    }
  }

  #give(list: readonly State[], names: readonly string[], make: (name: string) => Tensor): void {
    for (const name of names) {
      const counter = keep(make(name))
      for (const state of list) state[name] = counter
    }
    this.#users.set(list[0]![names[0]!]!, list.length)
  }

  #part(list: readonly State[], names: readonly string[]): void {
    const left = list[0]![names[0]!]!
    this.#users.set(left, this.#users.get(left)! - list.length)
    const old = list[0]!
    const copies = Object.fromEntries(names.map(name => [name, old[name]!.clone()]))
    this.#give(list, names, name => copies[name]!)
  }
}
