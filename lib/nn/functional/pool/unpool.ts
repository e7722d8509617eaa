/** Maxima put back where they were, with zeros elsewhere. */
import { TorchError } from '../../../base/errors'
import { operator, tidy, type Tensor } from '../../../tensor'
import { define } from '../define'
import type { Sizes } from './max'
import { listOf } from './size'

export interface UnpoolArgs {
  input: Tensor
  /** Of `maxPool` with `returnIndices`. */
  indices: Tensor
  kernelSize: Sizes
  stride?: Sizes | null
  padding?: Sizes
  /** Where several sizes give the same pooled one. */
  outputSize?: readonly number[] | null
}

const unpool2d = operator('aten::max_unpool2d')
const unpool3d = operator('aten::max_unpool3d')

function outputSizeOf(args: UnpoolArgs, dimensions: number, what: string): readonly number[] {
  const kernel = listOf(args.kernelSize, dimensions)
  const stride = listOf(args.stride ?? kernel, dimensions)
  const padding = listOf(args.padding ?? 0, dimensions)
  const pooled = args.input.shape.slice(-dimensions)
  const usual = pooled.map((size, i) => (size - 1) * stride[i]! + kernel[i]! - 2 * padding[i]!)
  if (!args.outputSize) return usual
  const wanted = args.outputSize.slice(-dimensions)
  const fits = wanted.every((size, i) => Math.abs(size - usual[i]!) < stride[i]!)
  const isComplete = [dimensions, dimensions + 2].includes(args.outputSize.length)
  if (fits && isComplete) return wanted
  throw new TorchError(
    'VALUE',
    `${what}: expected an outputSize less than a stride from [${usual.join(', ')}], found ` +
      `[${args.outputSize.join(', ')}]`,
  )
}

function maxUnpool(dimensions: 1 | 2 | 3) {
  const what = `nn.functional.maxUnpool${dimensions}d`
  return (args: UnpoolArgs): Tensor => {
    const { input, indices } = args
    const size = outputSizeOf(args, dimensions, what)
    if (dimensions === 2) return unpool2d(input, indices, size) as Tensor
    if (dimensions === 1) {
      const flat = (): Tensor =>
        unpool2d(input.unsqueeze(-1), indices.unsqueeze(-1), [...size, 1]) as Tensor
      return tidy(() => flat().squeeze(-1))
    }
    const kernel = listOf(args.kernelSize, 3)
    const stride = listOf(args.stride ?? kernel, 3)
    return unpool3d(input, indices, size, stride, listOf(args.padding ?? 0, 3)) as Tensor
  }
}

const names = ['kernelSize!', 'stride', 'padding', 'outputSize'] as const

/** PyTorch: `nn.functional.max_unpool1d`. */
export const maxUnpool1d = define('maxUnpool1d', ['input', 'indices'], names, maxUnpool(1))
/** PyTorch: `nn.functional.max_unpool2d`. */
export const maxUnpool2d = define('maxUnpool2d', ['input', 'indices'], names, maxUnpool(2))
/** PyTorch: `nn.functional.max_unpool3d`. */
export const maxUnpool3d = define('maxUnpool3d', ['input', 'indices'], names, maxUnpool(3))
