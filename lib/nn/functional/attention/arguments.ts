import { checkTensor, type Tensor } from '../../../tensor'
import { refuse, text } from './masks'

/** L queries and S keys of N samples: [L, N, E], or [L, E] for one. */
export interface AttentionArgs {
  query: Tensor
  key: Tensor
  value: Tensor
  embedDimToCheck: number
  numHeads: number
  /** [3E, E] for query, key and value, or null where each has its own. */
  inProjWeight: Tensor | null
  inProjBias: Tensor | null
  /** [1, 1, E]: a key and a value for all samples, besides their own. */
  biasK: Tensor | null
  biasV: Tensor | null
  /** A key and a value of zeros for all samples. */
  addZeroAttn: boolean
  dropoutP: number
  outProjWeight: Tensor
  outProjBias: Tensor | null
  training?: boolean
  /** [N, S]: keys that are padding, true or −∞. */
  keyPaddingMask?: Tensor | null
  needWeights?: boolean
  /** [L, S] or [N·heads, L, S]: true or −∞ where a query does not see a key. */
  attnMask?: Tensor | null
  useSeparateProjWeight?: boolean
  qProjWeight?: Tensor | null
  kProjWeight?: Tensor | null
  vProjWeight?: Tensor | null
  /** [N·heads, S, E/heads]: used instead of what is projected. */
  staticK?: Tensor | null
  staticV?: Tensor | null
  averageAttnWeights?: boolean
  /** The mask is the causal one, which needs not be read. */
  isCausal?: boolean
}

/** PyTorch's order, from the fourth on. */
export const attentionNames = [
  'embedDimToCheck!',
  'numHeads!',
  'inProjWeight!',
  'inProjBias!',
  'biasK!',
  'biasV!',
  'addZeroAttn!',
  'dropoutP!',
  'outProjWeight!',
  'outProjBias!',
  'training',
  'keyPaddingMask',
  'needWeights',
  'attnMask',
  'useSeparateProjWeight',
  'qProjWeight',
  'kProjWeight',
  'vProjWeight',
  'staticK',
  'staticV',
  'averageAttnWeights',
  'isCausal',
] as const

/** Throws TorchError for dimensions or sizes that do not go together. */
export function checkAttention(args: AttentionArgs): void {
  const { query, key, value, keyPaddingMask, attnMask } = args
  const rank = query.ndim
  if (rank !== 2 && rank !== 3)
    refuse(`query: expected [L, N, E] or [L, E], found ${text(query.shape)}`)
  for (const [name, tensor] of Object.entries({ key, value })) {
    if (tensor.ndim === rank) continue
    refuse(`${name}: expected ${rank} dimensions as query has, found ${text(tensor.shape)}`)
  }
  for (const [name, mask] of Object.entries({ keyPaddingMask, attnMask })) {
    if (mask !== null && mask !== undefined) checkTensor(name, mask)
  }
  if (keyPaddingMask && keyPaddingMask.ndim !== rank - 1) {
    const expected = rank === 3 ? '[N, S]' : '[S]'
    refuse(`keyPaddingMask: expected ${expected}, found ${text(keyPaddingMask.shape)}`)
  }
  if (attnMask && ![2, 3].includes(attnMask.ndim)) {
    refuse(`attnMask: expected [L, S] or [N·heads, L, S], found ${text(attnMask.shape)}`)
  }
  checkWidths(args)
}

function checkWidths(args: AttentionArgs): void {
  const { query, key, value, embedDimToCheck, numHeads, useSeparateProjWeight = false } = args
  const width = query.shape.at(-1)!
  if (width !== embedDimToCheck) {
    refuse(`query: expected an embedding of ${embedDimToCheck}, found ${text(query.shape)}`)
  }
  if (width % numHeads !== 0) refuse(`numHeads: expected a divisor of ${width}, found ${numHeads}`)
  const end = useSeparateProjWeight ? -1 : undefined
  if (text(key.shape.slice(0, end)) !== text(value.shape.slice(0, end))) {
    refuse(`value: expected the sizes of key ${text(key.shape)}, found ${text(value.shape)}`)
  }
}
