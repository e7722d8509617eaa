/** What a pickle asks of whoever reads it. */
import type { DataError } from '../../base/errors'
import type { Global } from './globals'

/** An error at the byte that is being read. */
export type Refuse = (problem: string) => DataError

export interface Host {
  /** The value of a name, or null for one that is forbidden (default: those of data). */
  resolve?(module: string, name: string): unknown
  /** What a persistent id stands for: a storage. */
  storage(id: unknown, refuse: Refuse): unknown
  /** A call of one of PyTorch's functions that make tensors. */
  rebuild(callee: Global, args: readonly unknown[], refuse: Refuse): unknown
}

/** For the first of two readings, which finds what is wrong before there are any tensors. */
export const placeholders: Host = {
  storage: () => placeholder,
  rebuild: () => placeholder,
}

/** Stands for a tensor or a storage. */
export const placeholder: object = Object.freeze({ placeholder: true })
