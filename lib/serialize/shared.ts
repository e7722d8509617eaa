/** Tensors that share memory: tied weights, and views of one tensor. */
import { storageOf, type Tensor } from '../tensor'

interface Extent {
  name: string
  begin: number
  end: number
}

function extentOf(name: string, tensor: Tensor): Extent {
  const { shape, strides, itemsize } = tensor
  const last = shape.reduce((sum, size, i) => sum + (size - 1) * strides[i]!, 0)
  const begin = tensor.storageOffset() * itemsize
  return { name, begin, end: tensor.nbytes === 0 ? begin : begin + (last + 1) * itemsize }
}

/** Extents that overlap, directly or by way of others. */
function overlapping(extents: readonly Extent[]): Extent[][] {
  const groups: Extent[][] = []
  let end = -1
  for (const extent of [...extents].sort((a, b) => a.begin - b.begin)) {
    if (extent.begin < end) groups.at(-1)!.push(extent)
    else groups.push([extent])
    end = Math.max(end, extent.end)
  }
  return groups
}

/** The names of tensors that share memory, a list for each group of at least two. */
export function sharedNames(tensors: Readonly<Record<string, Tensor>>): string[][] {
  const byStorage = new Map<number, Extent[]>()
  for (const [name, tensor] of Object.entries(tensors)) {
    const storage = storageOf(tensor)
    if (!storage || tensor.nbytes === 0) continue
    const extents = byStorage.get(storage.id) ?? []
    byStorage.set(storage.id, [...extents, extentOf(name, tensor)])
  }
  return [...byStorage.values()]
    .flatMap(overlapping)
    .filter(group => group.length > 1)
    .map(group => group.map(({ name }) => name))
}
