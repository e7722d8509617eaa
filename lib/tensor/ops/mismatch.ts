/** The error for arguments that fit none of an operator's signatures. */
import { describeValue, didYouMean } from '../../base/check'
import { isDType, unknownDType } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import { native } from '../../native'
import { Tensor } from '../tensor'
import type { Options } from './bind'
import type { Signature } from './signature'
import { writeParameters } from './write'

/** Deeper values are left out of messages; arrays may contain themselves. */
const deepest = 3

function describe(
  value: unknown,
  isOptions: (value: unknown) => value is Options,
  depth = 0,
): string {
  if (value instanceof Tensor) return 'Tensor'
  if (depth > deepest) return '…'
  const inner = (element: unknown): string => describe(element, isOptions, depth + 1)
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${inner(value[0])}, …]`
  if (isOptions(value)) {
    const entries = Object.entries(value).map(([name, v]) => `${name}: ${inner(v)}`)
    return `{${entries.join(', ')}}`
  }
  return typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : describeValue(value)
}

function unknownOption(signatures: readonly Signature[], options: Options | undefined): string {
  const known = new Set(signatures.flatMap(signature => [...signature.options.keys()]))
  if (signatures.some(signature => signature.out)) known.add('out')
  if (signatures.some(signature => signature.isFactory)) known.add('requiresGrad')
  const name = Object.keys(options ?? {}).find(option => !known.has(option))
  return name === undefined ? '' : `unknown option '${name}'${didYouMean(name, known)}; `
}

function wrongDType(signatures: readonly Signature[], options: Options | undefined): string {
  const dtype = options?.dtype
  const takesOne = signatures.some(signature => signature.options.has('dtype'))
  if (!takesOne || dtype === undefined || dtype === null || isDType(dtype)) return ''
  return `${unknownDType(dtype)}; `
}

export function unknownHere(operator: string): TorchError {
  const version = native.torchVersion().join('.')
  return new TorchError(
    'NOT_FOUND',
    `${operator}: expected an operator of libtorch ${version}, found none of that name; other ` +
      'versions have it',
    { operator },
  )
}

/** `written` is how callers write the operator: `torch.sum`, `x.sum`. */
export function mismatch(
  operator: string,
  written: string,
  signatures: readonly Signature[],
  args: readonly unknown[],
  options: Options | undefined,
  isOptions: (value: unknown) => value is Options,
): TorchError {
  if (signatures.length === 0) return unknownHere(operator)
  const calls = new Set(signatures.map(signature => written + writeParameters(signature)))
  const dtype = wrongDType(signatures, options)
  const found = args.map(value => describe(value, isOptions)).join(', ')
  return new TorchError(
    'TYPE',
    `${operator}: ${dtype}${unknownOption(signatures, options)}found (${found}), expected ` +
      [...calls].join(' or '),
    { operator },
  )
}
