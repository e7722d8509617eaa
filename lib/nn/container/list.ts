import { describeValue } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { Module } from '../module'
import { contents } from '../tree'

/** What ModuleList and ParameterList share: members by index, and no forward. */
export abstract class List<Member> extends Module<[], never> {
  override readonly [contents]: Member[] = [];
  [index: number]: Member

  constructor(members: Iterable<Member> = []) {
    super()
    this.extend(members)
  }

  get length(): number {
    return this[contents].length
  }

  /** The member at a position; from the end when negative. */
  at(index: number): Member | undefined {
    return this[contents].at(index)
  }

  [Symbol.iterator](): IterableIterator<Member> {
    return this[contents].values()
  }

  append(member: Member): this {
    return this.insert(this.length, member)
  }

  extend(members: Iterable<Member>): this {
    if (typeof members !== 'object' || members === null || !(Symbol.iterator in members)) {
      const { name } = this.constructor
      throw new OptionError(
        `${name}: expected an array or other iterable, found ${describeValue(members)}`,
      )
    }
    const accepted = [...members].map(member => this.accept(member))
    for (const member of accepted) this.append(member)
    return this
  }

  /** Puts a member before the one at `index`. */
  insert(index: number, member: Member): this {
    this[contents].splice(index, 0, this.accept(member))
    defineIndices(this.length)
    return this
  }

  /** Replaces the member at a position. */
  set(index: number, member: Member): this {
    this[contents][this.#position(index)] = this.accept(member)
    return this
  }

  /** Takes a member out, the last by default. */
  pop(index = -1): Member {
    return this[contents].splice(this.#position(index), 1)[0]!
  }

  /** Takes the member at a position out. */
  delete(index: number): this {
    this.pop(index)
    return this
  }

  /** A list of the members from `start` to before `end`, which it shares. */
  slice(start?: number, end?: number): this {
    const List = this.constructor as new (members: Member[]) => this
    return new List(this[contents].slice(start, end))
  }

  /** A list of these members and others. PyTorch: `+`. */
  concat(members: Iterable<Member>): this {
    return this.slice().extend(members)
  }

  forward(): never {
    throw new TorchError(
      'NOT_IMPLEMENTED',
      `${this.constructor.name} has no forward: call those of its modules`,
    )
  }

  /** The member that a value becomes. @throws TorchError for what cannot be one. */
  protected abstract accept(member: unknown): Member

  #position(index: number): number {
    const position = index < 0 ? index + this.length : index
    if (position in this[contents]) return position
    const { name } = this.constructor
    throw new TorchError('INDEX', `${name}: expected an index below ${this.length}, found ${index}`)
  }
}

let defined = 0

/** `list[0]` reads and writes: getters on the prototype, as many as the longest list needed. */
function defineIndices(length: number): void {
  for (; defined < length; ++defined) {
    const index = defined
    Object.defineProperty(List.prototype, index, {
      get(this: List<unknown>) {
        return this.at(index)
      },
      set(this: List<unknown>, member: unknown) {
        this.set(index, member)
      },
    })
  }
}
