import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import torch from '../../../lib/index'
import { leftBy } from './live'

const { tidy } = torch

describe('dispose', () => {
  it('releases at once, inside and outside of tidy, and may be repeated', () => {
    expect(
      leftBy(() => {
        const tensor = torch.ones([1])
        tensor.dispose()
        tensor.dispose()
        tidy(() => {
          const inner = torch.ones([1])
          inner.dispose()
          inner.dispose()
        })
      }),
    ).toBe(0)
  })

  it('is what using calls', () => {
    expect(
      leftBy(() => {
        using first = torch.ones([1])
        using second = first.add(1)
        expect(second.item()).toBe(2)
      }),
    ).toBe(0)
    const tensor = torch.ones([1])
    tensor[Symbol.dispose]()
    expect(tensor.isDisposed).toBe(true)
  })

  it('of a leaf leaves the graph intact', () => {
    tidy(() => {
      const x = torch.tensor([3], { requiresGrad: true })
      const middle = x.mul(x)
      const y = middle.mul(2)
      middle.dispose()
      y.backward()
      expect(x.grad!.toArray()).toEqual([12])
    })
  })
})

describe('the garbage collector', () => {
  it('releases what nothing refers to, outside of tidy, kept, or returned by it', () => {
    const script = join(__dirname, 'collected.js')
    const output = execFileSync(process.execPath, ['--expose-gc', script]).toString()
    const { made, left, memory } = JSON.parse(output) as Record<string, number>
    expect(made).toBe(300)
    expect(left).toBe(1)
    expect(memory).toBe(4)
  })
})
