import torch, { DeviceError, DisposedError } from '../../lib/index'
import { native } from '../../lib/native'
import { failure } from './call'

describe('an exception of libtorch', () => {
  const a = torch.ones([2, 3])
  const b = torch.ones([2, 3], { dtype: 'float64' })
  const mismatch = failure(() => torch.mm(a, b.float()))

  it('is a TorchError with the operator and what it was given', () => {
    expect(mismatch).toBeInstanceOf(Error)
    expect(mismatch.name).toBe('TorchError')
    expect(mismatch.operator).toBe('aten::mm')
    expect(mismatch.operands).toEqual(['self: float32[2, 3] on cpu', 'mat2: float32[2, 3] on cpu'])
    expect(mismatch.message).toBe(
      'aten::mm: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3) [aten::mm given ' +
        'self: float32[2, 3] on cpu, mat2: float32[2, 3] on cpu]',
    )
  })

  it('has its C++ backtrace in detail, not in the message', () => {
    expect(mismatch.detail).toMatch(/libtorch_cpu|frame #|Exception raised from/)
    const others = [() => a.sum(9), () => torch.linalgCholesky(b)]
    for (const error of [mismatch, ...others.map(failure)]) {
      expect(error.message).not.toMatch(/frame #|Exception raised from|\.so|\n/)
    }
  })

  it('names both dtypes that do not fit', () => {
    const error = failure(() => torch.mm(a, b.t()))
    expect(error.message).toMatch(/float32\[2, 3\] on cpu, mat2: float64\[3, 2\] on cpu/)
  })

  it('has the code of its C++ class', () => {
    expect(failure(() => a.select(0, 7)).code).toBe('INDEX')
    expect(failure(() => a.sum(9)).code).toBe('INDEX')
    expect(failure(() => torch.linalgInv(a)).code).toBe('TORCH')
    expect(failure(() => torch.linalgInv(torch.zeros([2, 2]))).message).toMatch(/singular/)
    const indexed = failure(() => torch.indexSelect(a, 0, torch.tensor([5n])))
    expect(indexed.code).toBe('INDEX')
  })

  it('does not spoil the next call', () => {
    for (let i = 0; i < 100; ++i) failure(() => torch.mm(a, a))
    expect(torch.mm(a, a.t()).toArray()).toEqual([
      [3, 3],
      [3, 3],
    ])
  })

  it('leaves no tensor behind', () => {
    const before = torch.memory().tensors
    for (let i = 0; i < 100; ++i) failure(() => torch.mm(a, a))
    expect(torch.memory().tensors).toBe(before)
  })
})

describe('codes', () => {
  it('NOT_FOUND: an operator that is not registered, with the nearest name', () => {
    const error = failure(() => torch.ops.aten!.sofmax)
    expect(error.code).toBe('NOT_FOUND')
    expect(error.message).toMatch(/found 'aten::sofmax' \(did you mean 'softmax'\?\)/)
    expect(failure(() => native.operator('aten::softmax', 'integer')).code).toBe('NOT_FOUND')
  })

  it('NOT_FOUND: a library that is not there', () => {
    const error = failure(() => torch.ops.loadLibrary('/nowhere/lib.so'))
    expect(error.code).toBe('NOT_FOUND')
    expect(error.message).toMatch(/cannot load the library: \/nowhere\/lib\.so/)
  })

  it('NOT_IMPLEMENTED: an operator without a kernel for the dtype or device', () => {
    const integers = torch.ones([2, 2], { dtype: 'int64' })
    const softmax = () => torch.ops.aten!._softmax!(integers, 0, false)
    expect(failure(softmax).code).toBe('NOT_IMPLEMENTED')
    const virtual = torch.ones([2], { device: 'meta' })
    expect(failure(() => virtual.item()).code).toMatch(/NOT_IMPLEMENTED|TORCH/)
  })

  it('DISPOSED: a tensor after dispose', () => {
    const tensor = torch.ones([1])
    tensor.dispose()
    const error = failure(() => torch.add(tensor, 1))
    expect(error).toBeInstanceOf(DisposedError)
    expect(error).toMatchObject({
      code: 'DISPOSED',
      name: 'DisposedError',
      operator: 'aten::add.Scalar',
    })
    expect(error.message).toMatch(/the tensor was disposed.*keep\(\)/)
    expect(String(tensor)).toBe('Tensor(disposed)')
    for (const use of [
      () => tensor.shape,
      () => tensor.dtype,
      () => tensor.toArray(),
      () => tensor.grad,
      () => tensor.backward(),
      () => {
        tensor.requiresGrad = true
      },
      () => tensor.to('float64'),
    ])
      expect(use).toThrow(DisposedError)
  })

  it('DEVICE: a GPU that this build or this machine has not', () => {
    for (const use of [
      () => torch.zeros([1], { device: 'cuda:63' }),
      () => torch.tensor([1], { device: 'cuda:63' }),
      () => torch.ones([1]).to('cuda:63'),
      () => torch.ones([1]).to({ device: 'cuda:63' }),
    ]) {
      const error = failure(use)
      expect(error).toBeInstanceOf(DeviceError)
      expect(error.code).toBe('DEVICE')
      expect(error.message).toContain("found 'cuda:63'")
      expect(error.message).toContain(torch.cuda.reason() ?? 'this machine has')
    }
  })

  it('OUT_OF_MEMORY: without ending the process', () => {
    for (const size of [2 ** 45, 2 ** 50]) {
      const error = failure(() => torch.empty([size]))
      expect(error.code).toBe('OUT_OF_MEMORY')
      expect(error.message).toMatch(/^aten::empty\.memory_format: .*can't allocate memory/)
      expect(error.message).not.toMatch(/enforce fail|\.cpp/)
    }
    expect(torch.ones([2]).sum().item()).toBe(2)
  })

  it('TORCH: sizes whose product overflows', () => {
    expect(failure(() => torch.empty([2 ** 40, 2 ** 40])).message).toMatch(/overflow/)
    expect(failure(() => torch.empty([-1])).message).toMatch(/negative dimension/)
  })
})
