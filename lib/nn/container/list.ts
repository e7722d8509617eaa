import { checkInteger, describeValue } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { Module } from '../module'
import { contents } from '../tree'
import { indicesOf } from './indices'

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
    checkIndex(this, 'at', index)
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
    checkIndex(this, 'insert', index)
    this[contents].splice(index, 0, this.accept(member))
    defineIndices(this.length)
    return this
  }

  /** Replaces the member at a position. */
  set(index: number, member: Member): this {
    this[contents][positionOf(this, 'set', index)] = this.accept(member)
    return this
  }

  /** Takes a member out, the last by default. */
  pop(index = -1): Member {
    return this[contents].splice(positionOf(this, 'pop', index), 1)[0]!
  }

  /** Takes the member at a position out. */
  delete(index: number): this {
    this[contents].splice(positionOf(this, 'delete', index), 1)
    return this
  }

  /** A list of the members from `start` to before `end`, which it shares. */
  slice(start?: number, end?: number): this {
    for (const bound of [start, end]) if (bound !== undefined) checkIndex(this, 'slice', bound)
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

  /** Puts a member where its name says, or tells that the name is no position. */
  protected place(name: unknown, member: unknown): boolean {
    if (typeof name !== 'string' || !/^\d+$/.test(name)) return false
    const index = Number(name)
    if (index === this.length) this.append(this.accept(member))
    else this.set(index, this.accept(member))
    return true
  }

  /** The member that a value becomes. @throws TorchError for what cannot be one. */
  protected abstract accept(member: unknown): Member
}

function checkIndex(list: List<unknown>, method: string, index: unknown): void {
  checkInteger(`${list.constructor.name}.${method}`, index)
}

function positionOf(list: List<unknown>, method: string, index: number): number {
  checkIndex(list, method, index)
  const position = index < 0 ? index + list.length : index
  if (position in list[contents]) return position
  const { name } = list.constructor
  throw new TorchError('INDEX', `${name}: expected an index below ${list.length}, found ${index}`)
}

const defineIndices = indicesOf(List.prototype)
