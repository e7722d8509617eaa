/** Theorem A1, in float64: which functions have the softmax trick, and by how much the others miss it. */
import { operators, tidy, type Tensor } from '../../tensor'
import { exhibit, type Exhibit } from '../exhibit'
import { dilatedSoftmax, normalizationFunctions, type VectorFunction } from './functions'
import { distance, jacobian } from './jacobian'
import { Sampler } from './sample'

const head = {
  id: 'theorem-a1',
  label: 'Theorem A1',
  title: 'Only dilated and relocated softmax has the softmax trick',
  text: [
    'A function F has the dilated softmax trick if there is a d such that the gradient of ' +
      'cross-entropy after F is d ⊙ (Y − Y°), for all raw scores and targets. For each function the ' +
      'best d is found by least squares over random raw scores and all single classes; what is left ' +
      'over, as a share of the gradient, is 0 for a function that has the trick.',
    'Sigmoid, tanh and their hard variants do not have it. ISBE uses them all the same: it sends ' +
      'Y − Y°, which is then the gradient of another loss.',
  ],
}

const size = 5
const samples = 40

/** Sums over samples and targets, for each component j: of a², b² and ab in a ≈ d_j b. */
interface Sums {
  aa: Float64Array
  bb: Float64Array
  ab: Float64Array
}

/**
 * For the targets e_i the trick reads −J_ij / y_i = d_j (y_j − δ_ij). Multiplied by y_i, so that
 * scores of 0 divide nothing.
 */
function addSample(sums: Sums, f: VectorFunction, x: Tensor): void {
  tidy(() => {
    const y = f(x)
    const a = jacobian(f, x).neg().toArray<number[][]>()
    const scores = y.toArray<number[]>()
    for (let i = 0; i < size; ++i)
      for (let j = 0; j < size; ++j) {
        const b = scores[i]! * (scores[j]! - (i === j ? 1 : 0))
        sums.aa[j]! += a[i]![j]! ** 2
        sums.bb[j]! += b ** 2
        sums.ab[j]! += a[i]![j]! * b
      }
  })
}

/** What the best d leaves over, from 0 to 1. */
function residual(f: VectorFunction, sampler: Sampler): number {
  const zeros = (): Float64Array => new Float64Array(size)
  const sums: Sums = { aa: zeros(), bb: zeros(), ab: zeros() }
  for (let i = 0; i < samples; ++i) tidy(() => addSample(sums, f, sampler.normal(size, 1.5)))
  let [left, whole] = [0, 0]
  for (let j = 0; j < size; ++j) {
    left += Math.max(0, sums.aa[j]! - sums.ab[j]! ** 2 / sums.bb[j]!)
    whole += sums.aa[j]!
  }
  return Math.sqrt(left / whole)
}

interface Dilated {
  jacobian: number
  trick: number
}

/** The greatest deviations of softmax(d⊙x − c), over random d of both signs and random c. */
function examineDilated(sampler: Sampler): Dilated {
  const worst = { jacobian: 0, trick: 0 }
  for (let i = 0; i < samples; ++i)
    tidy(() => {
      const [d, c, x] = [3, 5, 2].map(scale => sampler.normal(size, scale)) as [
        Tensor,
        Tensor,
        Tensor,
      ]
      const f = dilatedSoftmax(d, c)
      const y = f(x)
      const found = jacobian(f, x)
      const formula = operators.diag(d.mul(y)).sub(operators.outer(y, d.mul(y)))
      worst.jacobian = Math.max(worst.jacobian, distance(found, formula))
      if (y.min().item<number>() < 1e-9) return
      const target = sampler.distribution(size)
      const sent = operators.mv(found.t(), target.div(y).neg())
      const size2 = 1 + sent.abs().max().item<number>()
      worst.trick = Math.max(worst.trick, distance(sent, d.mul(y.sub(target))) / size2)
    })
  return worst
}

/** softmax(x + ε W tanh x): as near to softmax as ε is small, and none of it. */
function perturbed(epsilon: number, weight: Tensor): VectorFunction {
  return x => operators.softmax(x.add(operators.mv(weight, operators.tanh(x)).mul(epsilon)), 0)
}

const exact = 1e-6

export function theoremA1(): Exhibit {
  using sampler = new Sampler(2)
  const dilated = examineDilated(sampler)
  const rows: { function: string; residual: number; hasTrick: boolean }[] = []
  const add = (name: string, f: VectorFunction): void => {
    const left = tidy(() => residual(f, sampler))
    rows.push({ function: name, residual: left, hasTrick: left < exact })
  }
  tidy(() => {
    const weight = sampler.normal(size * size).view([size, size])
    add('softmax', normalizationFunctions.softmax!)
    add(
      'softmax(d⊙x − c), random d and c',
      dilatedSoftmax(sampler.normal(size), sampler.normal(size)),
    )
    for (const name of ['sigmoid', 'hardsigmoid', 'tanh', 'hardtanh'])
      add(name, normalizationFunctions[name]!)
    for (const epsilon of [0.001, 0.01, 0.1, 1])
      add(`softmax, perturbed by ${epsilon}`, perturbed(epsilon, weight))
  })
  const others = rows.slice(2)
  return exhibit(head, {
    rows,
    columns: [
      { key: 'function', title: 'F' },
      { key: 'residual', title: 'left over', digits: 4 },
      { key: 'hasTrick', title: 'has the trick' },
    ],
    findings: [
      {
        holds: dilated.jacobian < 1e-12 && dilated.trick < 1e-9,
        text:
          'For softmax(d⊙x − c) the Jacobian (A2) and the trick (A3) hold for random d and c within ' +
          `${Math.max(dilated.jacobian, dilated.trick).toExponential(1)}.`,
      },
      {
        holds: others.every(({ hasTrick }) => !hasTrick),
        text:
          'Sigmoid, tanh, their hard variants and perturbed softmax do not have it: at best ' +
          `${(100 * Math.min(...others.map(each => each.residual))).toPrecision(2)} % of the ` +
          `gradient is left over, at worst ${(100 * Math.max(...others.map(each => each.residual))).toFixed(0)} %.`,
      },
    ],
    notes: [
      'Slip in print: in the proof of (3) → (2), swapping i and j gives ∂y_i/∂x_j = d_j (δ_ij − y_j) y_i; ' +
        'the factor y_i is missing, and the difference has y_i for y_j.',
      'The hard variants are not differentiable where they bend; their slope is taken as libtorch ' +
        'takes it, and the theorem, which asks for differentiable functions, does not speak of them.',
    ],
  })
}
