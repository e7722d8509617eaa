import { execFileSync } from 'node:child_process'
import { capabilities, hasCapability } from '../capabilities'
import { join } from 'node:path'
import torch, { TorchError, nn, type Tensor } from '../../../lib'
import { operator } from '../../../lib/tensor/ops/operator'
import { leafOf, largestDifference, numericalGradient } from '../isbe/numerical'
import { held, numbersOf, spread } from '../isbe/fixtures'
import { expectedKept, philox } from './philox'

const draw = operator('isbe::_dropout') as (
  input: Tensor,
  p: number,
  options?: { generator?: InstanceType<typeof torch.Generator> },
) => [Tensor, Tensor]

function keptBy(seed: number, size: number, p: number): Tensor {
  return draw(torch.ones([size]), p, { generator: new torch.Generator(seed) })[1]
}

test('the reference has the published answers', () => {
  expect(philox([0n, 0n, 0n, 0n], 0n)).toEqual([0x6627e8d5n, 0xe169c58dn, 0xbc57ac4cn, 0x9b00dbd8n])
  const ones = 0xffffffffn
  expect(philox([ones, ones, ones, ones], 2n ** 64n - 1n)).toEqual([
    0x408f276dn,
    0x41c83b0en,
    0xa20bc7c6n,
    0x6d5451fdn,
  ])
})

test('the values that are kept are those of the definition', () => {
  for (const [seed, size, p] of [
    [0, 1, 0.5],
    [3, 63, 0.2],
    [3, 65, 0.5],
    [9, 700, 0.999],
  ] as const) {
    expect(keptBy(seed, size, p).toArray()).toEqual(expectedKept(seed, size, p))
  }
})

test('neither threads nor the CPU capability change them', () => {
  const threads = torch.getNumThreads()
  const masks = [1, 2, 3].map(count => {
    torch.setNumThreads(count)
    return keptBy(5, 300_001, 0.3)
  })
  torch.setNumThreads(threads)
  expect(masks.every(mask => torch.equal(mask, masks[0]!))).toBe(true)
  const sums = capabilities.filter(hasCapability).map(capability =>
    execFileSync(process.execPath, [join(__dirname, 'dropoutDigest.js')], {
      env: { ...process.env, ATEN_CPU_CAPABILITY: capability },
      encoding: 'utf8',
    }),
  )
  expect(sums[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(new Set(sums).size).toBe(1)
}, 30_000)

test('manualSeed repeats them, and each call has its own', () => {
  const layer = new nn.Dropout(0.5)
  const run = () => layer.forward(torch.ones([1000]))
  torch.manualSeed(4)
  const [first, second] = [run(), run()]
  torch.manualSeed(4)
  expect(torch.equal(run(), first)).toBe(true)
  expect(torch.equal(first, second)).toBe(false)
})

test('what is kept is scaled, in every dtype and layout', () => {
  for (const dtype of ['float64', 'float32', 'bfloat16', 'float16'] as const) {
    const image = torch
      .arange(2 * 3 * 5 * 7)
      .add(1)
      .to(dtype)
    const plain = image.reshape([2, 3, 5, 7])
    for (const input of [
      plain,
      plain.contiguous({ memoryFormat: 'channels_last' }),
      plain.transpose(0, 3),
    ]) {
      const [output, kept] = draw(input, 0.5)
      expect(output.dtype).toBe(dtype)
      expect(output.strides).toEqual(input.strides)
      expect(torch.equal(output, input.mul(kept).mul(2))).toBe(true)
    }
  }
})

test('nothing happens in evaluation or for p = 0, and nothing is left for p = 1', () => {
  const input = torch.randn([100])
  expect(torch.equal(new nn.Dropout(0.9).eval().forward(input), input)).toBe(true)
  expect(torch.equal(new nn.Dropout(0).forward(input), input)).toBe(true)
  expect(new nn.Dropout(1).forward(input).abs().sum().item()).toBe(0)
  expect(new nn.Dropout(0.5).forward(torch.ones([0, 3])).shape).toEqual([0, 3])
  expect([0, 2]).toContain(new nn.Dropout(0.5).forward(torch.ones([])).item())
})

test('a probability that is none is refused, also by the operator', () => {
  expect(() => new nn.Dropout(-0.1)).toThrow(/from 0 to 1, found -0.1/)
  const failing = () => draw(torch.ones([2]), 1.5)
  expect(failing).toThrow(TorchError)
  expect(failing).toThrow(/p is 1.5: expected a probability from 0 to 1/)
  expect(() => draw(torch.ones([2], { dtype: 'int64' }), 0.5)).toThrow(
    /input is Long: expected float32/,
  )
})

test('gradients are those of central differences, also the second', () => {
  const at = held(spread(40, -1, 1), [5, 8], 'float64')
  const output = (x: Tensor) => draw(x, 0.3, { generator: new torch.Generator(2) })[0]
  const value = (x: Tensor) => output(x).pow(3).sum()
  const leaf = leafOf(at.tensor)
  const [first] = torch.grad([value(leaf)], [leaf], { createGraph: true }) as [Tensor]
  const expected = numericalGradient(x => Number(value(x).item()), at)
  expect(largestDifference(numbersOf(first), expected)).toBeLessThan(1e-8)
  const [second] = torch.grad([first.pow(2).sum()], [leaf]) as [Tensor]
  // y = s x where kept: the square of dy^3/dx is 9 s^6 x^4, its derivative 36 s^6 x^3.
  const scale = output(torch.onesLike(at.tensor))
  expect(torch.allclose(second, scale.pow(6).mul(at.tensor.pow(3)).mul(36), { rtol: 1e-10 })).toBe(
    true,
  )
})

test('between the passes a byte a value is kept', () => {
  const values = 1 << 20
  const input = leafOf(torch.zeros([values]))
  const before = torch.memory().allocated
  const output = torch.tidy(() => new nn.Dropout(0.5).forward(input).sum())
  expect(torch.memory().allocated - before).toBeGreaterThanOrEqual(values)
  // The allocator rounds up by a quarter at most.
  expect(torch.memory().allocated - before).toBeLessThan(1.3 * values)
  output.dispose()
})

test('the share that is kept, and its correlation with its neighbours, are as by chance', () => {
  const size = 1 << 20
  for (const p of [0.2, 0.5]) {
    const deviation = keptBy(8, size, p)
      .to('float64')
      .sub(1 - p)
    const variance = p * (1 - p)
    expect(Math.abs(Number(deviation.mean().item()))).toBeLessThan(5 * Math.sqrt(variance / size))
    for (const lag of [1, 2, 3, 8, 16, 32, 64, 128, 1024]) {
      const product = deviation.narrow(0, lag, size - lag).mul(deviation.narrow(0, 0, size - lag))
      expect(Math.abs(Number(product.mean().item()))).toBeLessThan(
        (5 * variance) / Math.sqrt(size - lag),
      )
    }
  }
})
