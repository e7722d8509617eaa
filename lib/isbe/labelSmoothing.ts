/** The paper's two names for blurred targets, as PyTorch's one. */
import { checkNumber, describeValue } from '../base/check'
import { OptionError } from '../base/errors'

function checked(what: string, smoothing: number, value: number): number {
  if (smoothing >= 0 && smoothing <= 1) return smoothing
  throw new OptionError(
    `${what}: expected a label smoothing from 0 to 1, ${value} makes ${smoothing}`,
  )
}

function checkClasses(classes: number): void {
  if (Number.isInteger(classes) && classes >= 2) return
  throw new OptionError(
    `classes: expected an integer of at least 2, found ${describeValue(classes)}`,
  )
}

/** The text's μ, taken from the target and spread over the K − 1 others: μ·K/(K − 1). */
export function labelSmoothingFromMu(mu: number, classes: number): number {
  checkNumber('labelSmoothingFromMu', mu)
  checkClasses(classes)
  return checked('labelSmoothingFromMu', (mu * classes) / (classes - 1), mu)
}

/** The code's ε, what every other class gets: K·ε. Paper: Appendix B.2. */
export function labelSmoothingFromEps(eps: number, classes: number): number {
  checkNumber('labelSmoothingFromEps', eps)
  checkClasses(classes)
  return checked('labelSmoothingFromEps', classes * eps, eps)
}
