/** Attention against one that is written out: head by head, with what is added to keys and values. */
import torch, { nn, type Tensor } from '../../../../../lib'

const F = nn.functional
type Args = Parameters<typeof F.multiHeadAttentionForward>[0] & object

const [queries, keys, batch, width, heads] = [3, 5, 2, 4, 2]
const size = width / heads

function wave(shape: number[], phase: number): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  return torch.arange(count).float().mul(0.7).add(phase).sin().reshape(shape)
}

const base = {
  query: wave([queries, batch, width], 1),
  key: wave([keys, batch, width], 2),
  value: wave([keys, batch, width], 3),
  embedDimToCheck: width,
  numHeads: heads,
  inProjWeight: wave([3 * width, width], 4),
  inProjBias: wave([3 * width], 5),
  biasK: null,
  biasV: null,
  addZeroAttn: false,
  dropoutP: 0,
  outProjWeight: wave([width, width], 6),
  outProjBias: wave([width], 7),
}

interface Written extends Omit<Partial<Args>, 'inProjWeight'> {
  /** Of query, key and value. */
  weights?: Tensor[]
  /** What is added to the scores of each sample and head: [N, heads, L, S]. */
  hidden?: Tensor
}

/** [output [L, N, E], weights [N, heads, L, S]] */
function written(changes: Written): [Tensor, Tensor] {
  const args = { ...base, ...changes }
  const weights = changes.weights ?? base.inProjWeight.chunk(3)
  const biases = args.inProjBias ? args.inProjBias.chunk(3) : []
  const inputs = [args.query, args.key, args.value]
  const projected = inputs.map((x, i) => torch.linear(x, weights[i]!, biases[i] ?? null))
  const q = projected[0]!
  let [, k, v] = projected
  if (args.biasK) {
    k = torch.cat([k!, args.biasK.expand([1, batch, width])], 0)
    v = torch.cat([v!, args.biasV!.expand([1, batch, width])], 0)
  }
  const head = (x: Tensor, n: number, h: number): Tensor => x.select(1, n).narrow(1, h * size, size)
  const outputs: Tensor[] = []
  const all: Tensor[] = []
  for (let n = 0; n < batch; ++n) {
    const parts: Tensor[] = []
    for (let h = 0; h < heads; ++h) {
      let kh = args.staticK ? args.staticK.select(0, n * heads + h) : head(k!, n, h)
      let vh = args.staticV ? args.staticV.select(0, n * heads + h) : head(v!, n, h)
      if (args.addZeroAttn) [kh, vh] = [kh, vh].map(x => torch.cat([x, torch.zeros([1, size])], 0)) as [Tensor, Tensor] // prettier-ignore
      const scores = head(q, n, h).matmul(kh.t()).div(Math.sqrt(size))
      const hidden = args.hidden?.at(n, h)
      const more = scores.shape[1]! - (hidden?.shape[1] ?? 0)
      const shown = hidden ? scores.add(torch.pad(hidden, [0, more])) : scores
      const soft = shown.softmax(-1)
      all.push(soft)
      parts.push(soft.matmul(vh))
    }
    outputs.push(torch.linear(torch.cat(parts, 1), args.outProjWeight, args.outProjBias))
  }
  return [torch.stack(outputs, 1), torch.stack(all).unflatten(0, [batch, heads])]
}

const close = (a: Tensor, b: Tensor): boolean =>
  String(a.shape) === String(b.shape) && torch.allclose(a, b, { rtol: 1e-4, atol: 1e-5 })

function expectSame(changes: Partial<Args>, reference: Written): void {
  const [output, weights] = written(reference)
  const args = { ...base, ...changes }
  const [found, mean] = F.multiHeadAttentionForward(args) as [Tensor, Tensor]
  expect(close(found, output)).toBe(true)
  expect(close(mean, weights.mean(1))).toBe(true)
  const [, each] = F.multiHeadAttentionForward({ ...args, averageAttnWeights: false })
  expect(close(each as Tensor, weights)).toBe(true)
  const [fast, none] = F.multiHeadAttentionForward({ ...args, needWeights: false })
  expect([close(fast, output), none]).toEqual([true, null])
}

const infinite = (mask: Tensor): Tensor => torch.zerosLike(mask).float().maskedFill(mask, -Infinity)
const padding = torch.tensor([
  [false, false, false, true, true],
  [false, true, false, false, false],
])
const unseen = torch.ones([queries, keys]).triu(1).bool()
const full = [batch, heads, queries, keys]
const paddingOfAll = infinite(padding).reshape([batch, 1, 1, keys]).expand(full)
const bias = { biasK: wave([1, 1, width], 8), biasV: wave([1, 1, width], 9) }

