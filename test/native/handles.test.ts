import torch, { DisposedError, type Tensor } from '../../lib/index'
import { native } from '../../lib/native'

const slotBits = 24

function slotOf(handle: number): number {
  return handle % 2 ** slotBits
}

function generationOf(handle: number): number {
  return Math.floor(handle / 2 ** slotBits)
}

function refuses(use: () => unknown): boolean {
  try {
    use()
    return false
  } catch (error) {
    return error instanceof DisposedError
  }
}

describe('handles', () => {
  it('reuse a slot with another generation', () => {
    const first = torch.ones([1])
    const stale = first.handle
    first.dispose()
    const second = torch.ones([1])
    expect(slotOf(second.handle)).toBe(slotOf(stale))
    expect(generationOf(second.handle)).toBe(generationOf(stale) + 1)
    expect(() => native.shape(stale)).toThrow(DisposedError)
    expect(native.shape(second.handle)).toEqual([1])
    second.dispose()
  })

  it('keep 10,000 live tensors apart', () => {
    torch.tidy(() => {
      const tensors = Array.from({ length: 10_000 }, (_, i) => torch.scalarTensor(i))
      expect(new Set(tensors.map(tensor => tensor.handle)).size).toBe(10_000)
      expect(tensors.every((tensor, i) => tensor.item() === i)).toBe(true)
    })
  })

  it('that are stale are refused by every entry point', () => {
    const tensor = torch.ones([2])
    const { handle } = tensor
    tensor.dispose()
    const uses: [name: string, use: () => unknown][] = [
      ['call', () => native.call(native.operator('aten::neg', ''), handle)],
      ['toBytes', () => native.toBytes(handle, new Float32Array(2))],
      ['shape', () => native.shape(handle)],
      ['strides', () => native.strides(handle)],
      ['dtype', () => native.dtype(handle)],
      ['device', () => native.device(handle)],
      ['version', () => native.version(handle)],
      ['dataAddress', () => native.dataAddress(handle)],
      ['transfer', () => native.transfer(handle)],
      ['adopt', () => native.adopt(handle)],
      ['backward', () => native.backward([handle], [null], false, false, [])],
      ['grad', () => native.grad([handle], [handle], [], false, false, false)],
      ['gradients', () => native.gradients([handle])],
      ['setGradient', () => native.setGradient(handle, null)],
      ['zeroGradients', () => native.zeroGradients([handle], true)],
      ['requiresGrad', () => native.requiresGrad(handle)],
      ['setRequiresGrad', () => native.setRequiresGrad(handle, true)],
      ['retainGrad', () => native.retainGrad(handle)],
      ['isLeaf', () => native.isLeaf(handle)],
      ['gradientFunction', () => native.gradientFunction(handle)],
    ]
    const accepted = uses.filter(([, use]) => !refuses(use)).map(([name]) => name)
    expect(accepted).toEqual([])
  })

  it('that never were are refused', () => {
    for (const handle of [0, -1, 2 ** 24 - 1, 2 ** 52, 2 ** 53 - 1]) {
      expect(() => native.shape(handle)).toThrow(DisposedError)
    }
    expect(() => native.release(Float64Array.of(0, -1, 2 ** 24 - 1, 2 ** 52), 4)).not.toThrow()
  })

  it('may be released twice, without harm to the next owner of the slot', () => {
    const before = torch.memory().tensors
    const first = torch.ones([1])
    const stale = first.handle
    first.dispose()
    first.dispose()
    const second = torch.ones([1])
    native.release(Float64Array.of(stale, stale), 2)
    expect(second.item()).toBe(1)
    expect(torch.memory().tensors).toBe(before + 1)
    second.dispose()
    expect(torch.memory().tensors).toBe(before)
  })
})

describe('in-place and out results', () => {
  it('are the tensor that was given, with no new handle', () => {
    torch.tidy(() => {
      const tensor = torch.ones([2])
      const before = torch.memory().tensors
      expect(tensor.add_(1)).toBe(tensor)
      expect(torch.relu_(tensor)).toBe(tensor)
      expect(torch.ops.aten!.mul_!(tensor, 3)).toBe(tensor)
      expect(tensor.zero_().fill_(7)).toBe(tensor)
      expect(torch.memory().tensors).toBe(before)
      expect(tensor.toArray()).toEqual([7, 7])
    })
  })

  it('are the out tensors, one or several', () => {
    torch.tidy(() => {
      const x = torch.tensor([
        [3, 1],
        [2, 4],
      ])
      const out = torch.empty([2, 2])
      const values = torch.empty([2])
      const indices = torch.empty([2], { dtype: 'int64' })
      const before = torch.memory().tensors
      expect(torch.mul(x, x, { out })).toBe(out)
      const result = torch.max(x, 1, { out: [values, indices] })
      expect(result[0]).toBe(values)
      expect(result[1]).toBe(indices)
      expect(torch.memory().tensors).toBe(before)
      expect([values.toArray(), indices.toArray()]).toEqual([
        [3, 4],
        [0, 1],
      ])
    })
  })
})

describe('torch.memory', () => {
  function change(run: () => Tensor): { tensors: number; bytes: number } {
    return torch.tidy(() => {
      const before = torch.memory()
      run()
      const after = torch.memory()
      return { tensors: after.tensors - before.tensors, bytes: after.bytes - before.bytes }
    })
  }

  it('counts handles and bytes', () => {
    expect(change(() => torch.ones([100, 10]))).toEqual({ tensors: 1, bytes: 4000 })
    expect(change(() => torch.ones([100], { dtype: 'int64' }))).toEqual({ tensors: 1, bytes: 800 })
    expect(change(() => torch.ones([100], { device: 'meta' })).tensors).toBe(1)
  })

  it('counts the bytes of a storage once, however many views there are', () => {
    torch.tidy(() => {
      const base = torch.ones([100])
      expect(change(() => base.view([10, 10]))).toEqual({ tensors: 1, bytes: 0 })
      expect(change(() => base.slice({ start: 10, end: 20 }))).toEqual({ tensors: 1, bytes: 0 })
      expect(change(() => base.detach())).toEqual({ tensors: 1, bytes: 0 })
      expect(change(() => base.clone())).toEqual({ tensors: 1, bytes: 400 })
    })
  })

  it('counts a view whose base is gone', () => {
    const before = torch.memory().bytes
    const base = torch.ones([100])
    const view = base.narrow(0, 0, 1)
    base.dispose()
    expect(torch.memory().bytes).toBe(before + 400)
    view.dispose()
    expect(torch.memory().bytes).toBe(before)
  })

  it('is the same after a thousand steps of work', () => {
    const { tensors, bytes, allocated } = torch.memory()
    for (let i = 0; i < 1000; ++i) {
      torch.tidy(() => {
        const x = torch.tensor(
          [
            [1, 2],
            [3, 4],
          ],
          { requiresGrad: true },
        )
        x.mm(x).sum().backward()
        x.grad!.add_(1)
      })
    }
    expect(torch.memory()).toMatchObject({ tensors, bytes, allocated })
  })
})
