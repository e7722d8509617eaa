import torch, { OptionError, nn, type Tensor } from '../../../../lib'
import { leftBy } from '../live'
import { inBothWays } from './ways'
import { test } from './fixtures'

const { checkpoint, checkpointSequential, checkpointWith } = torch.utils.checkpoint

function weightGradients(model: nn.Module, forward: (x: Tensor) => Tensor): unknown[] {
  model.zeroGrad()
  torch.manualSeed(3)
  const x = torch.randn([4, 6], { requiresGrad: true })
  const output = forward(x)
  output.pow(2).sum().backward()
  return [output, x.grad, ...model.parameters().map(p => p.grad)].map(t => t!.toArray())
}

inBothWays(() => {
  test('gives values and gradients of the function, with the random numbers of the first run', () => {
    const model = new nn.Sequential(
      new nn.Linear(6, 6),
      new nn.Dropout(0.5),
      new nn.ReLU(),
      new nn.Linear(6, 2),
    )
    const plain = weightGradients(model, x => model.forward(x))
    expect(weightGradients(model, x => checkpoint(y => model.forward(y), x))).toEqual(plain)
    expect(weightGradients(model, x => checkpointSequential(model, 2, x))).toEqual(plain)
    model.dispose()
  })

  test('runs the function again, and the random numbers outside go on as they were', () => {
    let runs = 0
    const x = torch.ones([100], { requiresGrad: true })
    const y = checkpoint((input: Tensor) => {
      ++runs
      return nn.functional.dropout(input, { p: 0.5 })
    }, x)
    const before = torch.getRngState()
    y.sum().backward()
    expect(runs).toBe(2)
    expect(x.grad!.toArray()).toEqual(y.toArray())
    expect(torch.getRngState().equal(before)).toBe(true)
  })

  test('several inputs and outputs, some of them no tensors', () => {
    const [x, y] = [torch.ones([2], { requiresGrad: true }), torch.full([2], 3)]
    const [sum, product] = checkpoint(
      (a: Tensor, b: Tensor, k: number): [Tensor, Tensor] => [a.add(b).mul(k), a.mul(b)],
      x,
      y,
      5,
    )
    sum.sum().backward(null, { retainGraph: true })
    expect(x.grad!.toArray()).toEqual([5, 5])
    x.grad = null
    product.add(sum).sum().backward()
    expect(x.grad!.toArray()).toEqual([8, 8])
  })

  test('parameters get gradients where no input needs one', () => {
    const linear = new nn.Linear(2, 1)
    checkpoint(x => linear.forward(x), torch.ones([1, 2]))
      .sum()
      .backward()
    expect(linear.weight.grad!.toArray()).toEqual([[1, 1]])
    linear.dispose()
  })

  test('checkpoints in checkpoints', () => {
    const x = torch.full([2], 2, { requiresGrad: true })
    const square = (y: Tensor): Tensor => y.mul(y)
    checkpoint((y: Tensor) => checkpoint(square, checkpoint(square, y)), x)
      .sum()
      .backward()
    expect(x.grad!.toArray()).toEqual([32, 32])
  })

  test('autocast is as in the first run', () => {
    const dtypes: string[] = []
    const weight = torch.ones([2, 2], { requiresGrad: true })
    const loss = torch.autocast('cpu', 'bfloat16', () =>
      checkpoint((w: Tensor) => {
        const product = w.mm(w)
        dtypes.push(product.dtype)
        return product.float()
      }, weight),
    )
    loss.sum().backward()
    expect(dtypes).toEqual(['bfloat16', 'bfloat16'])
  })

  test('grad and second derivatives reach through, to tensors beside the inputs too', () => {
    const x = torch.full([2], 3, { requiresGrad: true })
    const factor = x.mul(2)
    const y = checkpoint((z: Tensor) => z.exp().log().pow(2).mul(factor), x) // 2 x³
    const [first] = torch.grad(y.sum(), [x], { createGraph: true })
    expect(first!.toArray()).toEqual([expect.closeTo(54, 3), expect.closeTo(54, 3)])
    const [second] = torch.grad(first!.sum(), [x])
    expect(second!.toArray()).toEqual([expect.closeTo(36, 3), expect.closeTo(36, 3)])
  })

  test('what comes back may be changed in place, and lie in arrays and objects', () => {
    const x = torch.full([2], 3, { requiresGrad: true })
    const { squares, name, rest } = checkpoint(
      (z: Tensor) => ({ squares: z.square(), name: 'z', rest: [z.exp()] }),
      x,
    )
    squares.mul_(2).sum().backward()
    expect([name, rest.length, x.grad!.toArray()]).toEqual(['z', 1, [12, 12]])
  })

  test('backward may run again, and by parts', () => {
    let runs = 0
    const x = torch.full([2], 3, { requiresGrad: true })
    const y = checkpoint((z: Tensor) => {
      ++runs
      return z.square().mul(z)
    }, x)
    y.sum().backward(null, { retainGraph: true })
    y.sum().backward()
    expect([runs, x.grad!.toArray()]).toEqual([3, [54, 54]])
  })

  test('a function that does something else the second time is an error', () => {
    const x = torch.ones([4], { requiresGrad: true })
    const otherEachTime = (others: ((z: Tensor) => Tensor)[], compares = true): Tensor =>
      checkpointWith(
        { determinismCheck: compares ? 'default' : 'none' },
        (z: Tensor) => others.shift()!(z),
        x,
      )
    const more = otherEachTime([z => z.exp(), z => z.exp().sin()])
    expect(() => more.sum().backward()).toThrow(/save 1 tensors again, found 2/)
    const otherwise = [(z: Tensor) => z.exp(), (z: Tensor) => z.double().exp()]
    expect(() =>
      otherEachTime([...otherwise])
        .sum()
        .backward(),
    ).toThrow(/save Tensor\(float32\[4\], cpu\) again, found Tensor\(float64\[4\], cpu\)/)
  })

  it('keeps only the inputs, and leaves nothing behind', () => {
    const x = torch.ones([1000], { requiresGrad: true })
    const deep = (y: Tensor): Tensor => {
      for (let i = 0; i < 20; ++i) y = y.mul(1.01).exp().log()
      return y
    }
    const held = torch.tidy(() => {
      const before = torch.memory().allocated
      const y = checkpoint(deep, x)
      const after = torch.memory().allocated
      y.sum().backward()
      x.grad = null
      return after - before
    })
    expect(held).toBeLessThan(5 * 4000 + 20_000)
    expect(
      leftBy(() => {
        for (let i = 0; i < 100; ++i) torch.tidy(() => checkpoint(deep, x).sum().backward())
        x.grad = null
      }),
    ).toBe(0)
    x.dispose()
  })
})

test('what is wrong', () => {
  const x = torch.ones([1], { requiresGrad: true })
  expect(() => checkpoint(1 as never)).toThrow(OptionError)
  expect(() => checkpointWith({ preserveRngStat: true } as never, (y: Tensor) => y, x)).toThrow(
    /did you mean 'preserveRngState'/,
  )
  expect(() => checkpointSequential([new nn.ReLU()], 2, x)).toThrow(/expected 1 to 1 segments/)
  expect(() => checkpointSequential(5 as never, 1, x)).toThrow(/modules one after the other/)
  const fail = (_: Tensor): Tensor => {
    throw new RangeError('mine')
  }
  expect(() => checkpoint(fail, x)).toThrow('mine')
})