test.each<[string, Partial<Args>, Written]>([
  ['nothing more', {}, {}],
  ['no biases', { inProjBias: null, outProjBias: null }, { inProjBias: null, outProjBias: null }],
  ['one tensor for key and value', { value: base.key }, { value: base.key }],
  [
    'that and no bias',
    { value: base.key, inProjBias: null },
    { value: base.key, inProjBias: null },
  ],
  [
    'one tensor for all',
    { query: base.key, value: base.key },
    { query: base.key, value: base.key },
  ],
  ['a bias of keys and values', bias, bias],
  ['zeros among them', { addZeroAttn: true }, { addZeroAttn: true }],
  ['padding', { keyPaddingMask: padding }, { hidden: paddingOfAll }],
  ['padding in numbers', { keyPaddingMask: infinite(padding) }, { hidden: paddingOfAll }],
  ['a mask', { attnMask: unseen }, { hidden: infinite(unseen).expand(full) }],
  ['weights to add', { attnMask: wave([queries, keys], 1) }, { hidden: wave([queries, keys], 1).expand(full) }], // prettier-ignore
  [
    'a mask for each head',
    { attnMask: wave([batch * heads, queries, keys], 2) },
    { hidden: wave(full, 2) },
  ],
  [
    'a mask and padding',
    { attnMask: unseen, keyPaddingMask: padding },
    { hidden: paddingOfAll.add(infinite(unseen)) },
  ],
  [
    'everything',
    { ...bias, addZeroAttn: true, attnMask: unseen, keyPaddingMask: padding },
    { ...bias, addZeroAttn: true, hidden: paddingOfAll.add(infinite(unseen)) },
  ],
  [
    'keys and values that are given',
    { staticK: wave([4, 6, size], 1), staticV: wave([4, 6, size], 2) },
    { staticK: wave([4, 6, size], 1), staticV: wave([4, 6, size], 2) },
  ],
  ['dropout, but not in training', { dropoutP: 0.9, training: false }, {}],
])('with %s', (_, changes, reference) => {
  torch.tidy(() => expectSame(changes, reference))
})

test('with a weight for each of query, key and value, of any width', () => {
  const [key, value] = [wave([keys, batch, 3], 2), wave([keys, batch, 6], 3)]
  const weights = [wave([width, width], 1), wave([width, 3], 2), wave([width, 6], 3)]
  const [qProjWeight, kProjWeight, vProjWeight] = weights
  const separate = { qProjWeight, kProjWeight, vProjWeight, useSeparateProjWeight: true }
  expectSame({ key, value, inProjWeight: null, ...separate }, { key, value, weights })
})

test('the causal mask needs not be read', () => {
  const causal = nn.Transformer.generateSquareSubsequentMask(keys)
  const args = { ...base, query: base.key, isCausal: true, attnMask: causal }
  const [expected, weights] = written({ query: base.key, hidden: causal.expand([batch, heads, keys, keys]) }) // prettier-ignore
  const [output, mean] = F.multiHeadAttentionForward(args)
  expect([close(output, expected), close(mean, weights.mean(1))]).toEqual([true, true])
  const ignored = { ...args, attnMask: torch.zeros([1, 1]), needWeights: false as const }
  expect(close(F.multiHeadAttentionForward(ignored)[0], expected)).toBe(true)
  const padded = {
    ...args,
    keyPaddingMask: torch.zeros([batch, keys]),
    needWeights: false as const,
  }
  expect(close(F.multiHeadAttentionForward(padded)[0], expected)).toBe(true)
})

test('without a batch', () => {
  const one = { query: base.query.select(1, 0), key: base.key.select(1, 0), value: base.value.select(1, 0) } // prettier-ignore
  const [output, weights] = F.multiHeadAttentionForward({ ...base, ...one, keyPaddingMask: padding.at(0) }) // prettier-ignore
  const [expected, each] = written({ hidden: paddingOfAll })
  expect(close(output, expected.select(1, 0))).toBe(true)
  expect(close(weights, each.mean(1).at(0))).toBe(true)
  const fast = F.multiHeadAttentionForward({ ...base, ...one, needWeights: false })
  expect([close(fast[0], written({})[0].select(1, 0)), fast[1]]).toEqual([true, null])
})

