/** What torch.func.functional_call documents. */
import torch, { OptionError, TorchError, nn, type Tensor } from '../../../lib'

const { functionalCall, stackModuleState } = torch.func
const one = torch.ones([1, 2])

class Tied extends nn.Module {
  readonly foo = new nn.Parameter(torch.zeros([2]))
  readonly tiedFoo = this.foo
  forward(x: Tensor): Tensor {
    return x.add(this.foo).add(this.tiedFoo)
  }
}

test('computes with the tensors given, and has its own again afterwards', () => {
  const linear = new nn.Linear(2, 1)
  const before = linear.forward(one).item()
  const weight = torch.tensor([[2, 3]], { requiresGrad: true })
  const output = functionalCall(linear, { weight, bias: torch.tensor([1]) }, [one]) as Tensor
  expect(output.item()).toBe(6)
  output.backward()
  expect(weight.grad!.toArray()).toEqual([[1, 1]])
  expect([linear.weight.grad, linear.forward(one).item()]).toEqual([null, before])
  const kept = functionalCall(linear, { weight }, one) as Tensor
  expect(kept.item()).toBeCloseTo(5 + linear.bias!.item<number>())
})

test('has its own again also where the forward throws', () => {
  const linear = new nn.Linear(2, 1)
  const { handle } = linear.weight
  expect(() => functionalCall(linear, { weight: torch.ones([1, 5]) }, one)).toThrow(TorchError)
  expect(linear.weight.handle).toBe(handle)
})

test('buffers that the forward updates are those given; names are PyTorch’s or those here', () => {
  const norm = new nn.BatchNorm1d(2)
  const runningMean = torch.zeros([2])
  const state = { running_mean: runningMean, numBatchesTracked: torch.tensor(5) }
  functionalCall(
    norm,
    state,
    torch.tensor([
      [1, 2],
      [3, 4],
    ]),
  )
  expect(runningMean.toArray<number[]>()[0]).toBeCloseTo(0.2)
  expect([norm.runningMean!.toArray(), state.numBatchesTracked.item()]).toEqual([[0, 0], 6])
})

test('several objects count as one, and options go last', () => {
  class Scaled extends nn.Module<[Tensor, { by: number }], Tensor> {
    readonly weight = new nn.Parameter(torch.ones([2]))
    readonly offset = new nn.Buffer(torch.ones([2]))
    forward(x: Tensor, { by }: { by: number }): Tensor {
      return x.mul(this.weight).add(this.offset).mul(by)
    }
  }
  const [a, b] = [{ weight: torch.tensor([2, 2]) }, { offset: torch.tensor([3, 3]) }]
  const output = functionalCall(new Scaled(), [a, b], one, { by: 10 }) as Tensor
  expect(output.toArray()).toEqual([[50, 50]])
  expect(() => functionalCall(new Scaled(), [a, a], one)).toThrow(/found it in several/)
})

test('tied names share what is given for one; different tensors for them are refused', () => {
  const tied = new Tied()
  const [a, b] = [torch.ones([2]), torch.ones([2])]
  const call = (state: Record<string, Tensor>, options = {}): unknown =>
    (functionalCall(tied, state, one, null, options) as Tensor).toArray()
  expect(call({ foo: a })).toEqual([[3, 3]])
  expect(call({ tied_foo: a })).toEqual([[3, 3]])
  expect(call({ foo: a, tied_foo: a })).toEqual([[3, 3]])
  expect(() => call({ foo: a, tied_foo: b })).toThrow(/foo, tied_foo, which are tied/)
  expect(call({ foo: a, tied_foo: a }, { tieWeights: false })).toEqual([[3, 3]])
  expect(() => call({ foo: a }, { tieWeights: false })).toThrow(/some of them only/)
})

test('strict refuses missing and unexpected names', () => {
  const linear = new nn.Linear(2, 1)
  const [weight, bias] = [torch.ones([1, 2]), torch.ones([1])]
  const call = (state: Record<string, Tensor>) => () =>
    functionalCall(linear, state, one, null, { strict: true })
  expect(call({ weight })).toThrow(/missing bias/)
  expect(call({ weight, bais: bias })).toThrow(
    /unexpected bais \(did you mean 'bias'\?\); missing bias/,
  )
  expect(call({ weight, bias })).not.toThrow()
  expect(nn.utils.stateless.functionalCall).toBe(functionalCall)
})

test('states of models are stacked, as leaves', () => {
  const models = [new nn.Linear(2, 1), new nn.Linear(2, 1), new nn.Linear(2, 1)]
  const [parameters, buffers] = stackModuleState(models)
  expect(buffers).toEqual({})
  expect(parameters.weight!.shape).toEqual([3, 1, 2])
  expect([parameters.weight!.isLeaf, parameters.weight!.requiresGrad]).toEqual([true, true])
  expect(parameters.bias!.select(0, 1).item()).toBe(models[1]!.bias!.item())
})

test('what they refuse', () => {
  const linear = new nn.Linear(2, 1)
  expect(() => functionalCall(1 as never, {}, one)).toThrow(OptionError)
  expect(() => functionalCall(linear, 1 as never, one)).toThrow(OptionError)
  expect(() => functionalCall(linear, { weight: 1 } as never, one)).toThrow(
    /weight: expected a Tensor/,
  )
  expect(() => functionalCall(linear, {}, one, 1 as never)).toThrow(/kwargs/)
  expect(() => functionalCall(linear, {}, one, null, { tie: true } as never)).toThrow(
    /unknown option/,
  )
  expect(() => functionalCall(new nn.DataParallel(linear), {}, one)).toThrow(/DataParallel/)
  expect(() => stackModuleState([])).toThrow(/at least one model/)
  expect(() => stackModuleState([linear, new nn.ReLU()])).toThrow(/one class/)
  expect(() => stackModuleState([linear, new nn.Linear(2, 1).eval()])).toThrow(/train/)
  const frozen = new nn.Linear(2, 1).requiresGrad_(false)
  expect(() => stackModuleState([linear, frozen])).toThrow(/require a gradient, or of none/)
})
