/** Whether gradients fit the outputs that they are of. */
import { TorchError } from '../../base/errors'
import { operator } from '../ops/operator'
import type { Tensor } from '../tensor'

const select = operator('aten::select')
const isSameSize = operator('aten::is_same_size') as (a: Tensor, b: Tensor) => boolean

function sizesOf(tensor: Tensor): string {
  return tensor.isNested ? 'a nested tensor' : `[${tensor.shape.join(', ')}]`
}

function haveOneShape(output: Tensor, gradient: Tensor): boolean {
  if (output.isNested !== gradient.isNested) return false
  return isSameSize(output, gradient)
}

function isComplex({ dtype }: Tensor): boolean {
  return dtype.startsWith('complex')
}

function checkGradient(what: string, output: Tensor, gradient: Tensor, i: number): void {
  if (!haveOneShape(output, gradient)) {
    const advice = output.isNested && gradient.isNested ? ' of other sizes' : ''
    throw new TorchError(
      'VALUE',
      `${what}: expected gradient ${i} in the shape of output ${i}, ${sizesOf(output)}, found ` +
        `${sizesOf(gradient)}${advice}`,
    )
  }
  if (isComplex(output) === isComplex(gradient)) return
  throw new TorchError(
    'TYPE',
    `${what}: expected gradient ${i} of dtype ${output.dtype} as output ${i}, found ` +
      `${gradient.dtype}; a complex output has a complex gradient, a real one a real gradient`,
  )
}

/** @throws TorchError VALUE for gradients of other shapes, TYPE for a real one of complex values. */
function checkGradients(
  what: string,
  outputs: readonly Tensor[],
  gradients: readonly (Tensor | null)[],
): void {
  gradients.forEach((gradient, i) => {
    if (gradient !== null && outputs[i]) checkGradient(what, outputs[i], gradient, i)
  })
}

/** Runs the engine, which refuses gradients that do not fit: the error then says which, and why. */
export function saying<T>(
  what: string,
  outputs: readonly Tensor[],
  gradients: readonly (Tensor | null)[],
  run: () => T,
): T {
  try {
    return run()
  } catch (error) {
    checkGradients(what, outputs, gradients)
    throw error
  }
}

/** The gradients of each element of a batch, which is their first dimension. */
export function rowsOfBatch(gradients: readonly (Tensor | null)[]): (Tensor | null)[][] {
  const sizes = gradients.filter(gradient => gradient !== null).map(({ shape }) => shape[0] ?? 0)
  const [size = 0] = sizes
  if (size === 0 || sizes.some(other => other !== size)) {
    throw new TorchError(
      'VALUE',
      'grad: expected gradOutputs with one batch size in their first dimension, with ' +
        `isGradsBatched, found ${sizes.length === 0 ? 'none' : `sizes ${sizes.join(', ')}`}`,
    )
  }
  return Array.from({ length: size }, (_, i) =>
    gradients.map(gradient => gradient && (select(gradient, 0, i) as Tensor)),
  )
}
