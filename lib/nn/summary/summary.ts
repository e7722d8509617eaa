import { checkInstance, checkOptionNames, describeValue } from '../../base/check'
import type { DType } from '../../base/dtype'
import { OptionError } from '../../base/errors'
import { elementCount } from '../../base/shape'
import { Tensor, noGrad, operators, tidy, type Device } from '../../tensor'
import { Module, type AnyModule } from '../module'
import { multiplyAdds, tensorsIn } from './multiplyAdds'
import { tableOf } from './table'

export interface SummaryRow {
  /** The path of the module; '' for the model itself. */
  name: string
  type: string
  /** How deep it lies in the model. */
  depth: number
  /** Of the tensors of its last output; null where its forward was not called. */
  outputShapes: number[][] | null
  /** Learned values of the module itself, each counted where it comes first. */
  parameters: number
  /** Products that are added up, of all its calls; those of the modules below are theirs. */
  multiplyAdds: number
}

export interface SummaryTotals {
  parameters: number
  /** Parameters that require a gradient. */
  trainable: number
  multiplyAdds: number
  /** Bytes of the inputs, of parameters and buffers, and of what modules without children gave. */
  inputBytes: number
  parameterBytes: number
  bufferBytes: number
  outputBytes: number
}

/** A model at a glance; as text, a table. */
export class Summary {
  constructor(
    readonly rows: readonly SummaryRow[],
    readonly totals: SummaryTotals,
  ) {}

  toString(): string {
    return tableOf(this.rows, this.totals)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

export interface SummaryOptions {
  /** Of inputs that are made of a shape (default that of the first parameter). */
  dtype?: DType
  device?: Device
}

type Shape = readonly number[]
type Input = Shape | Tensor

interface Seen {
  shapes: number[][] | null
  bytes: number
  multiplyAdds: number
}

/**
 * Runs a model once, in evaluation and unrecorded, on zeros of a shape (the batch included), of
 * several shapes, or on tensors: the shape that each layer gives, its parameters and multiply-adds,
 * and the memory of it all. What is counted are products of matrices and convolutions.
 */
export function summary(
  model: AnyModule,
  inputShape: Input | readonly Input[],
  options: SummaryOptions = {},
): Summary {
  checkInstance('summary: model', model, Module, 'a module')
  checkOptionNames('summary', options, ['dtype', 'device'])
  return noGrad(() =>
    tidy(() => {
      const inputs = inputsOf(model, inputShape, options)
      const seen = observe(model, inputs)
      const counted = new Set<Tensor>()
      const rows = model.namedModules().map(([name, module]) => rowOf(name, module, seen, counted))
      return new Summary(rows, totalsOf(model, inputs, rows, seen))
    }),
  )
}

function isShape(value: unknown): value is Shape {
  return Array.isArray(value) && value.every(size => Number.isSafeInteger(size) && size >= 0)
}

function inputsOf(model: AnyModule, given: unknown, options: SummaryOptions): Tensor[] {
  const list = isShape(given) || given instanceof Tensor ? [given] : given
  const isList = Array.isArray(list) && list.every(one => isShape(one) || one instanceof Tensor)
  if (!isList || list.length === 0) {
    throw new OptionError(
      `summary: inputShape: expected a shape such as [1, 3, 32, 32], a tensor, or an array of ` +
        `them, found ${describeValue(given)}`,
    )
  }
  const [first] = model.parameters()
  const { dtype = first?.dtype, device = first?.device } = options
  return (list as Input[]).map(one =>
    one instanceof Tensor ? one : operators.zeros([...one], { dtype, device }),
  )
}

/** What each module gave and did in one forward of the model. */
function observe(model: AnyModule, inputs: readonly Tensor[]): Map<AnyModule, Seen> {
  const seen = new Map<AnyModule, Seen>()
  const modules = model.modules()
  const modes = modules.map(module => module.training)
  const hooks = modules.map(module =>
    module.registerForwardHook((_, given, output) => {
      const tensors = tensorsIn(output)
      const before = seen.get(module)
      seen.set(module, {
        shapes: tensors.map(tensor => tensor.shape),
        bytes: (before?.bytes ?? 0) + tensors.reduce((sum, tensor) => sum + tensor.nbytes, 0),
        multiplyAdds: (before?.multiplyAdds ?? 0) + multiplyAdds(module, given, output),
      })
    }),
  )
  try {
    model.eval()
    model.forward(...inputs)
  } finally {
    hooks.forEach(hook => hook.remove())
    modules.forEach((module, i) => (module.training = modes[i]!))
  }
  return seen
}

function rowOf(
  name: string,
  module: AnyModule,
  seen: ReadonlyMap<AnyModule, Seen>,
  counted: Set<Tensor>,
): SummaryRow {
  const own = module.parameters({ recurse: false }).filter(parameter => !counted.has(parameter))
  own.forEach(parameter => counted.add(parameter))
  const found = seen.get(module)
  return {
    name,
    type: module.constructor.name,
    depth: name === '' ? 0 : name.split('.').length,
    outputShapes: found?.shapes ?? null,
    parameters: own.reduce((sum, { shape }) => sum + elementCount(shape), 0),
    multiplyAdds: found?.multiplyAdds ?? 0,
  }
}

function totalsOf(
  model: AnyModule,
  inputs: readonly Tensor[],
  rows: readonly SummaryRow[],
  seen: ReadonlyMap<AnyModule, Seen>,
): SummaryTotals {
  const bytesOf = (tensors: readonly Tensor[]): number =>
    tensors.reduce((sum, tensor) => sum + tensor.nbytes, 0)
  const parameters = model.parameters()
  const learned = parameters.filter(parameter => parameter.requiresGrad)
  const leaves = model.modules().filter(module => module.children().length === 0)
  return {
    parameters: rows.reduce((sum, row) => sum + row.parameters, 0),
    trainable: learned.reduce((sum, { shape }) => sum + elementCount(shape), 0),
    multiplyAdds: rows.reduce((sum, row) => sum + row.multiplyAdds, 0),
    inputBytes: bytesOf(inputs),
    parameterBytes: bytesOf(parameters),
    bufferBytes: bytesOf(model.buffers()),
    outputBytes: leaves.reduce((sum, module) => sum + (seen.get(module)?.bytes ?? 0), 0),
  }
}
