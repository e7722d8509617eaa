/** Rare classes: the paper suggests a dilated softmax for unbalanced datasets. */
import { exhibit, nothing, type Exhibit } from '../exhibit'
import { paperLoss } from '../losses'
import type { FinishedRun, Results } from '../results'
import { decodeBytes } from '../run/result'
import { mean } from '../statistics/student'

const head = {
  id: 'tail',
  label: 'Rare classes',
  title: 'MNIST with a long tail: does a dilation help?',
  text: [
    'Of digit 0 all images are kept, of each next digit fewer, of 9 the fewest. Recall is the share ' +
      'of the test images of a digit that is recognised. Weights: 1 / count. Dilation: ' +
      'softmax(d⊙x) with d = (most / count)^¼, and its inverse. Relocation: softmax(x − c) with ' +
      'c = −log(share of the class). Classes are chosen by the greatest x.',
  ],
}

const rarest = [7, 8, 9]

/** Of each digit, in percent. */
function recalls({ config, result }: FinishedRun, results: Results): number[] {
  const labels = results.sets.labels(config.data)
  const hits = Array.from({ length: 10 }, () => [0, 0] as [right: number, all: number])
  decodeBytes(result.predictions).forEach((found, i) => {
    const own = hits[labels[i]!]!
    own[1] += 1
    if (found === labels[i]) own[0] += 1
  })
  return hits.map(([right, all]) => (100 * right) / all)
}

export function tail(results: Results): Exhibit {
  const runs = results.runs('tail', 'n0')
  if (runs.length === 0) return nothing(head, 'none of its runs is finished')
  const rows = runs.map(run => {
    const each = recalls(run, results)
    return {
      loss: paperLoss(run.config.loss).label,
      balance: run.config.balance,
      mean: mean(each),
      rare: mean(rarest.map(digit => each[digit]!)),
      ...Object.fromEntries(each.map((value, digit) => [String(digit), value])),
    }
  })
  const plain = rows.find(({ loss, balance }) => loss === 'CE mean' && balance === 'none')
  const weighted = rows.find(({ loss, balance }) => loss === 'CE mean' && balance === 'weights')
  const dilated = rows.filter(({ balance }) => balance.includes('dilation'))
  const best = rows.reduce((a, b) => (b.mean > a.mean ? b : a))
  const { config } = runs[0]!
  return exhibit(head, {
    rows,
    columns: [
      { key: 'loss', title: 'loss' },
      { key: 'balance', title: 'balance' },
      { key: 'mean', title: 'mean recall', digits: 2 },
      { key: 'rare', title: 'of 7, 8, 9', digits: 2 },
      ...Array.from({ length: 10 }, (_, digit) => ({
        key: String(digit),
        title: String(digit),
        digits: 1,
      })),
    ],
    findings: [
      {
        holds: plain && dilated.length > 0 ? dilated.some(each => each.rare > plain.rare) : null,
        text:
          `Mean recall of the rarest three digits: ${plain ? `cross-entropy ${plain.rare.toFixed(1)} %` : ''}` +
          `${weighted ? `, weighted ${weighted.rare.toFixed(1)} %` : ''}` +
          `${dilated.map(each => `, ISBE with ${each.balance} ${each.rare.toFixed(1)} %`).join('')}. ` +
          `The best mean recall over all digits has ${best.loss} with ${best.balance}.`,
      },
    ],
    notes: [
      `N0, seed 1, ${config.epochs} epochs; the first class has ${config.tail} times as many images ` +
        'as the last.',
    ],
  })
}
