import torch, { TorchError, type Tensor } from '../../../lib/index'

const { tidy, tensor } = torch

describe('item and itemNumber', () => {
  it('give the value', () =>
    tidy(() => {
      const loss: number = tensor([2.5]).item()
      expect(loss).toBe(2.5)
      expect(tensor([[true]]).item()).toBe(true)
      expect(tensor(2n ** 60n).item()).toBe(2n ** 60n)
      expect(tensor(7n).item()).toBe(7)
      expect(tensor({ real: 1, imag: -2 }).item()).toEqual({ real: 1, imag: -2 })
      expect(tensor([3n]).itemNumber() + 1).toBe(4)
      expect(tensor(true).itemNumber()).toBe(1)
    }))

  it.each<[string, () => Tensor, RegExp]>([
    ['several elements', () => tensor([1, 2]), /2 elements cannot be converted to Scalar/],
    ['no element', () => tensor([]), /0 elements cannot be converted to Scalar/],
    ['a complex number', () => tensor({ real: 1, imag: 2 }), /found 1 \+ 2i; item\(\) gives it/],
    ['a large integer', () => tensor(2n ** 60n), /found 1152921504606846976n; item\(\) gives it/],
  ])('itemNumber refuses %s', (_what, make, message) =>
    tidy(() => {
      expect(() => make().itemNumber()).toThrow(TorchError)
      expect(() => make().itemNumber()).toThrow(message)
    }),
  )
})

describe('iteration', () => {
  it('goes over the first dimension', () =>
    tidy(() => {
      const x = tensor([
        [1, 2],
        [3, 4],
        [5, 6],
      ])
      expect(x.length).toBe(3)
      expect([...x].map(row => row.toArray())).toEqual(x.toArray())
      const sums: number[] = []
      for (const row of x) sums.push(row.sum().item())
      expect(sums).toEqual([3, 7, 11])
      const [first, , last] = x
      last!.fill_(0)
      expect([first!.shape, x.at(2).tolist()]).toEqual([[2], [0, 0]])
      expect([...torch.zeros([0, 2])]).toEqual([])
    }))

  it('is an error without dimensions', () => {
    expect(() => [...tensor(1)]).toThrow(/iteration: expected a tensor with dimensions.*item\(\)/)
    expect(() => tensor(1).length).toThrow(TorchError)
  })
})

describe('JSON', () => {
  it('has the values', () => {
    const x = tensor([
      [1, 2.5],
      [NaN, 4],
    ])
    expect(JSON.stringify({ x })).toBe('{"x":[[1,2.5],[null,4]]}')
    expect(JSON.stringify(tensor([1n, 2n ** 60n]))).toBe('[1,"1152921504606846976"]')
    expect(JSON.stringify([tensor(true), tensor({ real: 0, imag: 1 })])).toBe(
      '[true,{"real":0,"imag":1}]',
    )
  })
})

describe('structuredClone and postMessage', () => {
  it('refuse a tensor instead of giving a bare handle', () => {
    const x = tensor([1])
    const clone = () => structuredClone({ batch: [x] })
    expect(clone).toThrow(/post x\.transfer\(\), and receive\(\) it there.*could not be cloned/)
    const { port1 } = new MessageChannel()
    expect(() => port1.postMessage(x)).toThrow(/could not be cloned/)
    port1.close()
    const kept = tensor([1]).keep()
    expect(() => structuredClone(kept)).toThrow(/could not be cloned/)
  })
})
