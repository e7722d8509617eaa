/** What is no tensor on its way, and no tensor at all. */
import torch, { Tensor } from '../../../lib'

const { tensor, tidy } = torch

describe('receive', () => {
  it.each<[unknown, string]>([
    [{ isbeTensor: 1.5 }, 'isbeTensor: 1.5'],
    [{ isbeTensor: 1 }, 'isbeTensor: 1'],
    [{ isbeTensor: -1 }, 'isbeTensor: -1'],
    [{ isbeTensor: NaN }, 'isbeTensor: NaN'],
    [{ isbeTensor: 1n }, 'isbeTensor: 1n'],
    [{ isbeTensor: 'a' }, "isbeTensor: 'a'"],
    [{}, 'an object'],
    [null, 'null'],
    [tensor([1]), 'a Tensor'],
  ])('refuses %p', (given, found) => {
    expect(() => torch.receive(given as never)).toThrow(
      `receive: expected the result of transfer(), found ${found}`,
    )
  })

  it('takes what was given away', () => {
    tidy(() => expect(torch.receive(tensor([1, 2]).transfer()).toArray()).toEqual([1, 2]))
  })
})

it.each<[unknown, string]>([
  [1n, '1n'],
  [1.5, '1.5'],
  [undefined, 'undefined'],
  [[1, 2], 'an array of 2'],
])('new Tensor(%p) says how tensors are made', (given, found) => {
  expect(() => tidy(() => new Tensor(given as never))).toThrow(
    'Tensor: expected torch.tensor(values) or torch.empty(shape), found new Tensor of ' + found,
  )
})
