/** The order is PyTorch's: what all modules have comes before what one has. */
import torch, { OptionError, nn, type Tensor } from '../../../lib'

const name = (module: object): string => module.constructor.name

function model(): { model: InstanceType<typeof nn.Sequential>; linear: nn.Linear } {
  const linear = new nn.Linear(1, 1, { bias: false })
  linear.weight = new nn.Parameter(torch.tensor([[2]]))
  return { model: new nn.Sequential(linear, new nn.ReLU()), linear }
}

const input = (): Tensor => torch.ones([1, 1], { requiresGrad: true })

test('hooks of all modules run before those of one, forward and backward', () => {
  const log: unknown[] = []
  const note =
    (...words: unknown[]) =>
    (module: object): void =>
      void log.push([...words, name(module)])
  const { model: net, linear } = model()
  const handles = [
    linear.registerForwardPreHook(note('pre')),
    linear.registerForwardHook(note('post')),
    linear.registerFullBackwardHook(note('back')),
    linear.registerFullBackwardPreHook(note('pre back')),
    nn.registerModuleForwardPreHook(note('all pre')),
    nn.registerModuleForwardHook(note('all post')),
    nn.registerModuleFullBackwardPreHook((module, [gradient]) => {
      note('all pre back', gradient!.item())(module)
    }),
    nn.registerModuleFullBackwardHook((module, [gradInput], [gradOutput]) => {
      note('all back', gradInput!.item(), gradOutput!.item())(module)
    }),
  ]
  const output = net.forward(input())
  log.push('backward')
  output.backward()
  expect(log).toEqual([
    ['all pre', 'Sequential'],
    ['all pre', 'Linear'],
    ['pre', 'Linear'],
    ['all post', 'Linear'],
    ['post', 'Linear'],
    ['all pre', 'ReLU'],
    ['all post', 'ReLU'],
    ['all post', 'Sequential'],
    'backward',
    ['all pre back', 1, 'Sequential'],
    ['all pre back', 1, 'ReLU'],
    ['all back', 1, 1, 'ReLU'],
    ['all pre back', 1, 'Linear'],
    ['pre back', 'Linear'],
    ['all back', 2, 1, 'Linear'],
    ['back', 'Linear'],
    ['all back', 2, 1, 'Sequential'],
  ])
  handles.forEach(handle => handle.remove())
  handles.forEach(handle => handle.remove())
  log.length = 0
  net.forward(input()).backward()
  expect(log).toEqual([])
})

test('they may replace inputs and outputs; classes are as they were afterwards', () => {
  const forwardNow = (): unknown => Reflect.get(nn.Linear.prototype, 'forward')
  const forward = forwardNow()
  const { linear } = model()
  const handles = [
    nn.registerModuleForwardPreHook((_, [x]) => (x as Tensor).add(1)),
    nn.registerModuleForwardHook((_, __, y) => (y as Tensor).mul(10)),
  ]
  expect(linear.forward(input()).item()).toBe(40)
  handles[0]!.remove()
  expect(linear.forward(input()).item()).toBe(20)
  handles[1]!.remove()
  expect(linear.forward(input()).item()).toBe(2)
  expect(forwardNow()).toBe(forward)
  expect(Object.hasOwn(linear, 'forward')).toBe(false)
})

test('a forward that calls that of its superclass runs them once; new classes have them too', () => {
  const seen: string[] = []
  const hook = nn.registerModuleForwardHook(module => void seen.push(name(module)))
  class Twice extends nn.ReLU {
    override forward(x: Tensor): Tensor {
      return super.forward(x).mul(2)
    }
  }
  expect(new Twice().forward(input()).item()).toBe(2)
  hook.remove()
  expect(seen).toEqual(['Twice'])
})

test('fused neighbours run one by one meanwhile', () => {
  const net = new nn.Sequential(new nn.BatchNorm1d(1), new nn.ReLU())
  const seen: string[] = []
  const hook = nn.registerModuleForwardHook(module => void seen.push(name(module)))
  net.forward(torch.ones([2, 1]))
  hook.remove()
  expect(seen).toEqual(['BatchNorm1d', 'ReLU', 'Sequential'])
})

test('with alwaysCall a hook runs also where the forward throws', () => {
  class Failing extends nn.Module {
    forward(): Tensor {
      throw new RangeError('mine')
    }
  }
  const seen: unknown[] = []
  const hook = nn.registerModuleForwardHook((_, __, output) => void seen.push(output), {
    alwaysCall: true,
  })
  expect(() => new Failing().forward()).toThrow('mine')
  hook.remove()
  expect(seen).toEqual([null])
})

test('what they refuse', () => {
  expect(() => nn.registerModuleForwardHook(1 as never)).toThrow(OptionError)
  expect(() => nn.registerModuleForwardPreHook(1 as never)).toThrow(OptionError)
  expect(() => nn.registerModuleFullBackwardHook(1 as never)).toThrow(OptionError)
  expect(() => nn.registerModuleFullBackwardPreHook(1 as never)).toThrow(OptionError)
  expect(() => nn.registerModuleForwardHook(() => undefined, { always: true } as never)).toThrow(
    /unknown option/,
  )
  expect(new nn.ReLU().forward(input()).item()).toBe(1)
})
