/** Gradients against finite differences. PyTorch: `torch.autograd.gradcheck`. */
import { checkBoolean, checkFunction, checkNumber, checkOptionNames } from '../../base/check'
import { TorchError } from '../../base/errors'
import { optionalTensors, tensorList, type TensorOrTensors } from '../check'
import { operator } from '../ops/operator'
import { tidy } from '../scope'
import { Tensor } from '../tensor'
import { analyticalJacobians, numericalJacobians, type Jacobians } from './jacobians'
import { grad } from './backward'
import { enableGrad } from './modes'

export interface GradcheckOptions {
  /** How far an element is moved to either side (default 1e-6). */
  eps?: number
  /** |analytical − numerical| may be atol + rtol·|numerical| (default 1e-5 and 1e-3). */
  atol?: number
  rtol?: number
  /** Throws where gradients are wrong (default), or returns false. */
  raiseException?: boolean
  /** How much gradients may differ from one backward to the next (default 0). */
  nondetTol?: number
  /** Whether a gradient of zeros must give zeros (default true). */
  checkUndefinedGrad?: boolean
}

export interface GradgradcheckOptions extends GradcheckOptions {
  /** The gradients that backward starts from, one an output; random by default. */
  gradOutputs?: TensorOrTensors
}

/** Takes what it is given as inputs, tensors or not; gives a tensor or several. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what the user's function takes
export type CheckedFunction = (...inputs: any[]) => TensorOrTensors

const names = ['eps', 'atol', 'rtol', 'raiseException', 'nondetTol', 'checkUndefinedGrad']
const zerosLike = operator('aten::zeros_like')
const randnLike = operator('aten::randn_like')
const detach = operator('aten::detach')

function parse(what: string, options: GradcheckOptions): Required<GradcheckOptions> {
  checkOptionNames(what, options, names)
  const { eps = 1e-6, atol = 1e-5, rtol = 1e-3, nondetTol = 0 } = options
  const { raiseException = true, checkUndefinedGrad = true } = options
  const parsed = { eps, atol, rtol, raiseException, nondetTol, checkUndefinedGrad }
  for (const name of ['eps', 'atol', 'rtol', 'nondetTol'] as const) {
    checkNumber(`${what}: ${name}`, parsed[name])
  }
  checkBoolean(`${what}: raiseException`, parsed.raiseException)
  checkBoolean(`${what}: checkUndefinedGrad`, parsed.checkUndefinedGrad)
  return parsed
}

function fail(message: string): never {
  throw new TorchError('VALUE', `gradcheck: ${message}`)
}

function listOf(inputs: unknown): unknown[] {
  return Array.isArray(inputs) ? inputs : [inputs]
}

function isChecked(input: unknown): input is Tensor {
  return input instanceof Tensor && input.requiresGrad
}

function checkInputs(inputs: readonly unknown[]): void {
  const checked = inputs.filter(isChecked)
  if (checked.length === 0) fail('expected an input that requires a gradient, found none')
  for (const { dtype } of checked) {
    if (dtype.startsWith('complex')) {
      throw new TorchError('NOT_IMPLEMENTED', `gradcheck: expected real inputs, found ${dtype}`)
    }
    if (dtype === 'float64') continue
    process.emitWarning(`gradcheck: differences in ${dtype} are too coarse; use float64 inputs`)
  }
}

function differentiableOutputs(fn: CheckedFunction, inputs: readonly unknown[]): Tensor[] {
  const outputs = enableGrad(() => tensorList('gradcheck: outputs', fn(...inputs)))
  return outputs.filter(output => output.requiresGrad)
}

/**
 * Compares the gradients of `fn` at `inputs`, of those that require one, with differences of its
 * values; inputs that are no tensors are passed on. Meant for float64. True when all agree.
 * @throws TorchError VALUE that shows both Jacobians where they do not, unless `raiseException` is
 * false.
 */
export function gradcheck(
  fn: CheckedFunction,
  inputs: unknown,
  options: GradcheckOptions = {},
): boolean {
  const parsed = parse('gradcheck', options)
  checkFunction('gradcheck', fn)
  try {
    tidy(() => check(fn, listOf(inputs), parsed))
    return true
  } catch (error) {
    const isVerdict = error instanceof TorchError && error.message.startsWith('gradcheck: ')
    if (isVerdict && !parsed.raiseException && error.code === 'VALUE') return false
    throw error
  }
}

