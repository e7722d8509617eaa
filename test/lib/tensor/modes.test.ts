import torch, { isbe, nn, OptionError, TorchError } from '../../../lib/index'

const { tidy, tensor } = torch

describe('setGradEnabled', () => {
  afterEach(() => torch.setGradEnabled(true))

  it('holds from then on, or while a function runs', () =>
    tidy(() => {
      const x = tensor([1], { requiresGrad: true })
      expect(torch.setGradEnabled(false, () => x.mul(2).requiresGrad)).toBe(false)
      expect(torch.isGradEnabled()).toBe(true)
      torch.setGradEnabled(false)
      expect([torch.isGradEnabled(), x.mul(2).requiresGrad]).toEqual([false, false])
      expect(torch.setGradEnabled(true, () => x.mul(2).requiresGrad)).toBe(true)
      expect(torch.isGradEnabled()).toBe(false)
      expect(() => torch.setGradEnabled(1 as never)).toThrow(OptionError)
    }))
})

describe('inferenceMode', () => {
  it('records nothing, and its tensors can never be recorded', () =>
    tidy(() => {
      const weight = tensor([2], { requiresGrad: true })
      const made = torch.inferenceMode(() => {
        expect(torch.isInferenceModeEnabled()).toBe(true)
        return weight.mul(3)
      })
      expect([made.item(), made.requiresGrad, made.isInference()]).toEqual([6, false, true])
      expect(torch.isInferenceModeEnabled()).toBe(false)
      expect(() => made.mul(weight)).toThrow(/[Ii]nference/)
    }))

  it('is left by an error, and within it by false', () =>
    tidy(() => {
      const weight = tensor([2], { requiresGrad: true })
      torch.inferenceMode(() => {
        expect(torch.inferenceMode(false, () => weight.mul(3).requiresGrad)).toBe(true)
      })
      expect(() =>
        torch.inferenceMode(() => {
          throw new Error('mine')
        }),
      ).toThrow('mine')
      expect([torch.isInferenceModeEnabled(), torch.isGradEnabled()]).toEqual([false, true])
      expect(() => torch.inferenceMode(1 as never, () => 1)).toThrow(OptionError)
      expect(() => torch.inferenceMode(() => Promise.resolve())).toThrow(/returns a promise/)
    }))
})

describe('the random numbers of the CPU', () => {
  it('go on from a state that was kept', () =>
    tidy(() => {
      const state = torch.getRngState()
      const first = torch.rand([3]).toArray()
      torch.setRngState(state)
      expect(torch.rand([3]).toArray()).toEqual(first)
      expect(() => torch.setRngState([1] as never)).toThrow(/setRngState: state: expected a Tensor/)
      expect(() => torch.setRngState(tensor([1]))).toThrow(TorchError)
    }))

  it('know their seed', () => {
    const generator = torch.manualSeed(7)
    expect(torch.initialSeed()).toBe(7n)
    const first = torch.rand([3], { generator }).toArray()
    torch.manualSeed(7)
    expect(torch.rand([3]).toArray()).toEqual(first)
    expect(torch.seed()).toBe(torch.initialSeed())
    torch.manualSeed(0)
  })
})

describe('values without a dtype', () => {
  it('are of the dtype that torch.tensor gives them', () =>
    tidy(() => {
      const fills = [1, 1.5, 1n, true, { real: 1, imag: 2 }]
      for (const fill of fills) {
        expect(torch.full([2], fill).dtype).toBe(tensor(fill).dtype)
      }
      expect(torch.full([2], 1, { dtype: 'int8' }).dtype).toBe('int8')
      expect(torch.full({ size: [2], fillValue: 3 }).dtype).toBe('float32')
      expect(torch.arange(3).dtype).toBe('int64')
    }))

  it('as class targets get a message that says what to write', () =>
    tidy(() => {
      const [logits, target] = [torch.zeros([2, 3]), tensor([1, 2])]
      const message = /write target\.long\(\)/
      expect(() => new nn.CrossEntropyLoss().forward(logits, target)).toThrow(message)
      expect(() => nn.functional.nllLoss(logits, target)).toThrow(message)
      expect(() => new isbe.IsbeLoss().forward(logits, target)).toThrow(message)
    }))
})

test('autocast in a dtype that it has not computes as outside, and warns', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockReturnValue()
  const half = torch.full([2, 2], 0.5)
  const result = torch.autocast('cpu', 'int64', () => half.matmul(half))
  expect([result.dtype, result.at(0, 0).item()]).toEqual(['float32', 0.5])
  const text = 'expected bfloat16 or float16 on cpu, found int64'
  expect(warn).toHaveBeenCalledWith(expect.stringContaining(text), 'TorchWarning')
  warn.mockRestore()
})
