/** What transformed functions may and may not do. */
/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- a transformed function gives whatever its function does */
import torch, { OptionError, TorchError, isbe, nn, type Tensor } from '../../../../lib'
import { test } from '../autograd/fixtures'
import { leftBy } from '../live'

const { func, vmap } = torch
const batch = (): Tensor => torch.arange(6).to('float32').reshape([3, 2])
const noise = (x: Tensor): Tensor => torch.randn([2]).add(x.mul(0))

test('randomness is refused, different for each example, or the same', () => {
  torch.manualSeed(0)
  expect(() => vmap(noise)(batch())).toThrow(/randomness/)
  const [same, different] = (['same', 'different'] as const).map(randomness =>
    (vmap(noise, { randomness })(batch()) as Tensor).toArray<number[][]>(),
  )
  expect(same![0]).toEqual(same![1])
  expect(different![0]).not.toEqual(different![1])
  const inChunks = vmap(noise, { randomness: 'same', chunkSize: 2 })(batch()) as Tensor
  const rows = inChunks.toArray<number[][]>()
  expect([rows[1], rows[2]]).toEqual([rows[0], rows[0]])
})

test('chunks give what all at once gives', () => {
  const sums = (x: Tensor, y: Tensor): unknown => [x.sum(), { product: x.mul(y) }]
  const options = { inDims: [0, null], outDims: [0, 1] } as const
  const y = torch.tensor([2, 3])
  const [expected, ...found] = [null, 1, 2, 3, 5].map(chunkSize => {
    const [sum, { product }] = vmap(sums, { ...options, chunkSize })(batch(), y) as [
      Tensor,
      { product: Tensor },
    ]
    return [sum.toArray(), product.toArray()]
  })
  for (const other of found) expect(other).toEqual(expected)
})

test('values cannot be read within; printing shows the whole batch', () => {
  let text = ''
  const look = (x: Tensor): Tensor => {
    text = String(x)
    return x
  }
  expect((vmap(look)(batch()) as Tensor).shape).toEqual([3, 2])
  expect(text).toBe(
    'BatchedTensor(lvl=1, bdim=0, value=\n    tensor([[0., 1.],\n            [2., 3.],\n            [4., 5.]])\n)',
  )
  for (const read of [(x: Tensor) => x.toArray(), (x: Tensor) => x.sum().item()]) {
    expect(() => vmap(read)(batch())).toThrow(TorchError)
  }
  const looked = func.grad((x: Tensor) => look(x).sum())
  vmap(looked)(batch())
  expect(text).toMatch(/^BatchedTensor/)
})

test('what is no batch is the same for all, and may come out as it is', () => {
  const two = torch.tensor(2)
  expect((vmap(() => two)(batch()) as Tensor).toArray()).toEqual([2, 2, 2])
  expect(vmap(() => two, { outDims: null })(batch())).toBe(two)
  expect(vmap((x: Tensor) => [x, 'text'], 0, [0, null])(batch())).toMatchObject([{}, 'text'])
  expect(() => vmap((x: Tensor) => x, 0, null)(batch())).toThrow(/the same for all/)
})

test('models with dropout and batch norm run within', () => {
  const model = new nn.Sequential(new nn.Linear(2, 2), new nn.Dropout(0.5), new nn.ReLU())
  const call = (x: Tensor): Tensor => model.forward(x).sum()
  const gradients = vmap(func.grad(call), { randomness: 'different' })(batch()) as Tensor
  expect(gradients.shape).toEqual([3, 2])
  const norm = new nn.Sequential(new nn.BatchNorm1d(2, { trackRunningStats: false }), new nn.ReLU())
  const loss = (x: Tensor): Tensor => norm.forward(x).pow(2).sum()
  const x = batch().requiresGrad_()
  const [expected] = torch.grad(loss(x), x)
  expect((func.grad(loss)(x.detach()) as Tensor).allclose(expected!, 1e-4, 1e-5)).toBe(true)
  model.dispose()
  norm.dispose()
})

