/** Gradients: `backward` and `grad`. */
import { checkBoolean, checkOptionNames, isPlainObject } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { native } from '../../native'
import { handlesOf, optionalTensors, tensorList, tensorsOf, type TensorOrTensors } from '../check'
import { operator } from '../ops/operator'
import { settledHandle } from '../scope'
import { Tensor } from '../tensor'
import { explained } from './anomaly'
import { rowsOfBatch, saying } from './gradientCheck'

export interface BackwardOptions {
  /** Keeps the graph for another backward; needed for second derivatives. */
  retainGraph?: boolean
  /** Records the backward itself, so that it can be differentiated. */
  createGraph?: boolean
  /** Only these accumulate gradients; all leaves by default. */
  inputs?: TensorOrTensors
}

export interface GradOptions {
  gradOutputs?: Tensor | readonly (Tensor | null)[] | null
  retainGraph?: boolean
  createGraph?: boolean
  /** An input that the outputs do not depend on gets null instead of an error. */
  allowUnused?: boolean
  /** It gets zeros; implies `allowUnused`. */
  materializeGrads?: boolean
  /**
   * The first dimension of `gradOutputs` is a batch: so has each gradient. One backward an element of
   * it, where PyTorch vectorizes.
   */
  isGradsBatched?: boolean
}

export interface BackwardMethods {
  /**
   * Accumulates gradients in the leaves. `gradient` is the gradient of this tensor (of its shape),
   * and may be left out for a tensor with one element.
   */
  backward(gradient?: Tensor | null, options?: BackwardOptions): void
  /** With `gradient` by name too. */
  backward(options: BackwardOptions & { gradient?: Tensor | null }): void
}

type Gradients = Tensor | readonly (Tensor | null)[] | null | undefined
type NamedGradients = BackwardOptions & { gradients?: Gradients }

/** The gradients, and the other options, of what was all written by name. */
function split(
  named: NamedGradients,
  more: BackwardOptions | undefined,
): [Gradients, BackwardOptions] {
  if (more !== undefined) throw new OptionError('backward: expected one object of options')
  const { gradients, ...options } = named
  return [gradients, options]
}

const stack = operator('aten::stack')
const zerosLike = operator('aten::zeros_like')

/**
 * Accumulates the gradients of tensors in the leaves. PyTorch: `torch.autograd.backward`.
 * @throws TorchError TYPE for what is no tensor, VALUE for tensors that need no gradient.
 */
export function backward(
  tensors: TensorOrTensors,
  gradients?: Tensor | readonly (Tensor | null)[] | null,
  options?: BackwardOptions,
): void
/** With the gradients by name too. */
export function backward(tensors: TensorOrTensors, options: NamedGradients): void
export function backward(
  tensors: TensorOrTensors,
  gradientsOrOptions?: Tensor | readonly (Tensor | null)[] | null | NamedGradients,
  last?: BackwardOptions,
): void {
  const [gradients, options] = isPlainObject(gradientsOrOptions)
    ? split(gradientsOrOptions as NamedGradients, last)
    : [gradientsOrOptions as Gradients, last ?? {}]
  const roots = tensorList('backward: tensors', tensors)
  const given = optionalTensors('backward: gradients', gradients)
  checkOptionNames('backward', options, ['retainGraph', 'createGraph', 'inputs'])
  const { retainGraph, createGraph = false } = options
  if (retainGraph !== undefined) checkBoolean('backward: retainGraph', retainGraph)
  checkBoolean('backward: createGraph', createGraph)
  const inputs = chosenInputs(options.inputs)
  for (const tensor of roots) {
    if (tensor.requiresGrad) continue
    throw new TorchError(
      'VALUE',
      'backward: expected a tensor computed from one with requiresGrad, found one without ' +
        'a gradient function; set requiresGrad on a leaf, and leave noGrad() before the forward pass',
    )
  }
  const run = (): void =>
    native.backward(
      handlesOf(roots),
      handlesOf(given),
      retainGraph ?? createGraph,
      createGraph,
      handlesOf(inputs),
    )
  explained(() => saying('backward', roots, given, run))
}

/** Those that alone accumulate gradients; none of them for all leaves. */
function chosenInputs(given: TensorOrTensors | null | undefined): readonly Tensor[] {
  if (given === undefined || given === null) return []
  const inputs = tensorList('backward: inputs', given)
  if (inputs.length > 0) return inputs
  throw new OptionError(
    'backward: inputs: expected at least one tensor, found none; leave inputs out for all leaves',
  )
}

const gradOptions = [
  'gradOutputs',
  'retainGraph',
  'createGraph',
  'allowUnused',
  'materializeGrads',
  'isGradsBatched',
]

