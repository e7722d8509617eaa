/** Sizes as layers take them. */
/** One size for both dimensions, or [height, width]. */
export type Size2d = number | readonly [height: number, width: number]

export function pair(size: Size2d): [number, number] {
  return typeof size === 'number' ? [size, size] : [...size]
}
