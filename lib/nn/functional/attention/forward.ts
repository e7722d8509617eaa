import { functional, operators, tidy, type Tensor } from '../../../tensor'
import { define, type ByFlag, type Results } from '../define'
import { attentionNames, checkAttention, type AttentionArgs } from './arguments'
import { canonicalMask, checkedAttnMask, mergedMask, refuse, text, type Sizes } from './masks'
import { project } from './projection'

/** What the heads compare: queries, keys and values [N·heads, *, E/heads], and what is masked. */
interface Heads {
  q: Tensor
  k: Tensor
  v: Tensor
  mask: Tensor | null
  sizes: Sizes
  dropout: number
  isCausal: boolean
}

/** Inputs with a batch; those that were one tensor stay one. */
function batched({ query, key, value }: AttentionArgs): [Tensor, Tensor, Tensor] {
  if (query.ndim === 3) return [query, key, value]
  const q = query.unsqueeze(1)
  const k = key === query ? q : key.unsqueeze(1)
  return [q, k, value === key ? k : value.unsqueeze(1)]
}

function appended(list: Tensor, row: Tensor, dim: number): Tensor {
  return operators.cat([list, row], dim)
}

/** A mask with one more key, which all see. */
function widened(mask: Tensor | null): Tensor | null {
  return mask && operators.pad(mask, [0, 1])
}

function checkBiases({ biasK, biasV, staticK, staticV }: AttentionArgs): boolean {
  if ((biasK === null) !== (biasV === null)) refuse('biasK and biasV: expected both or neither')
  if (biasK && (staticK || staticV)) refuse('biasK and biasV: do not go with staticK and staticV')
  return biasK !== null
}

/** [L, N, E] → [N·heads, L, E/heads]. */
function split(x: Tensor, batch: number, heads: number): Tensor {
  const [length, , width] = x.shape as [number, number, number]
  return x.view([length, batch * heads, width / heads]).transpose(0, 1)
}

function staticOr(name: string, given: Tensor | null | undefined, projected: Tensor): Tensor {
  if (!given) return projected
  const expected = [projected.shape[0], projected.shape[2]]
  if (given.ndim === 3 && String([given.shape[0], given.shape[2]]) === String(expected))
    return given
  return refuse(`${name}: expected [${expected.join(', S, ')}], found ${text(given.shape)}`)
}

function prepare(args: AttentionArgs): Heads {
  const { numHeads: heads, addZeroAttn, dropoutP, training = true } = args
  const inputs = batched(args)
  const [queries, batch] = inputs[0].shape as [number, number, number]
  const sizes: Sizes = { batch, heads, queries, keys: inputs[1].shape[0]! }
  const { dtype, device } = args.query
  let padding = canonicalMask('keyPaddingMask', args.keyPaddingMask, dtype)
  if (padding && args.query.ndim === 2) padding = padding.unsqueeze(0)
  const seen = attentionMask(args, padding, sizes)
  let { mask } = seen
  let [q, k, v] = project(inputs, args)
  if (checkBiases(args)) {
    k = appended(k, args.biasK!.repeat([1, batch, 1]), 0)
    v = appended(v, args.biasV!.repeat([1, batch, 1]), 0)
    ;[mask, padding] = [widened(mask), widened(padding)]
  }
  q = split(q, batch, heads)
  k = staticOr('staticK', args.staticK, split(k, batch, heads))
  v = staticOr('staticV', args.staticV, split(v, batch, heads))
  if (addZeroAttn) {
    const zeros = operators.zeros([batch * heads, 1, q.shape[2]!], { dtype, device })
    ;[k, v] = [appended(k, zeros, 1), appended(v, zeros, 1)]
    ;[mask, padding] = [widened(mask), widened(padding)]
  }
  sizes.keys = k.shape[1]!
  mask = mergedMask(mask, padding, sizes)
  return { q, k, v, mask, sizes, dropout: training ? dropoutP : 0, isCausal: seen.isCausal }
}

/** The mask to read, and whether the operator may take the causal one instead of it. */
function attentionMask(
  { attnMask, isCausal = false, needWeights = true, query }: AttentionArgs,
  padding: Tensor | null,
  sizes: Sizes,
): { mask: Tensor | null; isCausal: boolean } {
  if (isCausal && !attnMask) refuse('isCausal: expected attnMask beside it, found none')
  if (isCausal && !padding && !needWeights) return { mask: null, isCausal }
  const mask = canonicalMask('attnMask', attnMask, query.dtype)
  return { mask: mask && checkedAttnMask(mask, sizes), isCausal: isCausal && !padding }
}

/** Scores, softmax and sums one by one, since the weights are asked for. */
function withWeights({ q, k, v, mask, dropout }: Heads): [output: Tensor, weights: Tensor] {
  const scaled = q.mul(Math.sqrt(1 / q.shape[2]!))
  const keys = k.transpose(-2, -1)
  const scores = mask ? operators.baddbmm(mask, scaled, keys) : operators.bmm(scaled, keys)
  const soft = scores.softmax(-1)
  const weights = dropout > 0 ? operators.dropout(soft, dropout, true) : soft
  return [operators.bmm(weights, v), weights]
}

/** [N·heads, L, E/heads], by one operator. */
function withoutWeights({ q, k, v, mask, dropout, isCausal, sizes }: Heads): Tensor {
  const { batch, heads, queries, keys } = sizes
  const size = q.shape[2]!
  const isShared = mask?.ndim === 3 && mask.shape[0] === 1
  const seen = mask && (isShared ? mask.unsqueeze(0) : mask.view([batch, heads, -1, keys]))
  return functional
    .scaledDotProductAttention(
      q.view([batch, heads, queries, size]),
      k.view([batch, heads, keys, size]),
      v.view([batch, heads, keys, size]),
      seen,
      dropout,
      isCausal,
    )
    .view([batch * heads, queries, size])
}

/** [N·heads, L, E/heads] → [L, N, E]. */
function joined(output: Tensor, { batch, queries }: Sizes, args: AttentionArgs): Tensor {
  const flat = output.transpose(0, 1).reshape([queries * batch, args.embedDimToCheck])
  const projected = operators.linear(flat, args.outProjWeight, args.outProjBias)
  return projected.view([queries, batch, projected.shape[1]!])
}

type Attention = ByFlag<
  AttentionArgs,
  readonly ['query!', 'key!', 'value!', ...typeof attentionNames],
  'needWeights',
  Results<false, [output: Tensor, weights: null], [output: Tensor, weights: Tensor]>
>

/**
 * Attention with several heads: output [L, N, E], and the weights [N, L, S] (averaged over the heads)
 * or [N, heads, L, S]; null without needWeights. PyTorch: `nn.functional.multi_head_attention_forward`.
 */
export const multiHeadAttentionForward: Attention = define(
  'multiHeadAttentionForward',
  ['query', 'key', 'value'],
  attentionNames,
  (args: AttentionArgs): [output: Tensor, weights: Tensor | null] =>
    tidy(() => {
      checkAttention(args)
      const { needWeights = true, averageAttnWeights = true } = args
      const isBatched = args.query.ndim === 3
      const heads = prepare(args)
      const { batch, heads: count, queries, keys } = heads.sizes
      const [output, each] = needWeights ? withWeights(heads) : [withoutWeights(heads), null]
      const result = joined(output, heads.sizes, args)
      const all = each && each.view([batch, count, queries, keys])
      const weights = all && (averageAttnWeights ? all.mean(1) : all)
      return isBatched ? [result, weights] : [result.squeeze(1), weights && weights.squeeze(0)]
    }),
) as never
