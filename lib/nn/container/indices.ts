/** `list[0]` reads and writes members by position. */

interface Indexed {
  at: (index: number) => unknown
  set: (index: number, member: never) => unknown
}

/** More than most lists have: members that come by other ways than the methods are reached too. */
const fewest = 64

/**
 * Getters on a prototype, as many as the longest list needed, and one more: what is written behind
 * the end is refused rather than kept beside the members.
 */
export function indicesOf(prototype: Indexed): (length: number) => void {
  let defined = 0
  const define = (length: number): void => {
    for (; defined <= length; ++defined) {
      const index = defined
      Object.defineProperty(prototype, index, {
        get(this: Indexed) {
          return this.at(index)
        },
        set(this: Indexed, member: never) {
          this.set(index, member)
        },
      })
    }
  }
  define(fewest)
  return define
}
