import type { Tensor } from '../tensor'

/**
 * What an optimizer remembers about one parameter, by PyTorch's names in camelCase. SparseAdam and
 * LBFGS keep numbers and lists besides tensors.
 */
export type State = Record<string, Tensor>

/** Parameters of one dtype and device that have a gradient, with it and their state, side by side. */
export interface Batch {
  params: Tensor[]
  /** In the memory order of their parameters; to be read only. */
  grads: Tensor[]
  /** Tensors like their parameters in the memory order of these, complex ones as pairs; scalars. */
  states: State[]
  /** The same as the optimizer keeps it. */
  owners: State[]
  /** Whether they step for the first time. */
  isFirst: boolean
  dtype: string
  device: string
}

/** One tensor of each state. */
export function statesOf({ states }: Batch, name: string): Tensor[] {
  return states.map(state => state[name]!)
}

// Of one list: some six of them fit the second level of a core's cache.
const pieceBytes = 1 << 18

/**
 * The batch in pieces that stay in a CPU's cache from one operator over them to the next; on other
 * devices, where a call costs more than memory, all at once.
 */
export function piecesOf(batch: Batch): Batch[] {
  if (batch.device !== 'cpu') return [batch]
  const pieces: Batch[] = []
  let room = 0
  batch.params.forEach((parameter, index) => {
    const bytes = parameter.numel() * parameter.elementSize()
    if (bytes > room || pieces.length === 0) {
      pieces.push({ ...batch, params: [], grads: [], states: [], owners: [] })
      room = pieceBytes
    }
    room -= bytes
    const piece = pieces.at(-1)!
    piece.params.push(parameter)
    piece.grads.push(batch.grads[index]!)
    piece.states.push(batch.states[index]!)
    piece.owners.push(batch.owners[index]!)
  })
  return pieces
}