test('what cannot be transformed says so', () => {
  class Own extends torch.autograd.Function {
    static forward(_: torch.autograd.FunctionContext, x: Tensor): Tensor {
      return x.clone()
    }
    static backward(_: torch.autograd.FunctionContext, g: Tensor): Tensor {
      return g
    }
  }
  const leaf = torch.ones([1], { requiresGrad: true })
  const refused: [(x: Tensor) => unknown, RegExp][] = [
    [x => Own.apply(x).sum(), /function of autograd written in JavaScript/],
    [x => x.clone().requiresGrad_(), /change of requiresGrad/],
    [async x => Promise.resolve(x), /returns a promise/],
  ]
  for (const [fn, message] of refused) {
    expect(() => vmap(fn as never)(batch())).toThrow(message)
    expect(() => func.grad(fn as never)(batch())).toThrow(message)
  }
  expect(() => vmap(() => leaf.sum().backward())(batch())).toThrow(/expected no backward\(\)/)
  const hooked = (): unknown =>
    torch.autograd.graph.saveOnCpu(() => func.grad((x: Tensor) => x.sum())(batch()))
  expect(hooked).toThrow(/hooks on saved tensors/)
  expect(batch().add(1).shape).toEqual([3, 2])
})

test('the loss of ISBE has the gradient that it is defined by', () => {
  const lossFn = new isbe.IsbeLoss({ reduction: 'sum' })
  const target = torch.tensor([0, 1, 1], { dtype: 'int64' })
  const x = batch().requiresGrad_()
  const [expected] = torch.grad(lossFn.forward(x, target), x)
  const loss = (input: Tensor): Tensor => lossFn.forward(input, target)
  expect((func.grad(loss)(batch()) as Tensor).toArray()).toEqual(expected!.toArray())
  const ofOne = (input: Tensor, label: Tensor): Tensor =>
    lossFn.forward(input.unsqueeze(0), label.unsqueeze(0))
  const gradients = vmap(func.grad(ofOne))(batch(), target) as Tensor
  expect(gradients.toArray()).toEqual(expected!.toArray())
  const error = (input: Tensor): Tensor => isbe.softError(input, target).error
  for (const fn of [loss, error])
    expect(() => func.jvp(fn, [batch()], [batch()])).toThrow(/logits: .* no forward derivative/)
  expect(() => func.hessian(loss)(batch())).toThrow(/logits: .* no forward derivative/)
  const scores = (input: Tensor): Tensor => isbe.softScores(input)
  const [jacobian, other] = [func.jacfwd(scores), func.jacrev(scores)].map(
    derive => derive(batch()) as Tensor,
  )
  expect(jacobian!.allclose(other!)).toBe(true)
})

it('leaves nothing behind', () => {
  const loss = (x: Tensor): Tensor => x.sin().sum()
  const left = leftBy(() => {
    torch.tidy(() => {
      vmap(func.grad(loss))(batch())
      func.hessian(loss)(torch.ones([2]))
      func.jacfwd((x: Tensor) => x.exp())(torch.ones([2]))
      const [, pull] = func.vjp(loss, torch.ones([2]))
      pull(torch.tensor(1))
      pull.dispose()
      expect(() => vmap((x: Tensor) => x.toArray())(batch())).toThrow()
    })
  })
  expect(left).toBe(0)
})

test('a product with the Jacobian outlives the tidy that it was made in', () => {
  const pull = torch.tidy(() => func.vjp((x: Tensor) => x.pow(2), torch.tensor([3]))[1])
  expect((pull(torch.ones([1])) as Tensor[])[0]!.toArray()).toEqual([6])
  expect((pull(torch.ones([1])) as Tensor[])[0]!.toArray()).toEqual([6])
  pull.dispose()
  expect(() => pull(torch.ones([1]))).toThrow(/disposed/)
})

test('noGrad outside does not reach within, and within it holds', () => {
  const square = (x: Tensor): Tensor => x.pow(2).sum()
  const gradient = torch.noGrad(() => func.grad(square)(torch.tensor([3])) as Tensor)
  expect(gradient.toArray()).toEqual([6])
  const half = (x: Tensor): Tensor =>
    x
      .pow(2)
      .sub(torch.noGrad(() => x.pow(2)))
      .sum()
  expect((func.grad(half)(torch.tensor([3])) as Tensor).toArray()).toEqual([6])
})

test('results go on in the graph of what requires a gradient outside', () => {
  const w = torch.tensor([2], { requiresGrad: true })
  const gradient = func.grad((x: Tensor) => x.mul(x).mul(w).sum())(torch.tensor([3])) as Tensor
  gradient.sum().backward()
  expect(w.grad!.toArray()).toEqual([6])
  expect(func.grad((x: Tensor) => x.sum())(torch.tensor([3])).requiresGrad).toBe(false)
})

