/** What goes into a function of tensors, what comes out of it, and gradients between the two. */
import { checkBoolean, checkFunction, checkOptionNames, describeValue } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { checkTensor, tensorList, type TensorOrTensors } from '../../check'
import { operator } from '../../ops/operator'
import { tidy } from '../../scope'
import { Tensor } from '../../tensor'
import { grad } from '../backward'
import { enableGrad, isGradEnabled, noGrad } from '../modes'

/** A function of tensors; several inputs are several arguments. */
export type TensorFunction = (...inputs: Tensor[]) => TensorOrTensors

export interface FunctionalOptions {
  /** Results can be differentiated further (default false). */
  createGraph?: boolean
  /** What a result does not depend on is an error instead of zeros (default false). */
  strict?: boolean
}

/** One tensor, or an array of them where an array went in. */
export type Side = Tensor | Tensor[]

const detach = operator('aten::detach')
const viewAs = operator('aten::view_as')
const zerosLike = operator('aten::zeros_like')

export function zerosAs(tensor: Tensor): Tensor {
  return zerosLike(tensor) as Tensor
}

/** The names of options, checked; both default to false. */
export function flagsOf(what: string, options: FunctionalOptions): Required<FunctionalOptions> {
  checkOptionNames(what, options, ['createGraph', 'strict'])
  const { createGraph = false, strict = false } = options
  checkBoolean(`${what}: createGraph`, createGraph)
  checkBoolean(`${what}: strict`, strict)
  return { createGraph, strict }
}

export function refuse(what: string, message: string): never {
  throw new TorchError('VALUE', `${what}: ${message}`)
}

/**
 * Other tensors than those given, so that what `fn` reaches by itself is told from its inputs. They
 * go on in the given ones' graph with `createGraph`, and require a gradient else.
 */
function differentiable(inputs: readonly Tensor[], createGraph: boolean): Tensor[] {
  return inputs.map(input => {
    if (createGraph && input.requiresGrad) return viewAs(input, input) as Tensor
    return leafOf(input)
  })
}

export function leafOf(tensor: Tensor): Tensor {
  const leaf = detach(tensor) as Tensor
  leaf.requiresGrad = true
  return leaf
}

/** A function at a point: its inputs, and what it gives for them. */
export interface Call {
  what: string
  inputs: Tensor[]
  outputs: readonly Tensor[]
  options: Required<FunctionalOptions>
  /** Results as they came: one tensor or an array. */
  likeInputs: (tensors: readonly Tensor[]) => Side
  likeOutputs: (tensors: readonly Tensor[]) => Side
}

function packing(isOne: boolean, createGraph: boolean): (tensors: readonly Tensor[]) => Side {
  return tensors => {
    const all = createGraph ? [...tensors] : tensors.map(tensor => detach(tensor) as Tensor)
    return isOne ? all[0]! : all
  }
}

/** Runs `use` on `fn` called at `given`; what it returns alone outlives the call. */
export function withCall<T>(
  what: string,
  fn: TensorFunction,
  given: TensorOrTensors,
  options: FunctionalOptions,
  use: (call: Call) => T,
): T {
  checkFunction(what, fn)
  const flags = flagsOf(what, options)
  const points = tensorList(`${what}: inputs`, given)
  return tidy(() => {
    const inputs = differentiable(points, flags.createGraph)
    const found: unknown = enableGrad(() => fn(...inputs))
    const outputs = tensorList(`${what}: outputs of the function`, found)
    if (flags.strict) outputs.forEach((output, i) => checkRecorded(what, output, i))
    return use({
      what,
      inputs,
      outputs,
      options: flags,
      likeInputs: packing(given instanceof Tensor, flags.createGraph),
      likeOutputs: packing(found instanceof Tensor, flags.createGraph),
    })
  })
}

function checkRecorded(what: string, output: Tensor, index: number): void {
  if (output.requiresGrad) return
  refuse(
    what,
    `expected output ${index} of the function to be computed from its inputs by recorded ` +
      'operators (strict), found one that requires no gradient',
  )
}

/** A vector for each of `others`, of its shape; null for the 1 of a single element. */
export function vectorsFor(
  what: string,
  vector: TensorOrTensors | null | undefined,
  others: readonly Tensor[],
): Tensor[] | null {
  if (vector === null || vector === undefined) {
    if (others.length === 1 && others[0]!.nelement() === 1) return null
    return refuse(what, 'v may be left out for a single tensor of one element only')
  }
  const vectors = tensorList(`${what}: v`, vector)
  if (vectors.length !== others.length) {
    refuse(what, `expected ${others.length} tensors in v, found ${vectors.length}`)
  }
  vectors.forEach((tensor, i) => {
    const [expected, found] = [others[i]!.shape, tensor.shape].map(shape => shape.join(', '))
    if (expected !== found) refuse(what, `v[${i}]: expected shape [${expected}], found [${found}]`)
  })
  return [...vectors]
}

/** Gradients, null where there is none; outputs that were not recorded have none. */
export function gradients(
  outputs: readonly (Tensor | null)[],
  inputs: readonly Tensor[],
  vectors: readonly Tensor[] | null,
  createGraph: boolean,
  retainGraph = createGraph,
): (Tensor | null)[] {
  const reached = outputs.flatMap((output, i) =>
    output?.requiresGrad ? [{ output, vector: vectors?.[i] ?? null }] : [],
  )
  if (reached.length === 0) return inputs.map(() => null)
  return grad(
    reached.map(({ output }) => output),
    inputs,
    {
      gradOutputs: reached.map(({ vector }) => vector),
      allowUnused: true,
      createGraph,
      retainGraph,
    },
  )
}

/** With recording for `createGraph`, else as the caller has it. */
export function recording<T>(createGraph: boolean, fn: () => T): T {
  return createGraph || isGradEnabled() ? enableGrad(fn) : noGrad(fn)
}

/** Zeros for what is missing; with `strict` that is an error, as is what cannot be derived again. */
export function filled(
  { what, options: { strict, createGraph } }: Call,
  found: readonly (Tensor | null)[],
  references: readonly Tensor[],
  subject: string,
): Tensor[] {
  return found.map((gradient, i) => {
    if (strict && gradient === null) refuse(what, `${subject} ${i} (strict)`)
    if (strict && createGraph && gradient && !gradient.requiresGrad) {
      refuse(what, `the result is independent of input ${i} (strict with createGraph)`)
    }
    return gradient ?? zerosAs(references[i]!)
  })
}

/** The only output, of one element. */
export function scalarOf({ what, outputs, likeOutputs }: Call): Tensor {
  const [output] = outputs
  if (Array.isArray(likeOutputs(outputs)) || output === undefined) {
    return refuse(
      what,
      'expected a function that returns one tensor, found one that returns several',
    )
  }
  checkTensor(what, output)
  if (output.nelement() === 1) return output
  return refuse(
    what,
    `expected a function that returns a tensor of one element, found one of ${describeValue(output.nelement())}`,
  )
}
