/** Reads safetensors files. */
import type { Tensor } from '../../tensor'
import type { Relocate } from '../location'
import type { Source } from '../source'
import { readHeader } from './header'

/** The tensors of an open file by name, and the texts beside them. */
export function readSafetensors(
  source: Source,
  relocate: Relocate,
): { tensors: Record<string, Tensor>; metadata: Record<string, string> } {
  const { tensors, metadata } = readHeader(source)
  const read = tensors.map(({ name, start, dtype, shape }) => {
    return [name, relocate(source.tensor(start, { dtype, shape }), 'cpu')] as const
  })
  return { tensors: Object.fromEntries(read), metadata }
}
