import torch, { TorchError, nn, type Tensor } from '../../../../lib'
import { leftBy } from '../live'
import { inBothWays } from './ways'
import { leaf, test } from './fixtures'

const { graph, detectAnomaly, setDetectAnomaly, isAnomalyEnabled } = torch.autograd
type Context = torch.autograd.FunctionContext

describe('nodes', () => {
  test('have names and lead to those below; the same node is the same object', () => {
    const x = leaf([1])
    const y = x.exp().mul(x)
    const { node, outputNr } = graph.getGradientEdge(y)
    expect([node!.name, outputNr, String(node)]).toEqual(['MulBackward0', 0, '<MulBackward0>'])
    const below = node!.nextFunctions.map(edge => edge.node!)
    expect(below.map(({ name }) => name)).toEqual([
      'ExpBackward0',
      'torch::autograd::AccumulateGrad',
    ])
    expect(below[0]!.nextFunctions[0]!.node).toBe(below[1])
    expect(graph.getGradientEdge(x).node).toBe(below[1])
    expect(graph.getGradientEdge(x.mul(torch.ones([1]))).node!.nextFunctions[1]!.node).toBeNull()
    expect(() => graph.getGradientEdge(torch.ones([1]))).toThrow(TorchError)
  })

  inBothWays(() => {
    test('have hooks before and after', () => {
      const x = leaf([3])
      const y = x.mul(torch.tensor([2], { dtype: 'float64' }))
      const { node } = graph.getGradientEdge(y)
      const seen: unknown[] = []
      node!.registerPrehook(([gradient]) => [gradient!.mul(10)])
      const handle = node!.registerHook(([gradInput], [gradOutput]) => {
        seen.push([gradInput!.item(), gradOutput!.item()])
        return [gradInput!.mul(100), null]
      })
      y.backward(null, { retainGraph: true })
      expect([x.grad!.item(), seen]).toEqual([2000, [[20, 10]]])
      handle.remove()
      x.grad = null
      y.backward()
      expect(x.grad!.item()).toBe(20)
    })
  })
})

describe('savedTensorsHooks', () => {
  inBothWays(() => {
    test('what is saved goes through pack and unpack', () => {
      const x = leaf([2])
      const packed: unknown[] = []
      const y = graph.savedTensorsHooks(
        tensor => {
          packed.push(tensor.item())
          return packed.length - 1
        },
        index => torch.tensor([(packed[index] as number) * 10], { dtype: 'float64' }),
        () => x.exp(),
      )
      expect(packed).toEqual([Math.exp(2)])
      y.backward()
      expect(x.grad!.item()).toBeCloseTo(10 * Math.exp(2))
      expect(leaf([1]).exp().requiresGrad).toBe(true)
      expect(packed).toHaveLength(1)
    })

    test('what they throw is thrown', () => {
      const error = new RangeError('mine')
      const fail = (): never => {
        throw error
      }
      const pass = (tensor: Tensor): Tensor => tensor
      const x = leaf([1])
      expect(() => graph.savedTensorsHooks(fail, pass, () => x.exp())).toThrow(error)
      const y = graph.savedTensorsHooks(pass, fail, () => x.exp())
      expect(() => y.backward()).toThrow(error)
      const z = graph.savedTensorsHooks(
        pass,
        () => 1 as never,
        () => x.exp(),
      )
      expect(() => z.backward()).toThrow(/expected unpack to return a Tensor/)
    })
  })
})

describe('anomaly detection', () => {
  class Net extends nn.Module {
    forward(input: Tensor): Tensor {
      return input.sqrt()
    }
  }

  inBothWays(() => {
    test('names the module and the call of a backward that gave NaN', () => {
      const run = (): void =>
        detectAnomaly(() => {
          const x = leaf([-1])
          new Net().forward(x).backward()
        })
      expect(run).toThrow(
        /SqrtBackward0' returned nan values[^]*made in Net\.forward, called at .*graph\.test\.ts/,
      )
      expect(run).toThrow(TorchError)
      expect(isAnomalyEnabled()).toBe(false)
    })
  })

  test('NaN is fine without checkNan, and without the mode', () => {
    const run = (): void => leaf([-1]).sqrt().backward()
    run()
    detectAnomaly(run, { checkNan: false })
    setDetectAnomaly(true)
    expect(run).toThrow(/nan values/)
    setDetectAnomaly(false)
    run()
  })

  test("a user's error stays as it is, and a warning tells where", () => {
    const error = new RangeError('mine')
    class Failing extends torch.autograd.Function {
      static forward(_: Context, x: Tensor): Tensor {
        return x.clone()
      }
      static backward(): Tensor {
        throw error
      }
    }
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    const run = (): void => detectAnomaly(() => Failing.apply(leaf([1])).backward())
    expect(run).toThrow(error)
    expect(error.message).toBe('mine')
    expect(String(warn.mock.calls[0]![0])).toMatch(/FailingBackward was made .*graph\.test\.ts/)
    warn.mockRestore()
  })

  test('of a second derivative it names the first one too', () => {
    const run = (): void =>
      detectAnomaly(
        () => {
          const x = leaf([0])
          const [first] = torch.grad(x.abs().sqrt().mul(0), x, { createGraph: true })
          first!.sum().backward()
        },
        { checkNan: true },
      )
    expect(run).toThrow(/nan values/)
  })

  it('leaves nothing behind', () => {
    expect(
      leftBy(() =>
        torch.tidy(() => {
          expect(() => detectAnomaly(() => leaf([-1]).sqrt().backward())).toThrow()
        }),
      ),
    ).toBe(0)
  })
})