test('aux comes back as it is, without its transformation', () => {
  const withAux = (x: Tensor): unknown => [x.pow(2).sum(), { x, name: 'aux' }]
  const point = torch.tensor([3])
  for (const derive of [func.grad, func.jacrev]) {
    const [gradient, aux] = derive(withAux, { hasAux: true })(point) as [Tensor, { x: Tensor }]
    expect([gradient.toArray(), aux.x.add(1).toArray()]).toEqual([[6], [4]])
    expect(aux).toMatchObject({ name: 'aux' })
  }
  const tensors = (x: Tensor): unknown => [x.pow(2).sum(), { x }]
  const forward = func.jacfwd(tensors, { hasAux: true })(point) as [Tensor, { x: Tensor }]
  expect([forward[0].toArray(), forward[1].x.toArray()]).toEqual([[6], [3]])
  const [, product, { x }] = func.jvp(withAux, [point], [torch.ones([1])], { hasAux: true })
  expect([(product as Tensor).item(), (x as Tensor).toArray()]).toEqual([6, [3]])
  const [value, pull, aux] = func.vjp(withAux, point, { hasAux: true }) as unknown as [
    Tensor,
    (v: Tensor) => Tensor[],
    { x: Tensor },
  ]
  expect([value.item(), pull(torch.tensor(1))[0]!.toArray(), aux.x.toArray()]).toEqual([
    9,
    [6],
    [3],
  ])
})

test('what they refuse', () => {
  const x = batch()
  const sum = (t: Tensor): Tensor => t.sum()
  expect(() => func.grad(1 as never)).toThrow(OptionError)
  expect(() => func.grad(sum, { argnum: 0 } as never)).toThrow(/did you mean 'argnums'/)
  expect(() => func.grad(sum, 1)(x)).toThrow(/argnums/)
  expect(() => func.grad(sum, [0, -1])(x)).toThrow(/argnums: expected different/)
  expect(() => func.grad(sum)(1)).toThrow(/expected tensors, found 1/)
  expect(() => func.grad((t: Tensor) => t)(x)).toThrow(/return a scalar, found \[3, 2\]/)
  expect(() => func.grad(() => 1)(x)).toThrow(/output of the function/)
  expect(() => func.grad(sum)(torch.ones([2], { dtype: 'int64' }))).toThrow(TorchError)
  expect(() => func.grad(sum, { hasAux: true })(x)).toThrow(/\[output, aux\]/)
  expect(() => func.vjp((t: Tensor) => t.to('int64'), x)).toThrow(/floating or complex/)
  expect(() => func.vjp(sum, x)[1]([torch.tensor(1)])).toThrow(/shaped like the output/)
  expect(() => func.jvp(sum, [x], [])).toThrow(/shaped like the primals/)
  expect(() => func.jvp(sum, x as never, [x])).toThrow(/primals: expected an array/)
  const constant = (): Tensor => torch.ones([1])
  expect(() => func.jvp(constant, [x], [x], { strict: true })).toThrow(/independent/)
  expect(() => func.jacrev(sum)(x.to('complex64'))).toThrow(/real tensors/)
  expect(() => func.jacrev(sum, { chunkSize: 0 })).toThrow(OptionError)
  expect(() => vmap(sum, { randomness: 'some' as never })).toThrow(OptionError)
  expect(() => vmap(sum, null as never)).toThrow(/inDims: expected an integer or an array/)
  expect(() => vmap(sum, 2)(x)).toThrow(/inDims: expected -2 to 1/)
  expect(() => vmap(sum, [0, 0])(x)).toThrow(/shaped like the arguments/)
  expect(() => vmap(sum, [null])(x)).toThrow(/at least one tensor/)
  expect(() => vmap(sum)()).toThrow(/found none/)
  expect(() => vmap(sum)(1)).toThrow(/expected a tensor where inDims is 0/)
  expect(() => vmap(torch.add)(x, torch.ones([2]))).toThrow(/one size of all batches, found 3, 2/)
  expect(() => vmap(() => 1)(x)).toThrow(/return tensors/)
  expect(() => vmap(sum, 0, [0, 0])(x)).toThrow(/outDims/)
})
