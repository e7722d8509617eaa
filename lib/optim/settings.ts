/** Checks that settings of optimizers share, with PyTorch's rules. */
import { checkBoolean, describeValue } from '../base/check'
import { isFloating } from '../base/dtype'
import { OptionError } from '../base/errors'
import { Tensor, describeTensor } from '../tensor'

/** The learning rate as operators take it: waiting for a GPU only where they must have a number. */
export function learningRate(lr: number | Tensor, device: string): number | Tensor {
  return lr instanceof Tensor && lr.device === device && device !== 'cpu' ? lr : scalarOf(lr)
}

export function scalarOf(value: number | Tensor): number {
  return value instanceof Tensor ? Number(value.item()) : value
}

/**
 * A setting that is read once: a number, or the value of a tensor, which is not kept.
 * @throws OptionError for what is neither, and for NaN.
 */
export function numberOf(what: string, value: unknown): number {
  if (value instanceof Tensor) checkScalar(what, value, () => undefined)
  const number = value instanceof Tensor ? scalarOf(value) : value
  if (typeof number === 'number' && !Number.isNaN(number)) return number
  throw new OptionError(`${what}: expected a number, found ${describeValue(value)}`)
}

/** Throws OptionError for a rate that is neither a number of at least 0 nor a tensor of one element. */
export function checkLearningRate(what: string, lr: unknown): void {
  checkScalar(`${what}: lr`, lr, value => checkAtLeast(`${what}: lr`, value, 0))
}

/** `check` for a number; a tensor must have one element, and is not waited for. */
export function checkScalar(what: string, value: unknown, check: (value: unknown) => void): void {
  if (!(value instanceof Tensor)) return check(value)
  if (value.shape.every(size => size === 1)) return
  throw new OptionError(
    `${what}: expected a tensor with one element, found ${describeTensor(value)}`,
  )
}

export function checkAtLeast(what: string, value: unknown, least: number): void {
  if (typeof value === 'number' && value >= least) return
  throw new OptionError(
    `${what}: expected a number of at least ${least}, found ${describeValue(value)}`,
  )
}

export function checkAtMost(what: string, value: unknown, most: number): void {
  if (typeof value === 'number' && value <= most) return
  throw new OptionError(
    `${what}: expected a number of at most ${most}, found ${describeValue(value)}`,
  )
}

export function checkFraction(what: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value < 1) return
  throw new OptionError(
    `${what}: expected a number from 0 to below 1, found ${describeValue(value)}`,
  )
}

/** Throws OptionError for what is no pair of fractions below 1. */
export function checkBetas(what: string, betas: unknown): void {
  checkTuple(`${what}: betas`, betas, 2)
  betas.forEach((beta, index) => checkFraction(`${what}: betas[${index}]`, beta))
}

/** Throws OptionError for what is no array of `length` values. */
export function checkTuple(
  what: string,
  value: unknown,
  length: number,
): asserts value is unknown[] {
  if (Array.isArray(value) && value.length === length) return
  throw new OptionError(`${what}: expected an array of ${length}, found ${describeValue(value)}`)
}

/** Settings that choose among PyTorch's implementations: there is one here, the fastest. */
export interface ImplementationSettings {
  /** Taken from PyTorch and without effect: a group steps through few operators over all of it. */
  foreach: boolean | null
  /** Record the step for gradients, by plain operators; of parameters that are no leaves. */
  differentiable: boolean
  /** Climb instead of descending. */
  maximize: boolean
}

/** The same, of optimizers for which PyTorch has a fused implementation. */
export interface FusedSettings extends ImplementationSettings {
  /** Taken from PyTorch and without effect: steps are fused wherever libtorch is right about it. */
  fused: boolean | null
}

/** Of optimizers that PyTorch records in CUDA graphs when asked to. */
export interface CapturableSettings extends ImplementationSettings {
  /** Taken from PyTorch; a step that needs the count of steps on the host is refused while recording. */
  capturable: boolean
}

export const implementationDefaults: ImplementationSettings = {
  foreach: null,
  maximize: false,
  differentiable: false,
}

/** Whether steps are recorded for gradients, which not every optimizer can do. */
export function isDifferentiable(settings: object): boolean {
  return (settings as Partial<ImplementationSettings>).differentiable ?? false
}

/** Whether the fused implementation is asked for, not only taken where it is right. */
export function isFused(settings: object): boolean {
  return (settings as Partial<FusedSettings>).fused ?? false
}

/** Throws OptionError for parameters with a gradient that `capturable` or `fused` does not take. */
export function checkParameters(what: string, group: { params: readonly Tensor[] }): void {
  const { capturable = false } = group as Partial<CapturableSettings>
  const fused = isFused(group)
  if (!capturable && !fused) return
  for (const parameter of group.params) {
    const { dtype, device } = parameter
    if (fused && !isFloating(dtype)) {
      throw new OptionError(
        `${what}: \`fused: true\` requires all the params to be floating point Tensors, found ` +
          describeTensor(parameter),
      )
    }
    if (capturable && !fused && !device.startsWith('cuda') && parameter.grad !== null) {
      throw new OptionError(
        `${what}: if \`capturable\` is true, params must be on supported devices: cuda; found ` +
          describeTensor(parameter),
      )
    }
  }
}

/** Throws OptionError for flags that are none, and for what contradicts itself. */
export function checkImplementation(
  what: string,
  settings: ImplementationSettings & Partial<FusedSettings & CapturableSettings>,
): void {
  const { foreach, fused = null, capturable = false, maximize, differentiable } = settings
  if (foreach !== null) checkBoolean(`${what}: foreach`, foreach)
  if (fused !== null) checkBoolean(`${what}: fused`, fused)
  checkBoolean(`${what}: capturable`, capturable)
  checkBoolean(`${what}: maximize`, maximize)
  checkBoolean(`${what}: differentiable`, differentiable)
  if (fused && differentiable)
    throw new OptionError(`${what}: \`fused\` does not support \`differentiable\``)
  if (fused && foreach)
    throw new OptionError(`${what}: \`fused\` and \`foreach\` cannot be \`true\` together`)
  if (foreach && differentiable)
    throw new OptionError(`${what}: \`foreach\` does not support \`differentiable\``)
}
