/** Names that PyTorch's users look for, and arguments that it refuses. */
import torch, { nn } from '../../../lib'

describe('ParameterDict', () => {
  const made = () =>
    new nn.ParameterDict({
      a: new nn.Parameter(torch.ones([1])),
      b: new nn.Parameter(torch.zeros([2])),
    })

  test('copies the dictionary, not the parameters', () => {
    const dict = made()
    const copy = dict.copy()
    copy.pop('a')
    expect([...dict.items()].map(([name]) => name)).toEqual(['a', 'b'])
    expect(copy.get('b') === dict.get('b')).toBe(true)
  })

  test('setDefault keeps what is there', () => {
    const dict = made()
    expect(dict.setDefault('a', torch.zeros([9])).shape).toEqual([1])
    expect(dict.setDefault('c', torch.zeros([3]))).toBeInstanceOf(nn.Parameter)
    expect([...dict.keys()]).toEqual(['a', 'b', 'c'])
  })

  test('popItem takes the last one', () => {
    const dict = made()
    expect(dict.popItem()[0]).toBe('b')
    expect(dict.popItem()[1].shape).toEqual([1])
    expect(() => dict.popItem()).toThrow(/expected an entry, found none/)
  })

  test('fromKeys gives one parameter all names', () => {
    const dict = new nn.ParameterDict().fromKeys(['a', 'b'], torch.ones([2]))
    expect(dict.get('a') === dict.get('b')).toBe(true)
    expect(dict.parameters()).toHaveLength(1)
  })
})

test('a module goes to where a tensor is, and takes its dtype', () => {
  const layer = new nn.Linear(1, 1)
  expect(layer.to(torch.ones([1], { dtype: 'float64' })).weight.dtype).toBe('float64')
  expect(() => layer.to(torch.ones([1], { dtype: 'int64' }))).toThrow(/floating or complex dtype/)
})
