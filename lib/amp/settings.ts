/** What a scaler is set to, and the state that it gives and takes. */
import {
  checkBoolean,
  checkCount,
  checkOptionNames,
  checkPositiveInteger,
  checkString,
  describeValue,
  isPlainObject,
} from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { withDefaults } from '../optim/group'

export interface GradScalerOptions {
  /** The first scale (default 65536). */
  initScale?: number
  /** What it is multiplied by after `growthInterval` steps without an overflow (default 2 after 2000). */
  growthFactor?: number
  growthInterval?: number
  /** What it is multiplied by after a step with one (default 0.5). */
  backoffFactor?: number
  /** Where the scale is (default `cuda`); losses and gradients may be elsewhere. */
  device?: string
  /** Scale at all (default true); if not, `step` is the optimizer's, and the rest does nothing. */
  enabled?: boolean
}

/** What goes on where training goes on, by PyTorch's names. */
export interface GradScalerState {
  scale: number
  growth_factor: number
  backoff_factor: number
  growth_interval: number
  /** Steps without an overflow since the scale was last changed. */
  _growth_tracker: number
}

/** A state as earlier versions wrote it, without the settings. */
export interface OlderGradScalerState {
  scale: number
  growthTracker: number
}

export type Settings = Required<GradScalerOptions>

const defaults: Settings = {
  initScale: 65_536,
  growthFactor: 2,
  growthInterval: 2000,
  backoffFactor: 0.5,
  device: 'cuda',
  enabled: true,
}

/** The settings: what is not given, or `undefined`, is the default. */
export function settingsFrom(options: GradScalerOptions): Settings {
  const settings = withDefaults('GradScaler', options, defaults)
  checkBoolean('GradScaler: enabled', settings.enabled)
  checkString('GradScaler: device', settings.device)
  if (settings.enabled) checkSettings(settings)
  return settings
}

/** Throws OptionError for settings with which the scale would not grow and back off. */
export function checkSettings(settings: Settings): void {
  const { initScale, growthFactor, growthInterval, backoffFactor } = settings
  checkScale('GradScaler: initScale', initScale)
  if (!(typeof growthFactor === 'number' && growthFactor > 1))
    refuse('growthFactor', 'a number above 1', growthFactor)
  if (!(typeof backoffFactor === 'number' && backoffFactor > 0 && backoffFactor < 1))
    refuse('backoffFactor', 'a number between 0 and 1', backoffFactor)
  checkPositiveInteger('GradScaler: growthInterval', growthInterval)
}

export function checkScale(what: string, scale: unknown): void {
  if (typeof scale === 'number' && Number.isFinite(scale) && scale > 0) return
  throw new OptionError(`${what}: expected a positive number, found ${describeValue(scale)}`)
}

function refuse(name: string, expected: string, found: unknown): never {
  throw new OptionError(`GradScaler: ${name}: expected ${expected}, found ${describeValue(found)}`)
}

const stateNames = ['scale', 'growth_factor', 'backoff_factor', 'growth_interval']

/**
 * The settings and the steps without an overflow that a state has.
 * @throws OptionError for what is no state, TorchError for that of a scaler that is not enabled.
 */
export function readState(
  given: object,
  settings: Settings,
): { settings: Settings; growthTracker: number } {
  const what = 'GradScaler.loadStateDict'
  const isOlder = isPlainObject(given) && 'growthTracker' in given
  checkOptionNames(
    what,
    given,
    isOlder ? ['scale', 'growthTracker'] : [...stateNames, '_growth_tracker'],
  )
  if (Object.keys(given).length === 0) {
    throw new TorchError(
      'VALUE',
      `${what}: the source state dict is empty, possibly because it was saved from a disabled ` +
        'instance of GradScaler; expected one of an enabled one',
    )
  }
  const state = given as GradScalerState & OlderGradScalerState
  const growthTracker = isOlder ? state.growthTracker : state._growth_tracker
  checkScale(`${what}: scale`, state.scale)
  checkCount(`${what}: ${isOlder ? 'growthTracker' : '_growth_tracker'}`, growthTracker)
  const read = {
    ...settings,
    growthFactor: isOlder ? settings.growthFactor : state.growth_factor,
    backoffFactor: isOlder ? settings.backoffFactor : state.backoff_factor,
    growthInterval: isOlder ? settings.growthInterval : state.growth_interval,
  }
  checkSettings(read)
  return { settings: read, growthTracker }
}
