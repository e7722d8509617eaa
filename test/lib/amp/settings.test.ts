import { OptionError, TorchError } from '../../../lib'
import {
  checkScale,
  checkSettings,
  readState,
  settingsFrom,
  type GradScalerOptions,
} from '../../../lib/amp/settings'

const defaults = {
  initScale: 65_536,
  growthFactor: 2,
  growthInterval: 2000,
  backoffFactor: 0.5,
  device: 'cuda',
  enabled: true,
}

test('defaults are those of PyTorch, and what is undefined is one', () => {
  expect(settingsFrom({})).toEqual(defaults)
  expect(settingsFrom({ growthFactor: undefined, device: 'cpu' })).toEqual({
    ...defaults,
    device: 'cpu',
  })
})

test.each<[options: object, message: string]>([
  [{ initScale: 0 }, 'initScale: expected a positive number, found 0'],
  [{ initScale: Infinity }, 'initScale: expected a positive number, found Infinity'],
  [{ initScale: '1' }, "initScale: expected a positive number, found '1'"],
  [{ growthFactor: 1 }, 'growthFactor: expected a number above 1, found 1'],
  [{ growthFactor: '2' }, "growthFactor: expected a number above 1, found '2'"],
  [{ backoffFactor: 0 }, 'backoffFactor: expected a number between 0 and 1, found 0'],
  [{ backoffFactor: 1 }, 'backoffFactor: expected a number between 0 and 1, found 1'],
  [{ backoffFactor: '0.5' }, "backoffFactor: expected a number between 0 and 1, found '0.5'"],
  [{ growthInterval: 0 }, 'growthInterval: expected a positive integer, found 0'],
  [{ enabled: 1 }, 'enabled: expected true or false, found 1'],
  [{ device: '' }, "device: expected a string, found ''"],
  [{ device: '', enabled: false }, "device: expected a string, found ''"],
])('refuses %p', (options, message) => {
  expect(() => settingsFrom(options)).toThrow(OptionError)
  expect(() => settingsFrom(options)).toThrow(`GradScaler: ${message}`)
})

test('factors just within their ends are taken, and anything by a scaler that does nothing', () => {
  const near: GradScalerOptions = {
    initScale: Number.MIN_VALUE,
    growthFactor: 1.0001,
    backoffFactor: 0.9999,
    growthInterval: 1,
  }
  expect(settingsFrom(near)).toEqual({ ...defaults, ...near })
  expect(settingsFrom({ enabled: false, initScale: -1 }).initScale).toBe(-1)
  expect(() => checkSettings(defaults)).not.toThrow()
  expect(() => checkScale('f', NaN)).toThrow('f: expected a positive number, found NaN')
})

describe('a state', () => {
  const state = {
    scale: 8,
    growth_factor: 3,
    backoff_factor: 0.25,
    growth_interval: 7,
    _growth_tracker: 2,
  }
  const changed = { ...defaults, growthFactor: 3, backoffFactor: 0.25, growthInterval: 7 }
  const older = { scale: 8, growthTracker: 5 }

  it('has the settings, or in earlier versions leaves them', () => {
    expect(readState(state, defaults)).toEqual({ settings: changed, growthTracker: 2 })
    expect(readState(older, changed)).toEqual({ settings: changed, growthTracker: 5 })
    expect(readState({ ...state, _growth_tracker: 0 }, defaults).growthTracker).toBe(0)
  })

  it.each<[given: object, message: string]>([
    [
      { ...state, scale: 0 },
      'GradScaler.loadStateDict: scale: expected a positive number, found 0',
    ],
    [
      { ...state, _growth_tracker: -1 },
      'GradScaler.loadStateDict: _growth_tracker: expected an integer of at least 0, found -1',
    ],
    [
      { ...older, growthTracker: 0.5 },
      'GradScaler.loadStateDict: growthTracker: expected an integer of at least 0, found 0.5',
    ],
    [
      { ...state, growth_factor: 1 },
      'GradScaler: growthFactor: expected a number above 1, found 1',
    ],
    [{ ...state, growth_interval: 0 }, 'GradScaler: growthInterval: expected a positive integer'],
    [
      { ...state, growth: 1 },
      "GradScaler.loadStateDict: unknown option 'growth'; expected one of scale, growth_factor, " +
        'backoff_factor, growth_interval, _growth_tracker',
    ],
    [
      { ...older, growth_factor: 2 },
      "GradScaler.loadStateDict: unknown option 'growth_factor'; expected one of scale, growthTracker",
    ],
    [1 as never, 'GradScaler.loadStateDict: expected an object of options'],
  ])('refuses %p', (given, message) => {
    expect(() => readState(given, defaults)).toThrow(OptionError)
    expect(() => readState(given, defaults)).toThrow(message)
  })

  it('that is empty is that of a scaler that is not enabled', () => {
    expect(() => readState({}, defaults)).toThrow(
      expect.objectContaining({ code: 'VALUE', constructor: TorchError }) as Error,
    )
    expect(() => readState({}, defaults)).toThrow(
      /^GradScaler\.loadStateDict: the source state dict/,
    )
  })
})
