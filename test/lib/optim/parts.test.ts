/** The parts that optimizers are made of: names, groups, settings, hooks, counters. */
import torch, { OptionError, TorchError, nn, optim, type Tensor } from '../../../lib'
import { Counters } from '../../../lib/optim/counters'
import { foreach, directions } from '../../../lib/optim/foreach'
import { checkable } from '../../../lib/optim/group'
import { camelCase, snakeCase } from '../../../lib/optim/naming'
import { recall } from '../../../lib/optim/recall'
import {
  checkAtLeast,
  checkAtMost,
  checkBetas,
  checkFraction,
  checkImplementation,
  checkTuple,
  numberOf,
} from '../../../lib/optim/settings'

const one = (value = 1): Tensor => torch.tensor([value])
const leaf = (value = 1): nn.Parameter => new nn.Parameter(one(value))

test.each([
  ['expAvgSq', 'exp_avg_sq'],
  ['lr', 'lr'],
  ['TMax', 'T_max'],
  ['TI', 'T_i'],
  ['T0', 'T_0'],
  ['HDiag', 'H_diag'],
  ['step2Size', 'step2_size'],
  ['_lastLr', '_last_lr'],
  ['foreach', 'foreach'],
])('%s is %s in Python', (here, there) => {
  expect(snakeCase(here)).toBe(there)
  expect(camelCase(there)).toBe(here)
})

test('ends of ranges', () => {
  const takes = (check: (what: string, value: unknown) => void, value: unknown): boolean => {
    try {
      check('x', value)
      return true
    } catch (error) {
      expect(error).toBeInstanceOf(OptionError)
      return false
    }
  }
  const values = [-0.1, 0, 0.5, 1, 1.1, NaN, '0', null]
  const ranges = {
    least: (what: string, value: unknown) => checkAtLeast(what, value, 0.5),
    most: (what: string, value: unknown) => checkAtMost(what, value, 0.5),
    fraction: checkFraction,
  }
  const found = Object.entries(ranges).map(([name, check]) => [
    name,
    values.filter(value => takes(check, value)),
  ])
  expect(found).toEqual([
    ['least', [0.5, 1, 1.1]],
    ['most', [-0.1, 0, 0.5]],
    ['fraction', [0, 0.5]],
  ])
  expect(() => checkAtMost('x', 1, 0.5)).toThrow('x: expected a number of at most 0.5, found 1')
  expect(() => checkFraction('x', 1)).toThrow('x: expected a number from 0 to below 1, found 1')
  expect(() => checkTuple('x', [1], 2)).toThrow('x: expected an array of 2, found an array of 1')
  expect(() => checkTuple('x', 'ab', 2)).toThrow("x: expected an array of 2, found 'ab'")
  expect(() => checkBetas('x', [0.5, 1])).toThrow(
    'x: betas[1]: expected a number from 0 to below 1',
  )
  expect(numberOf('x', torch.ones([1, 1]))).toBe(1)
  expect(() => numberOf('x', NaN)).toThrow('x: expected a number, found NaN')
  expect(() => numberOf('x', torch.ones([2]))).toThrow(
    'x: expected a tensor with one element, found Tensor(float32[2], cpu)',
  )
})

test('what of implementations contradicts itself', () => {
  const settings = { foreach: null, fused: null, maximize: false, differentiable: false }
  const check = (changes: object) => () => checkImplementation('X', { ...settings, ...changes })
  expect(check({ foreach: true, fused: false })).not.toThrow()
  expect(check({ fused: true, foreach: false })).not.toThrow()
  expect(check({ differentiable: true, foreach: false, fused: false })).not.toThrow()
  expect(check({ fused: true, differentiable: true })).toThrow(
    'X: `fused` does not support `differentiable`',
  )
  expect(check({ foreach: true, fused: true })).toThrow(
    'X: `fused` and `foreach` cannot be `true` together',
  )
  expect(check({ foreach: true, differentiable: true })).toThrow(
    'X: `foreach` does not support `differentiable`',
  )
  for (const name of ['foreach', 'fused', 'capturable', 'maximize', 'differentiable'])
    expect(check({ [name]: 1 })).toThrow(`X: ${name}: expected true or false, found 1`)
})

