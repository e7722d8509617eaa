/** How tensors are printed. */
import {
  checkChoice,
  checkFunction,
  checkOptionNames,
  describeValue,
  refusePromise,
} from '../../base/check'
import { OptionError } from '../../base/errors'

export interface PrintOptions {
  /** Digits after the point (default 4). */
  precision?: number
  /** Tensors of more values are summarised (default 1000). */
  threshold?: number
  /** How many values a summary shows at each end of a dimension (default 3). */
  edgeItems?: number
  /** Characters in a line (default 80). */
  lineWidth?: number
  /** Sets the others first: `full` never summarises, `short` has 2 digits and 2 edge items. */
  profile?: 'default' | 'short' | 'full'
  /** Exponents always (true), never (false), or where the values ask for them (null, the default). */
  sciMode?: boolean | null
}

type Settings = Required<Omit<PrintOptions, 'profile'>>

const defaults: Settings = {
  precision: 4,
  threshold: 1000,
  edgeItems: 3,
  lineWidth: 80,
  sciMode: null,
}

const profiles = {
  default: {},
  short: { precision: 2, edgeItems: 2 },
  full: { threshold: Infinity },
}

const optionNames = ['precision', 'threshold', 'edgeItems', 'lineWidth', 'profile', 'sciMode']

let settings: Readonly<Settings> = defaults

export function printSettings(): Readonly<Settings> {
  return settings
}

function checkCount(what: string, name: string, value: unknown, largest: number): void {
  const isCount = Number.isInteger(value) || value === Infinity
  if (value === undefined || (isCount && Number(value) >= 0 && Number(value) <= largest)) return
  throw new OptionError(
    `${what}: expected ${name} to be an integer from 0 to ${largest}, found ${describeValue(value)}`,
  )
}

function checkSettings(what: string, options: PrintOptions): void {
  checkOptionNames(what, options, optionNames)
  const { precision, threshold, edgeItems, lineWidth, profile, sciMode } = options
  checkCount(what, 'precision', precision, 30)
  checkCount(what, 'threshold', threshold, Infinity)
  checkCount(what, 'edgeItems', edgeItems, Number.MAX_SAFE_INTEGER)
  checkCount(what, 'lineWidth', lineWidth, Infinity)
  if (profile !== undefined) checkChoice(`${what}: profile`, profile, Object.keys(profiles))
  if (sciMode === undefined || sciMode === null || typeof sciMode === 'boolean') return
  throw new OptionError(
    `${what}: expected sciMode to be true, false or null, found ${describeValue(sciMode)}`,
  )
}

/**
 * Sets how tensors are printed; what is not named stays, but `sciMode`, which is null again as in
 * PyTorch. PyTorch: `torch.set_printoptions`.
 */
export function setPrintOptions(options: PrintOptions): void {
  checkSettings('setPrintOptions', options)
  const { profile, ...given } = options
  const base = profile === undefined ? settings : { ...defaults, ...profiles[profile] }
  const named = Object.entries(given).filter(([, value]) => value !== undefined)
  settings = { ...base, sciMode: null, ...Object.fromEntries(named) }
}

/** PyTorch: `torch.get_printoptions`. */
export function getPrintOptions(): Settings {
  return { ...settings }
}

/** Runs `fn` with these options. PyTorch: `torch.printoptions`. */
export function printOptions<T>(options: PrintOptions, fn: () => T): T {
  checkFunction('printOptions', fn)
  const before = settings
  setPrintOptions(options)
  try {
    const result = fn()
    refusePromise('printOptions', result, 'the options hold for one synchronous call only')
    return result
  } finally {
    settings = before
  }
}
