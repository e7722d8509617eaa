import torch, { OptionError, TorchError } from '../../../../lib'
import type { PrintOptions } from '../../../../lib/tensor'

const { getPrintOptions, printOptions, setPrintOptions } = torch

const defaults = { precision: 4, threshold: 1000, edgeItems: 3, lineWidth: 80, sciMode: null }

afterEach(() => setPrintOptions({ profile: 'default' }))

describe('setPrintOptions', () => {
  it('changes what is named, but sciMode, which is null again', () => {
    expect(getPrintOptions()).toEqual(defaults)
    setPrintOptions({ lineWidth: 40, sciMode: true })
    expect(getPrintOptions()).toEqual({ ...defaults, lineWidth: 40, sciMode: true })
    setPrintOptions({ edgeItems: 1, lineWidth: undefined })
    expect(getPrintOptions()).toEqual({ ...defaults, lineWidth: 40, edgeItems: 1 })
    setPrintOptions({ sciMode: undefined })
    expect(getPrintOptions().sciMode).toBe(null)
  })

  it('takes a profile first, which forgets what was set before', () => {
    setPrintOptions({ lineWidth: 40, precision: 7 })
    setPrintOptions({ profile: 'short', threshold: 5 })
    expect(getPrintOptions()).toEqual({ ...defaults, precision: 2, edgeItems: 2, threshold: 5 })
    setPrintOptions({ profile: 'full' })
    expect(getPrintOptions()).toEqual({ ...defaults, threshold: Infinity })
    setPrintOptions({ profile: 'short', precision: 3 })
    expect(getPrintOptions()).toEqual({ ...defaults, precision: 3, edgeItems: 2 })
  })

  it('gives a copy', () => {
    getPrintOptions().precision = 9
    expect(getPrintOptions()).toEqual(defaults)
  })

  it.each<PrintOptions>([
    { precision: 0, threshold: 0, edgeItems: 0, lineWidth: 0 },
    { precision: 30, threshold: Infinity, edgeItems: Number.MAX_SAFE_INTEGER, lineWidth: Infinity },
    { sciMode: false },
  ])('takes both ends: %p', options => {
    setPrintOptions(options)
    expect(getPrintOptions()).toMatchObject(options)
  })

  it.each<[options: object, message: string]>([
    [{ precision: 31 }, 'precision to be an integer from 0 to 30, found 31'],
    [{ precision: Infinity }, 'precision to be an integer from 0 to 30, found Infinity'],
    [{ threshold: -1 }, 'threshold to be an integer from 0 to Infinity, found -1'],
    [{ threshold: '5' }, "threshold to be an integer from 0 to Infinity, found '5'"],
    [{ edgeItems: 0.5 }, 'edgeItems to be an integer from 0 to 9007199254740991, found 0.5'],
    [{ edgeItems: Infinity }, 'edgeItems to be an integer from 0 to 9007199254740991'],
    [{ lineWidth: NaN }, 'lineWidth to be an integer from 0 to Infinity, found NaN'],
    [{ sciMode: 'on' }, "sciMode to be true, false or null, found 'on'"],
  ])('refuses %p, and nothing has changed', (options, message) => {
    const set = () => setPrintOptions({ lineWidth: 20, ...options })
    expect(set).toThrow(OptionError)
    expect(set).toThrow(`setPrintOptions: expected ${message}`)
    expect(getPrintOptions()).toEqual(defaults)
  })

  it('refuses a profile that it does not know', () => {
    expect(() => setPrintOptions({ profile: 'long' as never })).toThrow(
      "setPrintOptions: profile: expected default, short, full, found 'long'",
    )
  })
})

describe('printOptions', () => {
  it('holds for one call, also for one that throws, and gives its result', () => {
    expect(printOptions({ precision: 1 }, () => getPrintOptions().precision)).toBe(1)
    expect(getPrintOptions()).toEqual(defaults)
    expect(() =>
      printOptions({ precision: 1 }, () => {
        throw new Error('within')
      }),
    ).toThrow('within')
    expect(getPrintOptions()).toEqual(defaults)
  })

  it('refuses a promise, and what is no function', () => {
    const later = () => printOptions({ precision: 1 }, async () => Promise.resolve(1))
    expect(later).toThrow(TorchError)
    expect(later).toThrow(
      'printOptions: expected a synchronous function, found one that returns a promise; ' +
        'the options hold for one synchronous call only',
    )
    expect(() => printOptions({}, 1 as never)).toThrow('printOptions: expected a function, found 1')
    expect(getPrintOptions()).toEqual(defaults)
  })
})
