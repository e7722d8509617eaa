/** TorchScript modules that Python wrote: run, trained, moved, copied and written. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { DataError, isbe, nn, optim, TorchError, type Tensor } from '../../../lib'
import { describeLoaded, golden, valuesOf, type Described } from './goldens'

const folder = mkdtempSync(join(tmpdir(), 'isbe-script-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Golden {
  input: Described
  output: Described
  state: Record<string, Described>
  gradients: Record<string, Described>
}

const expected = valuesOf<Golden>('net.torchscript')
const load = () => torch.jit.load(golden('net.torchscript'))
const input = () => torch.tensor(expected.input.values).reshape(expected.input.shape)

function expectClose(actual: Tensor, { values, shape }: Described): void {
  expect(actual.shape).toEqual(shape)
  const difference = actual
    .detach()
    .to('float64')
    .flatten()
    .sub(torch.tensor(values, { dtype: 'float64' }))
  expect(difference.abs().max().itemNumber()).toBeLessThan(1e-5)
}

test('has the parameters, buffers and outputs that it has in Python, and the gradients', () => {
  const net = load()
  expect(describeLoaded(net.stateDict())).toEqual(
    Object.fromEntries(
      Object.entries(expected.state).map(([name, d]) => [name, { ...d, kind: 'tensor' }]),
    ),
  )
  expect(net.namedParameters().map(([name]) => name)).toEqual(Object.keys(expected.gradients))
  const y = net.eval().forward(input()) as Tensor
  expectClose(y, expected.output)
  y.square().sum().backward()
  for (const [name, parameter] of net.namedParameters()) {
    expectClose(parameter.grad!, expected.gradients[name]!)
  }
})

test('runs named methods on lists, dicts, scalars and defaults', () => {
  const net = load()
  expect(net.methodNames()).toEqual(expect.arrayContaining(['forward', 'parts', 'gather']))
  const [sums, pair, names] = net.runMethod('parts', [torch.ones([2])], { bias: 0.5 }) as [
    { y: Tensor },
    [Tensor, number],
    string[],
  ]
  expect([sums.y.toArray(), pair[1], names]).toEqual([[2.5, 2.5], 2, ['a', 'b']])
  const xs = [torch.ones([2]), torch.ones([2])]
  for (const weights of [{ w: 2 }, new Map([['w', 2]])]) {
    expect((net.runMethod('gather', [xs, weights]) as Tensor).toArray()).toEqual([4, 4])
  }
})

test('has attributes', () => {
  const net = load()
  expect(net.attributeNames()).toEqual(expect.arrayContaining(['training', 'scale', 'names']))
  expect([net.getAttribute('scale'), net.getAttribute('names')]).toEqual([0.5, ['a', 'b']])
  const before = net.eval().forward(input()) as Tensor
  net.setAttribute('scale', 1)
  expect(torch.allclose(net.forward(input()) as Tensor, before.mul(2))).toBe(true)
  expect(() => net.setAttribute('scale', 'x')).toThrow(TorchError)
  expect(() => net.setAttribute('scael', 1)).toThrow(/no attribute 'scael'/)
  expect(() => net.getAttribute('nothing')).toThrow(TorchError)
})

test('train and eval reach the program', () => {
  const net = load().eval()
  const mean = net.getBuffer('norm.running_mean').toArray()
  net.forward(input())
  expect(net.getBuffer('norm.running_mean').toArray()).toEqual(mean)
  net.train().forward(input())
  expect(net.getBuffer('norm.running_mean').toArray()).not.toEqual(mean)
})

test('is fine-tuned with ISBE', () => {
  torch.manualSeed(0)
  const net = load()
  const optimizer = new optim.Adam(net.parameters(), { lr: 0.05 })
  const lossFn = new isbe.IsbeLoss({ normalization: 'softmax' })
  const [x, target] = [torch.randn([32, 3]), torch.arange(32).remainder(2)]
  x.select(1, 0).add_(target.mul(4))
  const losses = Array.from({ length: 30 }, () =>
    torch.tidy(() => {
      const loss = lossFn.forward(net.forward(x) as Tensor, target)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      return loss.itemNumber()
    }),
  )
  expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2)
})

test('moves, copies, and goes to a file with what it learned', () => {
  const net = load().eval()
  torch.noGrad(() => net.getParameter('out.weight').mul_(2))
  const copy = net.deepCopy()
  torch.noGrad(() => net.getParameter('out.weight').zero_())
  expectClose((copy.forward(input()) as Tensor).div(2), expected.output)
  expect(copy.parameters().every(parameter => parameter.requiresGrad)).toBe(true)
  const file = join(folder, 'copy.pt')
  torch.jit.save(copy, file)
  const again = torch.jit.load(file)
  expect(again.training).toBe(false)
  expectClose(
    (again.to('float64').forward(input().to('float64')) as Tensor).div(2),
    expected.output,
  )
  expect(again.forward(input().to('float64'))).toMatchObject({ dtype: 'float64' })
  again.loadStateDict(net.to('float64').stateDict())
  expect((again.forward(input().to('float64')) as Tensor).abs().max().item()).toBe(0)
})

test('is a module among modules', () => {
  const model = new nn.Sequential({ body: load(), head: new nn.Linear(2, 5) })
  expect(model.eval().forward(input()).shape).toEqual([4, 5])
  expect(Object.keys(model.stateDict())).toEqual(
    expect.arrayContaining(['body.out.weight', 'head.bias']),
  )
})

test('says what does not fit', () => {
  const net = load()
  expect(() => net.forward()).toThrow(/forward: x: expected a Tensor, found undefined/)
  expect(() => net.forward(3)).toThrow(/forward: x: expected a Tensor, found a number/)
  expect(() => net.forward(input(), 2)).toThrow(/forward: expected at most 1 arguments, found 2/)
  expect(() => net.forward(torch.ones([2, 7]))).toThrow(
    /forward: mat1 and mat2 shapes cannot be multiplied/,
  )
  expect(() => net.runMethod('backward')).toThrow(/no method 'backward'/)
  expect(() => net.runMethod('gather', [[torch.ones([1]), 2], {}])).toThrow(
    /gather: xs\[1\]: expected a Tensor/,
  )
  expect(() => net.runMethod('gather', [[torch.ones([1])], { w: 'x' }])).toThrow(
    /gather: weights\.w: expected a number/,
  )
  expect(() => torch.jit.save(new nn.Linear(1, 1) as never, join(folder, 'x'))).toThrow(
    /found a Linear; other modules have/,
  )
  expect(() => torch.jit.load(golden('nested.pt'))).toThrow(
    /with 'constants.pkl', found a file of torch.save/,
  )
  expect(() => torch.jit.load(golden('dtypes.safetensors'))).toThrow(DataError)
  expect(() => torch.inductor.aotiLoadPackage(golden('net.torchscript'))).toThrow(
    /expected an AOTInductor package/,
  )
  const half = join(folder, 'half.pt')
  writeFileSync(half, readFileSync(golden('net.torchscript')).subarray(0, 5000))
  expect(() => torch.jit.load(half)).toThrow(DataError)
})