test('a rate below 0 is one of a schedule, or refused', () => {
  expect(checkable({ lr: -1, initialLr: 1 }).lr).toBe(0)
  expect(checkable({ lr: 0.5, initialLr: 1 }).lr).toBe(0.5)
  expect(checkable({ lr: -1 }).lr).toBe(-1)
  const tensor = one(-1)
  expect(checkable({ lr: tensor, initialLr: 1 }).lr).toBe(tensor)
})

test('groups have names, or none', () => {
  const named = new optim.SGD([['a', leaf()]] as [string, Tensor][])
  const message = 'SGD: all optimizer param groups should be with/without names'
  expect(() => named.addParamGroup({ params: [leaf()] })).toThrow(message)
  named.addParamGroup({ params: [['b', leaf()]] })
  expect(named.paramGroups.map(group => group.paramNames)).toEqual([['a'], ['b']])
  const plain = new optim.SGD([leaf()])
  expect(() => plain.addParamGroup({ params: [['b', leaf()]] })).toThrow(message)
  expect('paramNames' in plain.paramGroups[0]!).toBe(false)
  const twice = leaf()
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  const tied = new optim.SGD([
    ['a', twice],
    ['b', leaf()],
    ['c', twice],
  ] as [string, Tensor][])
  expect(tied.paramGroups[0]!.paramNames).toEqual(['a', 'b'])
  expect(warn.mock.calls).toEqual([
    ['SGD: optimizer contains a parameter group with duplicate parameters; they step once'],
  ])
  warn.mockRestore()
})

test('hooks come first, come last, and go', () => {
  const optimizer = new optim.SGD([leaf()])
  const seen: unknown[] = []
  const note = (name: string) => () => void seen.push(name)
  const first = optimizer.registerStateDictPreHook(note('a'))
  optimizer.registerStateDictPreHook(note('b'), { prepend: false })
  optimizer.registerStateDictPreHook(note('c'), { prepend: true })
  const own = optimizer.registerStateDictPreHook(() => own.remove())
  optimizer.registerStateDictPostHook((_, state) => void seen.push(Object.keys(state)))
  optimizer.stateDict()
  expect(seen).toEqual(['c', 'a', 'b', ['state', 'param_groups']])
  first.remove()
  first.remove()
  seen.length = 0
  {
    using other = optimizer.registerStateDictPreHook(note('d'))
    expect(other).toHaveProperty('remove')
    optimizer.stateDict()
  }
  optimizer.stateDict()
  expect(seen.filter(name => typeof name === 'string')).toEqual(['c', 'b', 'd', 'c', 'b'])
  const register = (options: object) => () => optimizer.registerStateDictPreHook(note('x'), options)
  expect(register({ prepend: 1 })).toThrow(
    'registerStateDictPreHook: prepend: expected true or false, found 1',
  )
  expect(register({ first: true })).toThrow("registerStateDictPreHook: unknown option 'first'")
  expect(() => optimizer.registerStepPostHook(3 as never)).toThrow(
    'registerStepPostHook: expected a function, found 3',
  )
  for (const [run, name] of [
    [optim.registerOptimizerStepPreHook, 'registerOptimizerStepPreHook'],
    [optim.registerOptimizerStepPostHook, 'registerOptimizerStepPostHook'],
  ] as const)
    expect(() => run(3 as never)).toThrow(`${name}: expected a function, found 3`)
})

test('a hook may exchange the arguments of a step, and the state that is loaded', () => {
  const parameter = leaf()
  const optimizer = new optim.SGD([parameter], { lr: 0.5 })
  const seen: unknown[] = []
  optimizer.registerStepPreHook(() => [() => 'other'])
  optimizer.registerStepPostHook((_, args) => void seen.push((args[0] as () => string)()))
  expect(optimizer.step(() => 'given')).toBe('other')
  expect(seen).toEqual(['other'])
  optimizer.registerLoadStateDictPreHook((_, state) => ({
    ...state,
    param_groups: [{ ...state.param_groups[0]!, lr: 0.25 }],
  }))
  optimizer.loadStateDict(optimizer.stateDict())
  expect(optimizer.lr).toBe(0.25)
})

