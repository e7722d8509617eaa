/** The errors that users see. */

export type ErrorCode =
  | 'DISPOSED'
  | 'TYPE'
  | 'VALUE'
  | 'INDEX'
  | 'NOT_FOUND'
  | 'NOT_IMPLEMENTED'
  | 'OUT_OF_MEMORY'
  | 'DEVICE'
  | 'OPTION'
  | 'DATA'
  | 'IO'
  | 'SCOPE'
  | 'TORCH'
  | 'NATIVE'

export interface TorchErrorFields {
  /** The operator that failed, such as `aten::mm`. */
  operator?: string
  /** What it was given: `self: Float[2, 3] on cpu`. */
  operands?: readonly string[]
  /** The C++ message with its backtrace; a function where it is costly to write down. */
  detail?: string | (() => string)
  cause?: unknown
}

/** Every failure of this package. The message is for people; `code` is for programs. */
export class TorchError extends Error {
  readonly code: ErrorCode
  readonly operator: string | undefined
  readonly operands: readonly string[]
  #detail: string | (() => string) | undefined

  constructor(code: ErrorCode, message: string, fields: TorchErrorFields = {}) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause })
    this.name = new.target.name
    this.code = code
    this.operator = fields.operator
    this.operands = fields.operands ?? []
    this.#detail = fields.detail
  }

  /** The C++ message with its backtrace, where there is one; written down when first read. */
  get detail(): string | undefined {
    if (typeof this.#detail === 'function') this.#detail = this.#detail()
    return this.#detail
  }
}

/** A tensor was used after `dispose()` or after its `tidy` ended. */
export class DisposedError extends TorchError {}

/** A device that this build or this machine does not have. */
export class DeviceError extends TorchError {}

/** The package was installed without its native build: npm may block install scripts. */
export class NativeNotBuiltError extends TorchError {
  /** @param reasons why nothing that is there can be used */
  constructor(reasons: readonly string[], cause?: unknown) {
    const found = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`
    const message = `isbe-torch has no native build${found}; run \`npx isbe setup\``
    super('NATIVE', message, { cause })
  }
}

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
