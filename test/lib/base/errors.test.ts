import { DataError, DeviceError, DisposedError, OptionError, TorchError } from '../../../lib/index'
import { checkOptionNames, didYouMean } from '../../../lib/base/check'

describe('the error classes', () => {
  it('are Errors, TorchErrors and themselves, with their name and code', () => {
    const errors = [
      new TorchError('VALUE', 'text'),
      new DisposedError('DISPOSED', 'text'),
      new DeviceError('DEVICE', 'text'),
      new OptionError('text'),
      new DataError('text'),
    ]
    const names = ['TorchError', 'DisposedError', 'DeviceError', 'OptionError', 'DataError']
    expect(errors.map(error => error.name)).toEqual(names)
    expect(errors.map(error => error.constructor.name)).toEqual(names)
    expect(errors.map(error => error.code)).toEqual([
      'VALUE',
      'DISPOSED',
      'DEVICE',
      'OPTION',
      'DATA',
    ])
    for (const error of errors) {
      expect(error).toBeInstanceOf(Error)
      expect(error).toBeInstanceOf(TorchError)
      expect(String(error)).toBe(`${error.name}: text`)
      expect(error.stack).toContain('errors.test.ts')
    }
    expect(errors[0]).not.toBeInstanceOf(OptionError)
  })

  it('carry operator, operands, detail and cause', () => {
    const cause = new Error('below')
    const error = new TorchError('TORCH', 'text', {
      operator: 'aten::mm',
      operands: ['self: float32[2]'],
      detail: 'long',
      cause,
    })
    expect(error).toMatchObject({
      operator: 'aten::mm',
      operands: ['self: float32[2]'],
      detail: 'long',
      cause,
    })
    expect('cause' in new TorchError('TORCH', 'text')).toBe(false)
    expect(new TorchError('TORCH', 'text').operands).toEqual([])
  })
})

describe('a misspelt name', () => {
  const known = ['momentum', 'weightDecay', 'dampening', 'lr']

  it('is answered with the nearest one', () => {
    expect(didYouMean('momentun', known)).toBe(" (did you mean 'momentum'?)")
    expect(didYouMean('weight_decay', known)).toBe(" (did you mean 'weightDecay'?)")
    expect(didYouMean('MOMENTUM', known)).toBe(" (did you mean 'momentum'?)")
    expect(didYouMean('damping', known)).toBe(" (did you mean 'dampening'?)")
  })

  it('is answered with nothing when none is near', () => {
    expect(didYouMean('batchSize', known)).toBe('')
    expect(didYouMean('', known)).toBe('')
    expect(didYouMean('x', [])).toBe('')
  })

  it('is refused as an option', () => {
    expect(() => checkOptionNames('SGD', { lr: 1, momentun: 2 }, known)).toThrow(OptionError)
    expect(() => checkOptionNames('SGD', { lr: 1, momentun: 2 }, known)).toThrow(
      "SGD: unknown option 'momentun' (did you mean 'momentum'?); expected one of " +
        'momentum, weightDecay, dampening, lr',
    )
    expect(() => checkOptionNames('SGD', { lr: 1 }, known)).not.toThrow()
  })
})