test('gradients are dropped, or zeroed', () => {
  const parameter = leaf()
  const optimizer = new optim.SGD([parameter])
  parameter.grad = one(3)
  optimizer.zeroGrad({ setToNone: false })
  expect(parameter.grad.item()).toBe(0)
  optimizer.zeroGrad(false)
  expect(parameter.grad.item()).toBe(0)
  optimizer.zeroGrad()
  expect(parameter.grad).toBeNull()
  expect(() => optimizer.zeroGrad(1 as never)).toThrow(
    'SGD.zeroGrad: setToNone: expected true or false, found 1',
  )
})

test('an optimizer of your own says how it steps', () => {
  class Own extends optim.Optimizer {
    constructor(parameters: Tensor[], defaults: unknown = { lr: 1 }) {
      super(parameters, defaults as { lr: number })
    }
  }
  expect(() => new Own([leaf()]).step()).toThrow('Own: stepGroup is not implemented')
  expect(() => new Own([leaf()]).step()).toThrow(TorchError)
  expect(() => new Own([leaf()], 3)).toThrow('Own: expected an object of default settings, found 3')
  const disposed = new optim.SGD([leaf()])
  const state = disposed.stateDict()
  disposed.dispose()
  const message = (method: string) =>
    `SGD.${method}: expected a live optimizer, found a disposed one`
  expect(() => disposed.step()).toThrow(message('step'))
  expect(() => disposed.stateDict()).toThrow(message('stateDict'))
  expect(() => disposed.loadStateDict(state)).toThrow(message('loadStateDict'))
})

test('directions go down, or up, with the decay of the weights', () => {
  const [params, grads] = [[one(2)], [one(3)]]
  const of = (maximize: boolean, decay: number): number[] =>
    directions(params, grads, maximize, decay).map(tensor => Number(tensor.item()))
  expect([of(false, 0), of(true, 0), of(false, 0.5), of(true, 0.5)]).toEqual([[3], [-3], [4], [-2]])
  expect(directions(params, grads, false, 0)).toBe(grads)
  expect(grads[0]!.item()).toBe(3)
  expect(foreach.norm([one(-4)]).map(tensor => tensor.item())).toEqual([4])
})

test('counters are shared until their parameters part', () => {
  const counters = new Counters()
  const make = (): Tensor => torch.zeros([])
  const [a, b, c] = [{}, {}, {}] as [
    Record<string, Tensor>,
    Record<string, Tensor>,
    Record<string, Tensor>,
  ]
  expect(counters.together([a, b, c], ['step'], make)).toEqual([[a, b, c]])
  expect([a.step === b.step, b.step === c.step]).toEqual([true, true])
  const shared = a.step!
  shared.add_(5)
  expect(counters.together([a, c], ['step'], make)).toHaveLength(1)
  expect([a.step === c.step, b.step === shared, a.step === shared]).toEqual([true, true, false])
  a.step!.add_(1)
  expect([a, b, c].map(state => state.step!.item())).toEqual([6, 5, 6])
  expect(counters.together([a, b, c], ['step'], make).map(list => list.length)).toEqual([2, 1])
  expect(b.step === shared).toBe(true)
})

test('a state goes to the dtype of its parameter, once', () => {
  const state = { buffer: one(3) }
  const before = state.buffer
  expect(recall(state, 'other', leaf())).toBeUndefined()
  expect(recall(state, 'buffer', leaf())).toBe(before)
  const moved = recall(state, 'buffer', new nn.Parameter(torch.ones([1], { dtype: 'float64' })))!
  expect([moved.dtype, moved.item(), state.buffer === moved, before.isDisposed]).toEqual([
    ...['float64', 3, true, true],
  ])
})
