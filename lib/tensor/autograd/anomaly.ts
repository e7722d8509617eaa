/** Anomaly detection: which forward call made the node whose backward failed. */
import { join } from 'node:path'
import { checkBoolean, checkFunction, checkOptionNames, refusePromise } from '../../base/check'
import { TorchError } from '../../base/errors'
import { native, whenLoaded } from '../../native'

export interface AnomalyOptions {
  /** Also fails where a backward gives NaN (default true). */
  checkNan?: boolean
}

const longestStack = 100
/** Of this package, in sources or compiled. */
const ownFolder = join(__dirname, '..', '..')

function stackHere(): string {
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = longestStack
  const { stack = '' } = new Error()
  Error.stackTraceLimit = before
  return stack
}

whenLoaded(addon => addon.setStackFactory(stackHere))

/** `Net.forward > Linear.forward`, of the calls that were running; the outermost first. */
function modulesIn(frames: readonly string[]): string {
  const names = frames.map(frame => /at (?:Proxy\.)?([\w$]+\.forward) /.exec(frame)?.[1])
  return names
    .filter(name => name !== undefined)
    .reverse()
    .join(' > ')
}

function placeOf(stack: string): string {
  const frames = stack.split('\n').filter(line => line.startsWith('    at '))
  const modules = modulesIn(frames)
  const site = frames.find(frame => !frame.includes(ownFolder))?.trim()
  return [modules && `in ${modules}`, site].filter(Boolean).join(', called ')
}

function describe([node, stack]: [node: string, stack: string]): string {
  const place = placeOf(stack)
  return `${node}${place === '' ? ' was made where no JavaScript ran' : ` was made ${place}`}`
}

/**
 * Runs the engine; in anomaly mode what fails says which forward call made the node. An error of the
 * user's stays as it is: a warning says so then.
 */
export function explained<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!native.anomalyMode().enabled) throw error
    const [failed, ...within] = native.takeFailure()
    if (failed)
      explain(error, [describe(failed), ...within.map(step => `within: ${describe(step)}`)])
    throw error
  }
}

function explain(error: unknown, lines: readonly string[]): void {
  if (!(error instanceof TorchError)) {
    process.emitWarning(`error in backward: ${lines.join('\n  ')}`)
    return
  }
  const { message } = error
  error.message = `${message}\n  ${lines.join('\n  ')}`
  error.stack = error.stack?.replace(message, () => error.message)
}

/**
 * Runs `fn`, forward and backward, so that a failing backward names the module and the call that made
 * the node, and that NaN in a gradient is a failure. Slow: for debugging. The mode is of the process,
 * not of the thread. PyTorch: `torch.autograd.detect_anomaly`.
 */
export function detectAnomaly<T>(fn: () => T, options: AnomalyOptions = {}): T {
  checkFunction('detectAnomaly', fn)
  checkOptionNames('detectAnomaly', options, ['checkNan'])
  const before = native.anomalyMode()
  setDetectAnomaly(true, options.checkNan)
  try {
    const result = fn()
    refusePromise('detectAnomaly', result, 'the mode holds for one synchronous call only')
    return result
  } finally {
    native.setAnomalyMode(before.enabled, before.checkNan)
  }
}

/** The same from now on, or no longer. PyTorch: `torch.autograd.set_detect_anomaly`. */
export function setDetectAnomaly(mode: boolean, checkNan = true): void {
  checkBoolean('setDetectAnomaly', mode)
  checkBoolean('setDetectAnomaly: checkNan', checkNan)
  native.setAnomalyMode(mode, checkNan)
}

/** PyTorch: `torch.is_anomaly_enabled`. */
export function isAnomalyEnabled(): boolean {
  return native.anomalyMode().enabled
}

/** PyTorch: `torch.is_anomaly_check_nan_enabled`. */
export function isAnomalyCheckNanEnabled(): boolean {
  return native.anomalyMode().checkNan
}
