/** Windows of signal processing. PyTorch: `torch.signal.windows`. */
import type { DType } from '../../base/dtype'
import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator } from '../ops/operator'
import type { Layout, WrittenDevice } from '../ops/types'
import { tidy } from '../scope'
import type { Tensor } from '../tensor'
import { bindByName } from './arguments'

export interface WindowOptions<Name extends string = string> {
  /** Symmetric (default), for filters; false is periodic, for spectra. */
  sym?: boolean
  dtype?: DType | null
  layout?: Layout | null
  device?: WrittenDevice<Name> | null
  requiresGrad?: boolean
}

type Window<Own> = <Name extends string>(M: number, options?: Own & WindowOptions<Name>) => Tensor
type Factory = Pick<WindowOptions, 'dtype' | 'layout' | 'device'>

/** M points from the first one on, a step apart. */
type Points = (first: number, step: number, last?: number) => Tensor

interface Shape<Own> {
  M: number
  /** One less than M where symmetric. */
  period: number
  /** The same, but 0 for a single point. */
  span: number
  own: Own & WindowOptions
  points: Points
  factory: Factory
}

const linspace = operator('aten::linspace')
const ones = operator('aten::ones')
const empty = operator('aten::empty')
const bessel = operator('aten::i0')

const names = ['sym', 'dtype', 'layout', 'device', 'requiresGrad']

function fault(what: string, expected: string, found: unknown): never {
  throw new TorchError('VALUE', `${what}: expected ${expected}, found ${describeValue(found)}`)
}

function make<Own>(
  name: string,
  own: readonly string[],
  compute: (shape: Shape<Own>) => Tensor,
): Window<Own> {
  const what = `signal.windows.${name}`
  return (...args: unknown[]) => {
    const keywords = [...own, ...names]
    type Given = { M: number } & Own & WindowOptions
    const given = bindByName<Given>(what, ['M!'], keywords, args) as Given
    const { M, sym = true, dtype, layout = 'strided', device, requiresGrad = false } = given
    if (!Number.isSafeInteger(M) || M < 0) fault(what, 'M as an integer of 0 or more', M)
    if (layout !== 'strided') fault(what, "layout 'strided'", layout)
    if (dtype && !/^float(32|64)$/.test(dtype)) fault(what, "dtype 'float32' or 'float64'", dtype)
    const factory = { dtype, layout, device }
    const points: Points = (first, step, last = Infinity) =>
      linspace(first, Math.min(last, first + (M - 1) * step), M, factory) as Tensor
    const window = tidy(() => {
      if (M === 0) return empty([0], factory) as Tensor
      const period = sym ? M - 1 : M
      const span = sym || M === 1 ? M - 1 : M
      return compute({ M, period, span, own: given, points, factory })
    })
    if (requiresGrad) window.requiresGrad = true
    return window
  }
}

function sumOfCosines(shape: Shape<unknown>, weights: readonly number[]): Tensor {
  if (shape.M === 1) return ones([1], shape.factory) as Tensor
  const angles = shape.points(0, (2 * Math.PI) / shape.period)
  return weights
    .map((weight, i) =>
      angles
        .mul(i)
        .cos()
        .mul(i % 2 === 0 ? weight : -weight),
    )
    .reduce((sum, term) => sum.add(term))
}

function cosines(name: string, weights: readonly number[]): Window<object> {
  return make<object>(name, [], shape => sumOfCosines(shape, weights))
}

/** The sum of alternating cosines with the weights `a`. */
const generalCosine = make<{ a: readonly number[] }>('generalCosine', ['a'], shape => {
  const { a } = shape.own as { a?: readonly number[] }
  if (Array.isArray(a) && a.length > 0) return sumOfCosines(shape, a)
  return fault('signal.windows.generalCosine', 'a as a list of weights', a)
})

const generalHamming = make<{ alpha?: number }>('generalHamming', ['alpha'], shape => {
  const { alpha = 0.54 } = shape.own
  return sumOfCosines(shape, [alpha, 1 - alpha])
})

const bartlett = make<object>('bartlett', [], ({ M, period, points, factory }) =>
  M === 1
    ? (ones([1], factory) as Tensor)
    : points(-1, 2 / period)
        .abs()
        .neg()
        .add(1),
)

const cosine = make<object>('cosine', [], ({ span, points }) => {
  const step = Math.PI / (span + 1)
  return points(step / 2, step).sin()
})

const exponential = make<{ center?: number | null; tau?: number }>(
  'exponential',
  ['center', 'tau'],
  ({ span, own: { center = null, tau = 1, sym = true }, points }) => {
    const what = 'signal.windows.exponential'
    if (!(tau > 0)) fault(what, 'tau above 0', tau)
    if (sym && center !== null) fault(what, 'no center for a symmetric window', center)
    return points(-(center ?? span / 2) / tau, 1 / tau)
      .abs()
      .neg()
      .exp()
  },
)

const gaussian = make<{ std?: number }>('gaussian', ['std'], ({ span, own, points }) => {
  const { std = 1 } = own
  if (!(std > 0)) fault('signal.windows.gaussian', 'std above 0', std)
  const scale = 1 / (std * Math.SQRT2)
  return points((-span / 2) * scale, scale)
    .square()
    .neg()
    .exp()
})

const kaiser = make<{ beta?: number }>('kaiser', ['beta'], shape => {
  const { M, period, own, points, factory } = shape
  const { beta: given = 12 } = own
  if (!(given >= 0)) fault('signal.windows.kaiser', 'beta of 0 or more', given)
  const peak = ones([1], factory) as Tensor
  if (M === 1) return peak
  // As the dtype has it: a point beyond it, were it only by rounding, would have no root.
  const beta = peak.dtype === 'float32' ? Math.fround(given) : given
  const arc = points(-beta, (2 * beta) / period, beta)
    .square()
    .neg()
    .add(beta * beta)
    .sqrt()
  return (bessel(arc) as Tensor).div(bessel(peak.mul(beta)) as Tensor)
})

export const windows = {
  bartlett,
  blackman: cosines('blackman', [0.42, 0.5, 0.08]),
  cosine,
  exponential,
  gaussian,
  generalCosine,
  generalHamming,
  hamming: cosines('hamming', [0.54, 0.46]),
  hann: cosines('hann', [0.5, 0.5]),
  kaiser,
  nuttall: cosines('nuttall', [0.3635819, 0.4891775, 0.1365995, 0.0106411]),
}
