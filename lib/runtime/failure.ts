/** The one place where a failure of the addon becomes an error that users see. */
import {
  DeviceError,
  DisposedError,
  OutOfMemoryError,
  TorchError,
  type ErrorCode,
  type TorchErrorFields,
} from '../base/errors'
import { native, whenLoaded, type Opaque } from '../native'
import { advice, unavailable } from './availability'

function withOperands(message: string, operator: string, operands: readonly string[]): string {
  if (operator === '') return message
  const given = operands.length > 0 ? ` given ${operands.join(', ')}` : ''
  return message.startsWith(operator) ? message : `${operator}: ${message} [${operator}${given}]`
}

const floatTarget =
  /expected scalar type Long but found|expected target dtype to be Long|for a target of distributions/

/** Class targets made of numbers are float32 here, where Python would have made integers. */
function withRemedy(message: string, operator: string): string {
  if (!/nll_loss|cross_entropy|multi_margin|isbe::/.test(operator)) return message
  if (!floatTarget.test(message)) return message
  return `${message}; for class indices write target.long(), or torch.tensor(labels, { dtype: 'int64' })`
}

/** Options that libtorch's messages name as Python writes them. */
const written: readonly [RegExp, string][] = [
  [/retain_graph=True/, 'retainGraph: true'],
  [/create_graph=True/, 'createGraph: true'],
  [/allow_unused=True/, 'allowUnused: true'],
  [/set_detect_anomaly\(True/, 'torch.autograd.detectAnomaly(fn)'],
]

function withSpelling(message: string): string {
  const found = written.filter(([pattern]) => pattern.test(message)).map(([, here]) => here)
  return found.length > 0 ? `${message} (here: ${found.join(', ')})` : message
}

/** The addon knows that a device is not there; why is found out here. */
function withCause(message: string): string {
  const cause = unavailable(Number(/'cuda:(\d+)'/.exec(message)?.[1] ?? 0))
  return cause === null
    ? message
    : message.replace(/^(.*?found 'cuda[^']*')/, `$1: ${cause}${advice()}`)
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
  code: string,
  message: string,
  detail: Opaque | null,
  operator: string,
  operands: string[],
): TorchError {
  const fields = {
    operator: operator || undefined,
    operands,
    detail: detail ? () => native.errorDetail(detail) : undefined,
  }
  if (message.startsWith('CUDA error:'))
    return makeCudaError(message, { ...fields, detail: fields.detail ?? message })
  const text = withOperands(withSpelling(withRemedy(message, operator)), operator, operands)
  if (code === 'DISPOSED') return new DisposedError('DISPOSED', text, fields)
  if (code === 'DEVICE') return new DeviceError('DEVICE', withCause(text), fields)
  if (code === 'OUT_OF_MEMORY') return new OutOfMemoryError(text, fields)
  return new TorchError(code as ErrorCode, text, fields)
}

whenLoaded(addon => addon.setErrorFactory(makeError))