test('training, the default, drops weights and scales the others', () => {
  torch.manualSeed(1)
  const sums = F.multiHeadAttentionForward({ ...base, dropoutP: 0.5 })[1].sum(2)
  expect(torch.allclose(sums, torch.ones([batch, queries]))).toBe(false)
  const [output, weights] = F.multiHeadAttentionForward({ ...base, dropoutP: 1 })
  expect([weights.any().item(), close(output, base.outProjBias.expand([queries, batch, width]))]).toEqual([false, true]) // prettier-ignore
})

const { query, key } = base
test.each<[Partial<Args>, string]>([
  [{ query: query.unsqueeze(0) }, 'query: expected [L, N, E] or [L, E], found [1, 3, 2, 4]'],
  [{ query: wave([4], 1) }, 'query: expected [L, N, E] or [L, E], found [4]'],
  [{ key: key.at(0) }, 'key: expected 3 dimensions as query has, found [2, 4]'],
  [{ value: key.at(0) }, 'value: expected 3 dimensions as query has, found [2, 4]'],
  [{ keyPaddingMask: padding.at(0) }, 'keyPaddingMask: expected [N, S], found [5]'],
  [
    { query: query.at(0), key: key.at(0), value: key.at(0), keyPaddingMask: padding },
    'keyPaddingMask: expected [S], found [2, 5]',
  ],
  [{ keyPaddingMask: padding.t() }, 'keyPaddingMask: expected [2, 5], found [5, 2]'],
  [{ keyPaddingMask: padding.long() }, 'keyPaddingMask: expected a bool or floating mask, found int64'], // prettier-ignore
  [{ attnMask: unseen.long() }, 'attnMask: expected a bool or floating mask, found int64'],
  [{ attnMask: 3 as never }, 'attnMask: expected a Tensor, found 3'],
  [{ attnMask: padding.at(0) }, 'attnMask: expected [L, S] or [N·heads, L, S], found [5]'],
  [{ attnMask: unseen.reshape([1, 1, 3, 5]) }, 'attnMask: expected [L, S] or [N·heads, L, S], found [1, 1, 3, 5]'], // prettier-ignore
  [{ attnMask: unseen.t() }, 'attnMask: expected [3, 5] or [4, 3, 5], found [5, 3]'],
  [{ attnMask: unseen.unsqueeze(0) }, 'attnMask: expected [3, 5] or [4, 3, 5], found [1, 3, 5]'],
  [{ embedDimToCheck: 6 }, 'query: expected an embedding of 6, found [3, 2, 4]'],
  [{ numHeads: 3 }, 'numHeads: expected a divisor of 4, found 3'],
  [{ value: wave([4, 2, 4], 1) }, 'value: expected the sizes of key [5, 2, 4], found [4, 2, 4]'],
  [
    { value: wave([4, 2, 3], 1), useSeparateProjWeight: true },
    'value: expected the sizes of key [5, 2, 4], found [4, 2, 3]',
  ],
  [{ inProjWeight: null }, 'inProjWeight: expected a tensor, found null'],
  [{ useSeparateProjWeight: true }, 'qProjWeight: expected [4, 4], found none'],
  [
    { useSeparateProjWeight: true, qProjWeight: wave([4, 4], 1), kProjWeight: wave([4, 3], 1) },
    'kProjWeight: expected [4, 4], found [4, 3]',
  ],
  [{ biasK: bias.biasK }, 'biasK and biasV: expected both or neither'],
  [{ biasV: bias.biasV }, 'biasK and biasV: expected both or neither'],
  [{ ...bias, staticK: wave([4, 6, 2], 1) }, 'biasK and biasV: do not go with staticK and staticV'],
  [{ ...bias, staticV: wave([4, 6, 2], 1) }, 'biasK and biasV: do not go with staticK and staticV'],
  [{ staticK: wave([4, 6, 3], 1) }, 'staticK: expected [4, S, 2], found [4, 6, 3]'],
  [{ staticV: wave([3, 6, 2], 1) }, 'staticV: expected [4, S, 2], found [3, 6, 2]'],
  [{ staticK: wave([4, 2], 1) }, 'staticK: expected [4, S, 2], found [4, 2]'],
  [{ isCausal: true }, 'isCausal: expected attnMask beside it, found none'],
])('refuses %#: %j', (changes, problem) => {
  expect(() => F.multiHeadAttentionForward({ ...base, ...changes })).toThrow(new Error(problem))
})

test('leaves nothing behind but what it gives', () => {
  const before = torch.memory().tensors
  const args = { ...base, ...bias, addZeroAttn: true, attnMask: unseen, keyPaddingMask: padding }
  for (const tensor of F.multiHeadAttentionForward(args)) tensor.dispose()
  expect(torch.memory().tensors).toBe(before)
})