/**
 * The gradients of `outputs` with respect to `inputs`, one an input. PyTorch: `torch.autograd.grad`.
 * @throws TorchError TYPE for what is no tensor, VALUE for no input.
 */
export function grad(
  outputs: TensorOrTensors,
  inputs: TensorOrTensors,
  options?: GradOptions & ({ allowUnused?: false } | { materializeGrads: true }),
): Tensor[]
/** With null for an input that the outputs do not depend on. */
export function grad(
  outputs: TensorOrTensors,
  inputs: TensorOrTensors,
  options?: GradOptions,
): (Tensor | null)[]
export function grad(
  outputs: TensorOrTensors,
  inputs: TensorOrTensors,
  options?: GradOptions,
): (Tensor | null)[] {
  const roots = tensorList('grad: outputs', outputs)
  const sources = tensorList('grad: inputs', inputs)
  if (sources.length === 0) {
    throw new TorchError('VALUE', 'grad: inputs: expected at least one tensor, found none')
  }
  return options === undefined
    ? gradientsBetween(roots, sources, {})
    : gradWith(roots, sources, options)
}

function gradWith(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  options: GradOptions,
): (Tensor | null)[] {
  checkOptionNames('grad', options, gradOptions)
  const { allowUnused, materializeGrads = false, isGradsBatched = false } = options
  checkBoolean('grad: materializeGrads', materializeGrads)
  checkBoolean('grad: isGradsBatched', isGradsBatched)
  for (const name of ['retainGraph', 'createGraph', 'allowUnused'] as const)
    if (options[name] !== undefined) checkBoolean(`grad: ${name}`, options[name])
  if (materializeGrads && allowUnused === false) {
    throw new OptionError('grad: expected allowUnused: true, or none, with materializeGrads')
  }
  const compute = isGradsBatched ? batchOfGradients : gradientsBetween
  const found = compute(outputs, inputs, {
    ...options,
    allowUnused: allowUnused ?? materializeGrads,
  })
  if (!materializeGrads) return found
  return found.map((gradient, i) => gradient ?? (zerosLike(inputs[i]) as Tensor))
}

function gradientsBetween(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  { gradOutputs, retainGraph, createGraph = false, allowUnused = false }: GradOptions,
): (Tensor | null)[] {
  const given = optionalTensors('grad: gradOutputs', gradOutputs)
  const run = (): ReturnType<typeof native.grad> =>
    native.grad(
      handlesOf(outputs),
      handlesOf(inputs),
      handlesOf(given),
      retainGraph ?? createGraph,
      createGraph,
      allowUnused,
    )
  return tensorsOf(explained(() => saying('grad', outputs, given, run)))
}

function batchOfGradients(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  options: GradOptions,
): (Tensor | null)[] {
  const given = optionalTensors('grad: gradOutputs', options.gradOutputs)
  const rows = rowsOfBatch(given).map((gradOutputs, i, { length }) =>
    gradientsBetween(outputs, inputs, {
      ...options,
      gradOutputs,
      retainGraph: i + 1 < length || options.retainGraph,
    }),
  )
  return inputs.map((_, k) => {
    const column = rows.map(row => row[k]!)
    return column.includes(null as never) ? null : (stack(column, 0) as Tensor)
  })
}

type NamedGradient = BackwardOptions & { gradient?: Tensor | null }

Object.defineProperty(Tensor.prototype, 'backward', {
  value: function (
    this: Tensor,
    gradientOrOptions?: Tensor | null | NamedGradient,
    options?: BackwardOptions,
  ): void {
    if (!isPlainObject(gradientOrOptions)) {
      return backward(this, gradientOrOptions as Tensor | null | undefined, options)
    }
    const { gradient, ...others } = gradientOrOptions as NamedGradient
    backward(this, gradient, options ?? others)
  },
})

/** The gradients of many tensors in one crossing; null where there is none. */
export function gradientsOf(tensors: readonly Tensor[]): (Tensor | null)[] {
  return native
    .gradients(tensors.map(settledHandle))
    .map(handle => (handle ? new Tensor(handle) : null))
}

/** Whether every gradient that there is lies in memory as its tensor does, with its dtype and device. */
export function gradientsLieAlike(tensors: readonly Tensor[]): boolean {
  return native.gradientsLieAlike(tensors.map(settledHandle))
}

/** Drops (or, with `setToNone: false`, zeroes) the gradients of many tensors in one crossing. */
export function zeroGradients(tensors: readonly Tensor[], setToNone = true): void {
  native.zeroGradients(tensors.map(settledHandle), setToNone)
}
