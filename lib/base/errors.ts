/** The errors that users see, and the one place where a native failure becomes one of them. */
import { advice, unavailable } from '../runtime/availability'
import { native } from '../native'

export type ErrorCode =
  | 'DISPOSED' | 'TYPE' | 'VALUE' | 'INDEX' | 'NOT_FOUND' | 'NOT_IMPLEMENTED' | 'OUT_OF_MEMORY'
  | 'DEVICE' | 'OPTION' | 'DATA' | 'IO' | 'SCOPE' | 'TORCH' | 'NATIVE'

export interface TorchErrorFields {
  /** The operator that failed, such as `aten::mm`. */
  operator?: string
  /** What it was given: `self: Float[2, 3] on cpu`. */
  operands?: readonly string[]
  /** The C++ message with its backtrace. */
  detail?: string
  cause?: unknown
}

/** Every failure of this package. The message is for people; `code` is for programs. */
export class TorchError extends Error {
  readonly code: ErrorCode
  readonly operator: string | undefined
  readonly operands: readonly string[]
  readonly detail: string | undefined

  constructor(code: ErrorCode, message: string, fields: TorchErrorFields = {}) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause })
    this.name = new.target.name
    this.code = code
    this.operator = fields.operator
    this.operands = fields.operands ?? []
    this.detail = fields.detail
  }
}

/** A tensor was used after `dispose()` or after its `tidy` ended. */
export class DisposedError extends TorchError {}

/** A device that this build or this machine does not have. */
export class DeviceError extends TorchError {}

/** Sizes in bytes; null where the allocator did not say. */
export interface OutOfMemoryFigures {
  /** What could not be had. */
  requested: number | null
  /** What the device has, and what was free of it. */
  total: number | null
  free: number | null
  /** What tensors hold, and what the allocator keeps for reuse besides. */
  allocated: number | null
  reservedUnused: number | null
}

/** Memory of the CPU or of a GPU that could not be had. */
export class OutOfMemoryError extends TorchError {
  readonly figures: OutOfMemoryFigures

  constructor(message: string, fields?: TorchErrorFields) {
    super('OUT_OF_MEMORY', message, fields)
    this.figures = outOfMemoryFigures(message)
  }
}

const units: Record<string, number> = { bytes: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }

function outOfMemoryFigures(message: string): OutOfMemoryFigures {
  const size = String.raw`([\d.]+) (bytes|KiB|MiB|GiB)`
  const find = (before: string, after = ''): number | null => {
    const match = new RegExp(`${before} ${size}${after}`).exec(message)
    return match && Math.round(Number(match[1]) * units[match[2]!]!)
  }
  return {
    requested: find('ried to allocate') ?? find('memory:', ' asked for'),
    total: find('total capacity of'),
    free: find('of which', ' is free'),
    allocated: find('memory', ' is allocated by PyTorch'),
    reservedUnused: find('and', ' is reserved by PyTorch'),
  }
}

/** An option, name or setting that is not known or not allowed. */
export class OptionError extends TorchError {
  constructor(message: string, fields?: TorchErrorFields) {
    super('OPTION', message, fields)
  }
}

/** A dataset file that is missing, truncated, or not what its name says. */
export class DataError extends TorchError {
  constructor(message: string, fields?: TorchErrorFields) {
    super('DATA', message, fields)
  }
}

function withOperands(message: string, operator: string, operands: readonly string[]): string {
  if (operator === '') return message
  const given = operands.length > 0 ? ` given ${operands.join(', ')}` : ''
  return message.startsWith(operator) ? message : `${operator}: ${message} [${operator}${given}]`
}

/** The addon knows that a device is not there; why is found out here. */
function withCause(message: string): string {
  const cause = unavailable(Number(/'cuda:(\d+)'/.exec(message)?.[1] ?? 0))
  return cause === null ? message : message.replace(/^(.*?found 'cuda[^']*')/, `$1: ${cause}${advice()}`)
}

/**
 * A failure on a GPU is seen by whichever call comes next, in several lines of which the first says
 * what it is.
 */
function makeCudaError(message: string, fields: TorchErrorFields): TorchError {
  const { operator = '', operands = [] } = fields
  const [what] = message.split('\n')
  if (message.includes('no kernel image')) {
    const index = Number(/ on cuda:(\d+)/.exec(operands.join())?.[1] ?? 0)
    const cause = unavailable(index) ?? 'it has no code for this architecture'
    return new DeviceError('DEVICE', withOperands(`${what}: ${cause}`, operator, operands), fields)
  }
  const advice = 'an earlier call may have caused it: CUDA_LAUNCH_BLOCKING=1 shows which'
  return new TorchError('TORCH', withOperands(`${what} (${advice})`, operator, operands), fields)
}

/** @internal What the addon calls for each failure of its own. */
export function makeError(
  code: string, message: string, detail: string, operator: string, operands: string[],
): TorchError {
  const fields = { operator: operator || undefined, operands, detail: detail || undefined }
  if (message.startsWith('CUDA error:')) return makeCudaError(message, { ...fields, detail: detail || message })
  const text = withOperands(message, operator, operands)
  if (code === 'DISPOSED') return new DisposedError('DISPOSED', text, fields)
  if (code === 'DEVICE') return new DeviceError('DEVICE', withCause(text), fields)
  if (code === 'OUT_OF_MEMORY') return new OutOfMemoryError(text, fields)
  return new TorchError(code as ErrorCode, text, fields)
}

native.setErrorFactory(makeError)

/** The known name nearest to a misspelt one, as ` (did you mean 'x'?)`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  let best = ''
  let bestDistance = Math.min(3, Math.floor(name.length / 2)) + 1
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best && ` (did you mean '${best}'?)`
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; ++i) {
    const next = [i]
    for (let j = 1; j <= b.length; ++j) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

/** Throws OptionError when `options` has a key that is not among `known`. */
export function checkOptionNames(what: string, options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue
    throw new OptionError(
      `${what}: unknown option '${name}'${didYouMean(name, known)}; expected one of ` +
        known.join(', '),
    )
  }
}
