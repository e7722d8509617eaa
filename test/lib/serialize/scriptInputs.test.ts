/** What methods of TorchScript modules take, and tensors and modules that stand in two places. */
import torch, { OptionError, type Tensor } from '../../../lib'
import { inputsOf } from '../../../lib/serialize/script/inputs'
import { describeLoaded, golden, valuesOf, type Described } from './goldens'

interface Golden {
  state: string[]
  parameters: string[]
  output: Described
}

const expected = valuesOf<Golden>('tied.torchscript')
const load = () => torch.jit.load(golden('tied.torchscript'))
const x = () => torch.ones([1, 2])

test('a tensor that is no buffer is no part of the state', () => {
  expect(Object.keys(load().stateDict()).sort()).toEqual([...expected.state].sort())
})

test('inputs by name give what they give in Python', () => {
  const net = load()
  expect(net.namedParameters().map(([name]) => name)).toEqual(expected.parameters)
  for (const y of [
    net.runMethod('forward', [x()], { times: 3 }),
    net.runMethod('forward', [], { x: x(), times: 3 }),
    net.runMethod('forward', [x(), undefined], { x: undefined, times: 3 }),
    net.forward(x(), 3),
  ]) {
    expect(describeLoaded(y)).toEqual(expected.output)
  }
})

test('unknown names are refused', () => {
  const net = load()
  expect(() => net.runMethod('forward', [x()], { tims: 3 })).toThrow(OptionError)
  expect(() => net.runMethod('forward', [x()], { tims: 3 })).toThrow(
    "forward: unknown input 'tims' (did you mean 'times'?); expected one of x, times",
  )
  expect(() => net.runMethod('forward', [x()], { self: 3 })).toThrow(/unknown input 'self'/)
  expect(() => net.runMethod('mixed', [[x(), 2], { by: 3 }], { int: 1 })).toThrow(
    /unknown input 'int'.*expected one of pair, by, last/,
  )
})

test('an input by position and by name is refused', () => {
  const net = load()
  expect(() => net.runMethod('forward', [x()], { x: x() })).toThrow(
    "forward: expected 'x' once, found it by position and by name",
  )
  expect(() => net.runMethod('forward', [x(), 2], { times: 3 })).toThrow(/expected 'times' once/)
})

test('a dtype is a number, which a name is refused with', () => {
  const net = load()
  const convert = (...inputs: unknown[]) => net.runMethod('converted', [x(), ...inputs]) as Tensor
  expect(convert(7).dtype).toBe('float64')
  expect(convert(15, 'cpu').dtype).toBe('bfloat16')
  const problem =
    "converted: dtype: expected an integer, found 'float64'; where a dtype is meant, pass " +
    "PyTorch's number of it, 7"
  expect(() => convert('float64')).toThrow(problem)
  expect(() => net.runMethod('converted', [x()], { dtype: 'float64' })).toThrow(problem)
  expect(() => net.runMethod('mixed', [[x(), 2], { by: 3 }, 'bool'])).toThrow(/number of it, 11/)
  expect(convert(6, 'float64').dtype).toBe('float32')
})

test('schemas of all kinds', () => {
  const schema =
    'f(__torch__.N s, float f, Dict(str, Tensor) a, (Tensor, int)[] t, str n="a, (b=\\"c", ' +
    '(int, int) l=(1, 2), *, int? o=None, Union(int, str) u=3) -> (str, int)'
  expect(inputsOf(schema)).toEqual([
    { type: 'float', name: 'f' },
    { type: 'Dict(str, Tensor)', name: 'a' },
    { type: '(Tensor, int)[]', name: 't' },
    { type: 'str', name: 'n' },
    { type: '(int, int)', name: 'l' },
    { type: 'int?', name: 'o' },
    { type: 'Union(int, str)', name: 'u' },
  ])
  expect(inputsOf('f(__torch__.N self) -> NoneType')).toEqual([])
})

test('what stands in two places is one, and nothing of it is left after dispose', () => {
  load().dispose()
  const before = torch.memory().tensors
  const net = load()
  const copy = net.deepCopy()
  for (const module of [net, copy]) {
    const { scale, again } = Object.fromEntries(module.namedParameters({ removeDuplicate: false }))
    expect(again).toBe(scale)
  }
  copy.dispose()
  net.dispose()
  expect(torch.memory().tensors).toBe(before)
})
