/** Whether operators give the same bits in each run. */
import { checkBoolean, checkOptionNames, describeValue } from '../base/check'
import { OptionError } from '../base/errors'
import { native } from '../native'

export interface DeterministicOptions {
  /** An operator that has no deterministic algorithm warns instead of throwing (default false). */
  warnOnly?: boolean
}

/**
 * Sets whether operators of this process take deterministic algorithms only; one that has none then
 * throws. New memory is filled with NaN meanwhile, see `torch.utils.deterministic`. PyTorch:
 * `torch.use_deterministic_algorithms`.
 */
export function useDeterministicAlgorithms(
  mode: boolean,
  options: DeterministicOptions = {},
): void {
  const what = 'useDeterministicAlgorithms'
  checkBoolean(`${what}: mode`, mode)
  checkOptionNames(what, options, ['warnOnly'])
  const { warnOnly = false } = options
  checkBoolean(`${what}: warnOnly`, warnOnly)
  native.setDeterministic(mode, warnOnly)
}

/** PyTorch: `torch.are_deterministic_algorithms_enabled`. */
export function areDeterministicAlgorithmsEnabled(): boolean {
  return native.deterministic().enabled
}

/** PyTorch: `torch.is_deterministic_algorithms_warn_only_enabled`. */
export function isDeterministicAlgorithmsWarnOnlyEnabled(): boolean {
  return native.deterministic().warnOnly
}

const debugModes = ['default', 'warn', 'error'] as const

/**
 * The same in one word or its number: `default` (0) takes any algorithm, `warn` (1) and `error` (2)
 * deterministic ones. PyTorch: `torch.set_deterministic_debug_mode`.
 */
export function setDeterministicDebugMode(mode: (typeof debugModes)[number] | 0 | 1 | 2): void {
  const number = typeof mode === 'string' ? debugModes.indexOf(mode) : mode
  if (![0, 1, 2].includes(number)) {
    throw new OptionError(
      `setDeterministicDebugMode: expected default, warn, error, 0, 1 or 2, found ${describeValue(mode)}`,
    )
  }
  native.setDeterministic(number > 0, number === 1)
}

/** 0, 1 or 2. PyTorch: `torch.get_deterministic_debug_mode`. */
export function getDeterministicDebugMode(): 0 | 1 | 2 {
  const { enabled, warnOnly } = native.deterministic()
  if (!enabled) return 0
  return warnOnly ? 1 : 2
}

/** PyTorch: `torch.utils.deterministic`. */
export const deterministic = Object.preventExtensions({
  /** Whether new memory is filled, with NaN or the largest integer, while algorithms are deterministic (default true). */
  get fillUninitializedMemory(): boolean {
    return native.fillsUninitialized()
  },
  set fillUninitializedMemory(on: boolean) {
    checkBoolean('deterministic.fillUninitializedMemory', on)
    native.setFillsUninitialized(on)
  },
})
