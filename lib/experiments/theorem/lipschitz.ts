/** The Lipschitz condition of section 3, in its difference form, near zero. */
import { tidy, type Tensor } from '../../tensor'
import { exhibit, type Exhibit } from '../exhibit'
import { normalizationFunctions, type VectorFunction } from './functions'
import { Sampler } from './sample'

const head = {
  id: 'lipschitz',
  label: 'Lipschitz condition',
  title: 'What the good normalisations share, and normalize lacks',
  text: [
    'How much farther apart two vectors can be after normalisation than before: the greatest ' +
      '‖F(x) − F(x′)‖ / ‖x − x′‖ of random pairs, and of pairs x, −x, within a distance of zero. ' +
      'A Lipschitz function has a bound; where the number grows as the pairs come nearer to zero, ' +
      'there is none.',
  ],
}

const size = 10
const pairs = 200
const radii = [1, 1e-2, 1e-4, 1e-6]

function norm(x: Tensor): number {
  return x.norm(2).item<number>()
}

function withNorm(x: Tensor, length: number): Tensor {
  return x.mul(length / norm(x))
}

function greatest(f: VectorFunction, radius: number, sampler: Sampler): number {
  let most = 0
  for (let i = 0; i < pairs; ++i)
    tidy(() => {
      const x = withNorm(sampler.normal(size), radius)
      const other = i % 2 === 0 ? x.neg() : withNorm(sampler.normal(size), radius)
      most = Math.max(most, norm(f(x).sub(f(other))) / norm(x.sub(other)))
    })
  return most
}

export function lipschitz(): Exhibit {
  using sampler = new Sampler(3)
  const rows = Object.entries(normalizationFunctions).map(([name, f]) => {
    const [one, hundredth, small, tiny] = radii.map(radius => greatest(f, radius, sampler)) as [
      number,
      number,
      number,
      number,
    ]
    return { normalization: name, one, hundredth, small, tiny, bounded: tiny < 2 * small }
  })
  const good = rows.filter(({ normalization }) => normalization !== 'normalize')
  const bad = rows.at(-1)!
  return exhibit(head, {
    rows,
    columns: [
      { key: 'normalization', title: 'F' },
      { key: 'one', title: 'within 1', digits: 3 },
      { key: 'hundredth', title: 'within 0.01', digits: 3 },
      { key: 'small', title: 'within 1e-4', digits: 3 },
      { key: 'tiny', title: 'within 1e-6', digits: 3 },
      { key: 'bounded', title: 'bounded' },
    ],
    findings: [
      {
        holds: good.every(({ bounded }) => bounded),
        text: `The five normalisations that work are Lipschitz near zero: none stretches by more than ${Math.max(
          ...good.map(({ one, tiny }) => Math.max(one, tiny)),
        ).toFixed(2)}.`,
      },
      {
        holds: !bad.bounded,
        text:
          `normalize is not: within 1e-6 of zero it moves vectors ${bad.tiny.toExponential(1)} ` +
          'times as far apart.',
      },
    ],
    notes: [
      'In print the condition is ‖F(x)‖ ≤ c‖x‖, which softmax and sigmoid fail, as F(0) is not 0: ' +
        'what is meant is the difference form.',
    ],
  })
}