function check(
  fn: CheckedFunction,
  inputs: readonly unknown[],
  options: Required<GradcheckOptions>,
): void {
  checkInputs(inputs)
  const outputs = differentiableOutputs(fn, inputs)
  const checked = inputs.filter(isChecked)
  const numerical = numericalJacobians(fn, inputs, isChecked, options.eps)
  if (outputs.length === 0) return checkFlat(numerical)
  const analytical = analyticalJacobians(outputs, checked)
  compareTwice(analytical, analyticalJacobians(outputs, checked), options.nondetTol)
  compare(analytical, numerical, options)
  if (options.checkUndefinedGrad) checkZeros(outputs, checked)
}

function numbersIn(jacobians: Jacobians): number[] {
  return jacobians.flat().flatMap(jacobian => [...jacobian])
}

function checkFlat(numerical: Jacobians): void {
  if (numbersIn(numerical).every(value => value === 0)) return
  fail('numerical gradient of an output that requires no gradient is not zero')
}

function compareTwice(first: Jacobians, second: Jacobians, tolerance: number): void {
  const other = numbersIn(second)
  const apart = numbersIn(first).some((value, i) => !(Math.abs(value - other[i]!) <= tolerance))
  if (apart) fail(`backward is not reproducible: two of them differ by more than ${tolerance}`)
}

function compare(
  analytical: Jacobians,
  numerical: Jacobians,
  { atol, rtol }: Required<GradcheckOptions>,
): void {
  analytical.forEach((ofOutput, output) => {
    ofOutput.forEach((jacobian, input) => {
      const other = numerical[output]![input]!
      const agrees = jacobian.every((value, i) => {
        return Math.abs(value - other[i]!) <= atol + rtol * Math.abs(other[i]!)
      })
      if (agrees) return
      fail(
        `Jacobian mismatch for output ${output} with respect to input ${input},\n` +
          `numerical: ${shown(other)}\nanalytical: ${shown(jacobian)}`,
      )
    })
  })
}

function shown(values: Float64Array): string {
  return [...values.slice(0, 20)].map(value => value.toPrecision(6)).join(', ')
}

function checkZeros(outputs: readonly Tensor[], inputs: readonly Tensor[]): void {
  const found = grad(outputs, inputs, {
    gradOutputs: outputs.map(output => zerosLike(output) as Tensor),
    retainGraph: true,
    allowUnused: true,
  })
  const wrong = found.some(gradient => gradient && gradient.ne(0).any().item() === true)
  if (wrong) fail('backward not multiplied by the gradient of the output')
}

/**
 * The same for the gradients of gradients: `gradcheck` of backward itself, in the inputs and in what
 * it starts from. PyTorch: `torch.autograd.gradgradcheck`.
 * @throws as `gradcheck`.
 */
export function gradgradcheck(
  fn: CheckedFunction,
  inputs: unknown,
  options: GradgradcheckOptions = {},
): boolean {
  checkOptionNames('gradgradcheck', options, [...names, 'gradOutputs'])
  checkFunction('gradgradcheck', fn)
  const { gradOutputs, ...rest } = options
  const points = listOf(inputs)
  return tidy(() => {
    const outputs = differentiableOutputs(fn, points)
    const starts = outputs.map((output, i) => startOf(output, gradOutputs, i))
    const backwardOf = (...all: unknown[]): Tensor[] => {
      const given = all.slice(0, points.length)
      const found = grad(differentiableOutputs(fn, given), given.filter(isChecked), {
        gradOutputs: all.slice(points.length) as Tensor[],
        createGraph: true,
        allowUnused: true,
      })
      return found.filter(gradient => gradient !== null)
    }
    return gradcheck(backwardOf, [...points, ...starts], rest)
  })
}

function startOf(output: Tensor, given: TensorOrTensors | undefined, index: number): Tensor {
  const chosen = optionalTensors('gradgradcheck: gradOutputs', given)[index]
  const start = detach(chosen ?? randnLike(output)) as Tensor
  start.requiresGrad = true
  return start
}
