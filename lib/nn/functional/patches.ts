/** Sliding windows as columns, and back. */
import { operator, type Tensor } from '../../tensor'
import { define } from './define'

const columns = operator('aten::im2col')
const image = operator('aten::col2im')

export type Sizes = number | readonly number[]

export interface WindowArgs {
  input: Tensor
  kernelSize: Sizes
  dilation?: Sizes
  padding?: Sizes
  stride?: Sizes
}

function pair(sizes: Sizes): Sizes {
  return typeof sizes === 'number' ? [sizes, sizes] : sizes
}

function geometry({ kernelSize, dilation = 1, padding = 0, stride = 1 }: WindowArgs): Sizes[] {
  return [kernelSize, dilation, padding, stride].map(pair)
}

const names = ['dilation', 'padding', 'stride'] as const

/** Windows of [N, C, H, W] as columns [N, C·kernel, windows]. PyTorch: `nn.functional.unfold`. */
export const unfold = define(
  'unfold',
  ['input'],
  ['kernelSize!', ...names],
  (args: WindowArgs) => columns(args.input, ...geometry(args)) as Tensor,
)

/** Sums columns into an image of `outputSize`. PyTorch: `nn.functional.fold`. */
export const fold = define(
  'fold',
  ['input'],
  ['outputSize!', 'kernelSize!', ...names],
  (args: WindowArgs & { outputSize: Sizes }) =>
    image(args.input, pair(args.outputSize), ...geometry(args)) as Tensor,
)
