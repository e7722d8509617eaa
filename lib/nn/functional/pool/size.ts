import type { Tensor } from '../../../tensor'

/** A size for all dimensions or one for each; null keeps that of the input. */
export type AdaptiveSize = number | null | readonly (number | null)[]

/** The output size as a list. */
export function adaptiveSize(
  input: Tensor,
  size: AdaptiveSize,
  dimensions: number,
): readonly number[] {
  const list = Array.isArray(size)
    ? (size as readonly (number | null)[])
    : Array.from({ length: dimensions }, () => size as number | null)
  return list.map((value, i) => value ?? input.shape[input.ndim - list.length + i]!)
}

function toNumber(size: unknown): number {
  return typeof size === 'bigint' ? Number(size) : (size as number)
}

/** One size a dimension. What is neither a size nor a list stays, for its reader to fail. */
export function listOf(sizes: number | readonly number[], dimensions: number): readonly number[] {
  if (Array.isArray(sizes)) return sizes.map(toNumber)
  const isSize = ['number', 'bigint'].includes(typeof sizes)
  return isSize
    ? Array.from({ length: dimensions }, () => toNumber(sizes))
    : (sizes as readonly number[])
}
