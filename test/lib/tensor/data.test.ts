import torch from '../../../lib/index'

test('data is the memory of a tensor, of which autograd knows nothing', () => {
  const x = torch.ones([2], { requiresGrad: true })
  const y = x.exp()
  const { data } = y
  expect([data.requiresGrad, data.isView, data.isLeaf]).toEqual([false, false, true])
  data.mul_(2)
  y.sum().backward()
  expect(y.toArray()).toEqual([expect.closeTo(2 * Math.E, 5), expect.closeTo(2 * Math.E, 5)])
  expect(x.grad!.toArray()).toEqual(y.toArray())
})

test('data may become other values, with the gradient and the identity as they are', () => {
  const p = torch.ones([2], { requiresGrad: true })
  p.sum().backward()
  p.data = torch.zeros([2])
  expect([p.toArray(), p.requiresGrad, p.grad!.toArray()]).toEqual([[0, 0], true, [1, 1]])
  p.data = torch.ones([3])
  expect(p.shape).toEqual([3])
  expect(() => (p.data = 1 as never)).toThrow('data: expected a tensor, found 1')
  expect(() => (p.data = torch.ones([2]).toSparse())).toThrow(/incompatible tensor type/)
})

test('views know that they are', () => {
  const x = torch.ones([2, 2])
  expect([x.isView, x.at(0).isView, x.t().isView, x.add(1).isView]).toEqual([
    false,
    true,
    true,
    false,
  ])
})
