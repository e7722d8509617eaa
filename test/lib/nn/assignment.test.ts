import torch, { nn, type Tensor } from '../../../lib'

const names = (module: nn.AnyModule) => module.namedParameters().map(([name]) => name)
const scalar = () => new nn.Parameter(torch.zeros([1]))

abstract class Empty extends nn.Module {
  forward(input: Tensor): Tensor {
    return input
  }
}

describe('what takes the place of a parameter', () => {
  test('of a layer must be a parameter or null', () => {
    const linear = new nn.Linear(2, 2)
    expect(() => (linear.weight = torch.ones([2, 2]) as never)).toThrow(
      /Linear: cannot assign a Tensor as parameter 'weight' \(nn\.Parameter or null expected\)/,
    )
    const weight = new nn.Parameter(torch.zeros([2, 2]))
    linear.weight = weight
    linear.bias = null
    expect(linear.parameters().map(parameter => parameter === weight)).toEqual([true])
  })

  class Net extends Empty {
    scale: nn.Parameter | null = scalar()
    mask: Tensor | null = new nn.Buffer(torch.ones([1]))
    layer: unknown = new nn.ReLU()
    plain: unknown = torch.zeros([1])
  }

  test('in a property of the user must be one too, at once', () => {
    const net = new Net()
    expect(() => (net.scale = torch.zeros([1]) as never)).toThrow(
      /Net: cannot assign a Tensor as parameter 'scale' \(nn\.Parameter or null expected\)/,
    )
    expect(() => (net.scale = new nn.ReLU() as never)).toThrow(/a ReLU as parameter 'scale'/)
    expect(net.scale!.toArray()).toEqual([0])
    net.scale = null
    expect(() => (net.scale = torch.zeros([1]) as never)).toThrow(/as parameter 'scale'/)
    net.scale = scalar()
    expect(names(net)).toEqual(['scale'])
  })

  test('of a buffer becomes one; of a module must be a module', () => {
    const net = new Net()
    net.mask = torch.zeros([1])
    expect(net.mask).toBeInstanceOf(nn.Buffer)
    expect(net.buffers()[0]).toBe(net.mask)
    expect(() => (net.mask = 3 as never)).toThrow(/3 as buffer 'mask' \(Tensor, nn\.Buffer or null/)
    expect(() => (net.layer = torch.zeros([1]))).toThrow(
      /a Tensor as module 'layer' \(nn\.Module or null/,
    )
    net.layer = scalar()
    expect(names(net)).toEqual(['scale', 'layer'])
  })

  test('of what is no member is free, and a deleted name is again', () => {
    const net = new Net()
    net.plain = 'x'
    net.plain = torch.ones([1])
    delete (net as { scale?: unknown }).scale
    net.scale = torch.ones([1]) as never
    expect(names(net)).toEqual([])
  })

  test('is refused where a constructor assigns, and in copies', () => {
    class Old extends Empty {
      declare scale: unknown
      constructor(again: boolean) {
        super()
        this.scale = scalar()
        if (again) this.scale = torch.zeros([1])
      }
    }
    expect(() => new Old(true)).toThrow(/Old: cannot assign a Tensor as parameter 'scale'/)
    const copy = new Old(false).deepCopy()
    expect(() => (copy.scale = torch.zeros([1]))).toThrow(/as parameter 'scale'/)
  })

  test('of a buffer may be a plain tensor', () => {
    const norm = new nn.BatchNorm1d(2)
    norm.runningMean = torch.full([2], 3) as never
    expect(norm.stateDict().running_mean!.toArray()).toEqual([3, 3])
    expect(() => (norm.runningMean = 'x' as never)).toThrow(/'x' as buffer 'runningMean'/)
  })
})

test('stack traces name the class of a module of the user', () => {
  class Net extends Empty {
    layer = new nn.Linear(2, 2)
    encode(input: Tensor): Tensor {
      return this.layer.forward(input)
    }
    override forward(input: Tensor): Tensor {
      return this.encode(input)
    }
  }
  const run = (): Tensor => new nn.Sequential(new Net()).forward(torch.ones([3]))
  const stack = (() => {
    try {
      return run().toString()
    } catch (error) {
      return (error as Error).stack!
    }
  })()
  expect(stack).toMatch(/Linear\.forward[^]*Net\.encode[^]*Net\.forward/)
})
