/** Arguments -> what the addon takes, as PyTorch's Python parser binds them. */
import { dtypeCode, type DType } from '../../base/dtype'
import { TorchError } from '../../base/errors'
import { describeTensor } from '../describe'
import { Tensor } from '../tensor'
import { reject } from './convert'
import type { Parameter, Signature, Target } from './signature'

export type Options = Readonly<Record<string, unknown>>

/**
 * The arguments of one call by place in the signature, or null when they do not fit. The first
 * `count` of `args` come by position, the others by name; what is undefined was left out.
 */
export function bind(
  signature: Signature,
  args: readonly unknown[],
  count: number,
  options: Options | undefined,
): unknown[] | null {
  if (options === undefined && count < signature.required) return null
  const bound =
    (count <= signature.positional
      ? bindPositions(signature.parameters, args, count, options !== undefined)
      : null) ?? bindSpread(signature, args, count)
  if (bound === null || options === undefined) return bound
  return bindOptions(signature, bound, options)
}

function bindPositions(
  parameters: readonly Parameter[],
  args: readonly unknown[],
  count: number,
  mayComeByName: boolean,
): unknown[] | null {
  const bound = new Array<unknown>(count)
  for (let i = 0; i < count; ++i) {
    const value = args[i]
    const parameter = parameters[i]!
    if (value === undefined) {
      if (!mayComeByName && !parameter.hasDefault) return null
      continue
    }
    const converted = parameter.convert(value)
    if (converted === reject) return null
    bound[i] = converted
  }
  return bound
}

/** `x.view(2, 3)` as `x.view([2, 3])`. */
function bindSpread(
  { parameters, spread }: Signature,
  args: readonly unknown[],
  count: number,
): unknown[] | null {
  if (spread < 0 || count <= spread) return null
  const bound = args.slice(0, spread).map((value, i) => parameters[i]!.convert(value))
  bound.push(parameters[spread]!.convert(args.slice(spread, count)))
  return bound.includes(reject) ? null : bound
}

function bindOptions(signature: Signature, bound: unknown[], options: Options): unknown[] | null {
  const { parameters, base, out } = signature
  for (const name in options) {
    const value = options[name]
    if (value === undefined) continue
    const index = signature.options.get(name)
    if (index === undefined) {
      if (name === 'out' && out) continue
      if (name === 'requiresGrad' && signature.isFactory && typeof value === 'boolean') continue
      return null
    }
    if (bound[index] !== undefined) return null
    const converted = parameters[index]!.convert(value)
    if (converted === reject) return null
    bound[index] = converted
  }
  if (base === null && !isGiven(options.out)) return null
  return isComplete(signature, bound) ? bound : null
}

function isComplete({ parameters, required }: Signature, bound: readonly unknown[]): boolean {
  for (let i = 0; i < required; ++i) {
    if (bound[i] === undefined && !parameters[i]!.hasDefault) return false
  }
  return true
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** Puts bound arguments where the schema of the target has them. */
export function place(target: Target, bound: unknown[]): unknown[] {
  if (target.inOrder) return bound
  const placed: unknown[] = []
  bound.forEach((value, index) => {
    const place = target.places[index]!
    if (place >= 0) placed[place] = value
  })
  return placed
}

/** The same for the overload that writes into `out`, or null when that is not what it writes into. */
export function placeOut(target: Target, bound: unknown[], out: unknown): unknown[] | null {
  const placed = target.inOrder ? bound : place(target, bound)
  const { parameters } = target.schema
  const given: unknown[] = target.outs.length === 1 && !Array.isArray(out) ? [out] : asList(out)
  const isList = target.outs.length === 1 && parameters[target.outs[0]!]!.type.includes('[')
  if (isList) return placeTensors(target, placed, [out])
  return placeTensors(target, placed, given)
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function placeTensors(target: Target, placed: unknown[], given: unknown[]): unknown[] | null {
  if (given.length !== target.outs.length) return null
  for (let i = 0; i < given.length; ++i) {
    const handles = handlesOf(given[i])
    if (handles === null) return null
    placed[target.outs[i]!] = handles
  }
  return placed
}

function handlesOf(out: unknown): unknown {
  if (out instanceof Tensor) return out.handle
  if (!Array.isArray(out) || !out.every(tensor => tensor instanceof Tensor)) return null
  return out.map(tensor => tensor.handle)
}

/** Throws where options ask for another dtype or device than `out` has. */
export function checkOutOptions(name: string, { dtype, device }: Options, out: unknown): void {
  if (!(out instanceof Tensor)) return
  const differs =
    (isGiven(dtype) && dtypeCode(dtype as DType) !== dtypeCode(out.dtype)) ||
    (isGiven(device) && !out.device.startsWith(device as string))
  if (!differs) return
  throw new TorchError(
    'VALUE',
    `${name}: expected an out of ${[dtype, device].filter(isGiven).join(' on ')}, found ${describeTensor(out)}`,
    { operator: name },
  )
}
