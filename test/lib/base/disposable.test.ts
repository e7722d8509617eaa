import torch, { DisposedError } from '../../../lib'
import { Disposable } from '../../../lib/base/disposable'
import { keep, releaseOnError, tidy } from '../../../lib/tensor'

function live(): number {
  return torch.memory().tensors
}

test('releases once, by dispose() or by using', () => {
  const release = jest.fn()
  class Owner extends Disposable {
    protected release(): void {
      release()
    }
  }
  const owner = new Owner()
  expect(owner.isDisposed).toBe(false)
  owner[Symbol.dispose]()
  owner.dispose()
  expect(owner.isDisposed).toBe(true)
  expect(release).toHaveBeenCalledTimes(1)
})

test('a disposed generator is not drawn from', () => {
  const generator = new torch.Generator(1)
  generator.dispose()
  expect(() => torch.rand([2], { generator })).toThrow(DisposedError)
})

describe('releaseOnError', () => {
  test('keeps what was made when nothing throws', () => {
    const made = releaseOnError(() => torch.ones([2]))
    expect(made.toArray()).toEqual([1, 1])
  })

  test.each([false, true])('releases kept tensors too, inside tidy: %s', inTidy => {
    const before = live()
    const fail = () =>
      releaseOnError(() => {
        keep(torch.ones([2]))
        tidy(() => keep(torch.ones([2])))
        releaseOnError(() => torch.ones([3]))
        throw new Error('half-way')
      })
    expect(() => (inTidy ? tidy(fail) : fail())).toThrow('half-way')
    expect(live()).toBe(before)
  })
})
