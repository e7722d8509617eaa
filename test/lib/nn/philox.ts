/** Which values dropout keeps, by the definition: Philox 4x32-10 (Salmon et al. 2011) in bigints. */
import torch from '../../../lib'

const word = 0xffffffffn
const multipliers = [0xd2511f53n, 0xcd9e8d57n] as const
const weyl = [0x9e3779b9n, 0xbb67ae85n] as const

type Counter = [bigint, bigint, bigint, bigint]

export function philox(counter: Counter, key: bigint): Counter {
  let [c0, c1, c2, c3] = counter
  let [k0, k1] = [key & word, key >> 32n]
  for (let round = 0; round < 10; ++round) {
    const [a, b] = [multipliers[0] * c0, multipliers[1] * c2]
    const mixed: Counter = [(b >> 32n) ^ c1 ^ k0, b & word, (a >> 32n) ^ c3 ^ k1, a & word]
    ;[c0, c1, c2, c3] = mixed
    ;[k0, k1] = [(k0 + weyl[0]) & word, (k1 + weyl[1]) & word]
  }
  return [c0, c1, c2, c3]
}

/** The number that a call takes of a generator with this seed. */
function drawnKey(seed: number): bigint {
  const generator = new torch.Generator(seed)
  const drawn = torch
    .empty([], { dtype: 'int64' })
    .random_(-(2n ** 63n), null, { generator })
    .item()
  return BigInt.asUintN(64, BigInt(drawn as bigint))
}

/** The 16-bit numbers of a block of 64 values: words 0 and 1 of eight counters, then 2 and 3. */
function blockNumbers(key: bigint, block: number, stream: bigint): number[] {
  const counters = Array.from({ length: 8 }, (_, i) =>
    philox([BigInt(8 * block + i), 0n, stream, 0n], key),
  )
  return [0, 2].flatMap(pair =>
    counters
      .flatMap(words => [words[pair]!, words[pair + 1]!])
      .flatMap(value => [Number(value & 0xffffn), Number(value >> 16n)]),
  )
}

export function expectedKept(seed: number, size: number, p: number): boolean[] {
  const key = drawnKey(seed)
  const threshold = Math.min(Math.round((1 - p) * 2 ** 32), 2 ** 32 - 1)
  const numbers = (stream: bigint) =>
    Array.from({ length: Math.ceil(size / 64) }, (_, block) =>
      blockNumbers(key, block, stream),
    ).flat()
  const [high, low] = [numbers(0n), numbers(1n)]
  return high.map((first, i) => first * 65536 + low[i]! < threshold).slice(0, size)
}
