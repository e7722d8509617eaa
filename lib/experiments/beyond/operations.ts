/** "Fewer operations" as a table: operators dispatched, and arithmetic counted by hand. */
import { profile } from '../../profile'
import { operators, tidy } from '../../tensor'
import { exhibit, type Exhibit } from '../exhibit'
import type { PaperLoss } from '../losses'
import { contenders, makeStage, type Contender } from '../measure/contender'

const head = {
  id: 'operations',
  label: 'Operations',
  title: 'What the loss costs, counted',
  text: [
    'Of the loss or error alone, without the network: operators that libtorch dispatches for a batch, ' +
      'forward and backward (each a kernel, or calls of others); and, a sample of K classes, ' +
      'additions, multiplications, divisions and comparisons (arithmetic) and exp, log and tanh ' +
      '(functions), counted by hand from the formulas.',
  ],
}

const batchSize = 128
const classes = 10

/** Multiples of K and a constant: [a, b] is aK + b. */
type Count = readonly [perClass: number, constant: number]

interface Flops {
  arithmetic: Count
  functions: Count
}

/** Normalisation: maximum K−1, shift K, exp K, sum K−1, then K divisions. */
const softmaxForward: Count = [4, -2]

/**
 * Cross-entropy adds a log and a choice forward; backward it computes softmax from its logarithm
 * again (K exp), sums the K gradients, multiplies and subtracts. ISBE subtracts the target: 1 where
 * the others are 0, and K where the target is −1 elsewhere.
 */
function flopsOf(loss: PaperLoss): Flops {
  if (loss.kind === 'ce') {
    const reduced: Count = loss.reduction === 'none' ? [0, 0] : [0, 1]
    return { arithmetic: [7, -3 + reduced[1]], functions: [2, 1] }
  }
  switch (loss.normalization) {
    case 'softmax':
      return { arithmetic: [softmaxForward[0], softmaxForward[1] + 1], functions: [1, 0] }
    case 'sigmoid':
      return { arithmetic: [3, 1], functions: [1, 0] }
    case 'hardsigmoid':
      return { arithmetic: [4, 1], functions: [0, 0] }
    case 'tanh':
      return { arithmetic: [1, 1], functions: [1, 0] }
    case 'hardtanh':
      return { arithmetic: [3, 1], functions: [0, 0] }
    case 'normalize':
      return { arithmetic: [3, 0], functions: [0, 1] }
  }
}

function formula([perClass, constant]: Count): string {
  const parts = [
    ...(perClass === 0 ? [] : [perClass === 1 ? 'K' : `${perClass}K`]),
    ...(constant === 0 ? [] : [String(Math.abs(constant))]),
  ]
  if (parts.length === 0) return '0'
  return parts.join(constant < 0 ? ' − ' : ' + ')
}

function countOperators(contender: Contender): { forward: number; backward: number } {
  const stage = makeStage(contender, batchSize, 'cpu')
  return tidy(() => {
    const logits = operators.randn([batchSize, classes], { requiresGrad: true })
    const target = operators.randint(classes, [batchSize], { dtype: 'int64' })
    const forward = profile(() => stage(logits, target))
    const backward = profile(() => forward.result())
    return { forward: forward.operatorCalls(), backward: backward.operatorCalls() }
  })
}

export function operations(): Exhibit {
  const rows = contenders.map(contender => {
    const { forward, backward } = countOperators(contender)
    const { arithmetic, functions } = flopsOf(contender.loss)
    const total = (count: Count): number => count[0] * classes + count[1]
    return {
      loss: contender.loss.label,
      way: contender.way,
      forward,
      backward,
      arithmetic: formula(arithmetic),
      functions: formula(functions),
      total: total(arithmetic) + total(functions),
    }
  })
  const ce = rows.filter(({ loss }) => loss.startsWith('CE'))
  const direct = rows.filter(({ way }) => way === 'direct')
  const most = (some: readonly { forward: number; backward: number }[]): number =>
    Math.max(...some.map(({ forward, backward }) => forward + backward))
  const least = (some: readonly { forward: number; backward: number }[]): number =>
    Math.min(...some.map(({ forward, backward }) => forward + backward))
  return exhibit(head, {
    rows,
    columns: [
      { key: 'loss', title: 'loss' },
      { key: 'way', title: 'way' },
      { key: 'forward', title: 'operators forward', digits: 0 },
      { key: 'backward', title: 'backward', digits: 0 },
      { key: 'arithmetic', title: 'arithmetic' },
      { key: 'functions', title: 'functions' },
      { key: 'total', title: 'in all, K = 10', digits: 0 },
    ],
    findings: [
      {
        holds: most(direct) < least(ce),
        text:
          `ISBE, directly, dispatches at most ${most(direct)} operators forward and backward, ` +
          `cross-entropy at least ${least(ce)}.`,
      },
      {
        holds:
          Math.max(...direct.map(({ total }) => total)) < Math.min(...ce.map(each => each.total)),
        text:
          `By hand, for 10 classes: at most ${Math.max(...direct.map(({ total }) => total))} ` +
          `operations a sample against at least ${Math.min(...ce.map(each => each.total))}.`,
      },
    ],
    notes: [
      'Backward of a leaf: what autograd does to hand over and add up the gradient is in all of them.',
    ],
  })
}
