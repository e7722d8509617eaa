/** Modules called with parameters and buffers that are given, as functions of them. */
import {
  checkBoolean,
  checkInstance,
  checkOptionNames,
  describeValue,
  didYouMean,
  isPlainObject,
} from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { checkTensor, type Tensor } from '../../tensor'
import { Module, type AnyModule } from '../module'
import { stateName } from '../naming'
import { DataParallel } from '../parallel/dataParallel'

/** Parameters and buffers by their names in the state dict. */
export type NamedTensors = Readonly<Record<string, Tensor>>

export interface FunctionalCallOptions {
  /** Names of one tensor all get what is given for one of them (default true). */
  tieWeights?: boolean
  /** Refuse missing and unexpected names (default false). */
  strict?: boolean
}

const what = 'functionalCall'

/**
 * What `module` gives for `args` with these tensors in place of its parameters and buffers, which it
 * has again afterwards; buffers that the forward updates are those given. `args` is an array of
 * arguments, or the only one; `kwargs` is the object of options that comes last. Several objects of
 * tensors must differ in their names. PyTorch: `torch.func.functional_call`.
 * @throws TorchError VALUE for different tensors under names of one, and in `strict` for names that
 * do not fit.
 */
export function functionalCall(
  module: AnyModule,
  parametersAndBuffers: NamedTensors | readonly NamedTensors[],
  args: unknown,
  kwargs?: object | null,
  options: FunctionalCallOptions = {},
): unknown {
  checkInstance(`${what}: module`, module, Module, 'a module')
  if (module instanceof DataParallel) {
    throw new TorchError('NOT_IMPLEMENTED', `${what}: expected another module than DataParallel`)
  }
  checkOptionNames(what, options, ['tieWeights', 'strict'])
  const { tieWeights = true, strict = false } = options
  checkBoolean(`${what}: tieWeights`, tieWeights)
  checkBoolean(`${what}: strict`, strict)
  const others = replacements(module, merged(parametersAndBuffers), tieWeights, strict)
  return withTensors(others, () => {
    const given = args === undefined || args === null ? [] : [args].flat()
    return module.forward(...given, ...keywords(kwargs)) as unknown
  })
}

function keywords(kwargs: object | null | undefined): object[] {
  if (kwargs === undefined || kwargs === null) return []
  if (isPlainObject(kwargs)) return [kwargs]
  throw new OptionError(
    `${what}: expected kwargs as an object of options, found ${describeValue(kwargs)}`,
  )
}

function merged(given: unknown): Map<string, Tensor> {
  const found = new Map<string, Tensor>()
  for (const tensors of (Array.isArray(given) ? given : [given]) as unknown[]) {
    if (!isPlainObject(tensors)) {
      throw new OptionError(
        `${what}: expected an object of tensors by name, found ${describeValue(tensors)}`,
      )
    }
    for (const [name, tensor] of Object.entries(tensors)) {
      checkTensor(`${what}: ${name}`, tensor)
      if (found.has(name)) {
        throw new OptionError(`${what}: expected '${name}' in one object, found it in several`)
      }
      found.set(name, tensor)
    }
  }
  return found
}

function inStateNames(path: string): string {
  return path.split('.').map(stateName).join('.')
}

/** For each tensor of the module that is replaced the one that comes instead. */
function replacements(
  module: AnyModule,
  given: ReadonlyMap<string, Tensor>,
  tieWeights: boolean,
  strict: boolean,
): Map<Tensor, Tensor> {
  const all = { removeDuplicate: false }
  const own = new Map<string, Tensor>([...module.namedParameters(all), ...module.namedBuffers(all)])
  const chosen = new Map<Tensor, Tensor>()
  const unexpected: string[] = []
  for (const [name, tensor] of given) {
    const replaced = own.get(name) ?? own.get(inStateNames(name))
    if (replaced === undefined) unexpected.push(name)
    else if ((chosen.get(replaced) ?? tensor) !== tensor) throw tied(own, replaced, 'several')
    else chosen.set(replaced, tensor)
  }
  if (!tieWeights) checkAllNamed(own, given, chosen)
  if (strict) checkFits(module, own, chosen, unexpected)
  return chosen
}

function namesOf(own: ReadonlyMap<string, Tensor>, tensor: Tensor): string[] {
  return [...own].filter(([, other]) => other === tensor).map(([name]) => name)
}

function tied(own: ReadonlyMap<string, Tensor>, tensor: Tensor, found: string): TorchError {
  const names = namesOf(own, tensor).join(', ')
  return new TorchError(
    'VALUE',
    `${what}: expected one tensor for ${names}, which are tied, found ${found}`,
  )
}

/** What PyTorch does without `tieWeights`: an object here is one tensor, whatever its names. */
function checkAllNamed(
  own: ReadonlyMap<string, Tensor>,
  given: ReadonlyMap<string, Tensor>,
  chosen: ReadonlyMap<Tensor, Tensor>,
): void {
  const names = new Set([...given.keys()].flatMap(name => [name, inStateNames(name)]))
  for (const tensor of chosen.keys()) {
    if (namesOf(own, tensor).some(name => !names.has(name))) {
      throw tied(own, tensor, 'it for some of them only, with tieWeights: false')
    }
  }
}

function checkFits(
  module: AnyModule,
  own: ReadonlyMap<string, Tensor>,
  chosen: ReadonlyMap<Tensor, Tensor>,
  unexpected: readonly string[],
): void {
  const missing = [...own].filter(([, tensor]) => !chosen.has(tensor)).map(([name]) => name)
  if (missing.length + unexpected.length === 0) return
  const parts = [
    ...(unexpected.length > 0
      ? [`unexpected ${unexpected.map(name => name + didYouMean(name, missing)).join(', ')}`]
      : []),
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
  ]
  throw new TorchError(
    'VALUE',
    `${what}: expected the parameters and buffers of ${module.constructor.name} (strict): ${parts.join('; ')}`,
  )
}

/** While `fn` runs, each tensor is the other: whoever refers to it computes with that. */
function withTensors(others: ReadonlyMap<Tensor, Tensor>, fn: () => unknown): unknown {
  const handles = [...others.keys()].map(tensor => tensor.handle)
  try {
    for (const [tensor, other] of others) tensor.handle = other.handle
    const result = fn()
    if (Array.isArray(result))
      return result.map(value => others.get(value as Tensor) ?? (value as unknown))
    return others.get(result as Tensor) ?? result
  } finally {
    ;[...others.keys()].forEach((tensor, i) => (tensor.handle = handles[i]!))
  }
}
