import { describeValue, didYouMean } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { Module } from '../module'
import { contents } from '../tree'

/** An object, a map or pairs. */
export type Entries<Member> = Readonly<Record<string, Member>> | Iterable<readonly [string, Member]>

/** What ModuleDict and ParameterDict share: members by name, with the face of a Map, and no forward. */
export abstract class Dict<Member> extends Module<[], never> {
  override readonly [contents] = new Map<string, Member>()

  constructor(members: Entries<Member> = {}) {
    super()
    this.update(members)
  }

  get size(): number {
    return this[contents].size
  }

  /** @throws TorchError for a name that is not there. */
  get(name: string): Member {
    const member = this[contents].get(name)
    if (member !== undefined) return member
    const hint = didYouMean(String(name), this.keys())
    const found = describeValue(name)
    throw new TorchError('NOT_FOUND', `${this.constructor.name}: found no ${found}${hint}`)
  }

  has(name: string): boolean {
    return this[contents].has(name)
  }

  set(name: string, member: Member): this {
    const accepted = this.accept(member)
    if (typeof name !== 'string' || name === '' || name.includes('.')) {
      throw new OptionError(
        `${this.constructor.name}: expected a name that is not empty and has no '.', found ` +
          describeValue(name),
      )
    }
    this[contents].set(name, accepted)
    return this
  }

  delete(name: string): boolean {
    return this[contents].delete(name)
  }

  /** Takes a member out. @throws TorchError for a name that is not there. */
  pop(name: string): Member {
    const member = this.get(name)
    this.delete(name)
    return member
  }

  clear(): void {
    this[contents].clear()
  }

  update(members: Entries<Member>): this {
    if (typeof members !== 'object' || members === null) {
      throw new OptionError(
        `${this.constructor.name}: expected an object or a map, found ${describeValue(members)}`,
      )
    }
    const entries = Symbol.iterator in members ? [...members] : Object.entries(members)
    for (const entry of entries as unknown[]) {
      if (!Array.isArray(entry) || entry.length !== 2) {
        throw new OptionError(
          `${this.constructor.name}: expected pairs of a name and a member, found ${describeValue(entry)}`,
        )
      }
      const [name, member] = entry as [string, Member]
      this.set(name, member)
    }
    return this
  }

  keys(): IterableIterator<string> {
    return this[contents].keys()
  }

  values(): IterableIterator<Member> {
    return this[contents].values()
  }

  entries(): IterableIterator<[string, Member]> {
    return this[contents].entries()
  }

  /** The same under PyTorch's name. */
  items(): IterableIterator<[string, Member]> {
    return this.entries()
  }

  [Symbol.iterator](): IterableIterator<[string, Member]> {
    return this.entries()
  }

  forward(): never {
    throw new TorchError(
      'NOT_IMPLEMENTED',
      `${this.constructor.name} has no forward: call those of its modules`,
    )
  }

  /** The member that a value becomes. @throws TorchError for what cannot be one. */
  protected abstract accept(member: unknown): Member
}
