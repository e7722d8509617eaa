/** How near the gradient is to the one of float64: ISBE's, and libtorch's of cross-entropy. */
import type { DType } from '../../base/dtype'
import { softError } from '../../isbe'
import { Generator } from '../../runtime/generator'
import { operators, tidy, type Tensor } from '../../tensor'
import { exhibit, type Exhibit } from '../exhibit'

const head = {
  id: 'gradients',
  label: 'Accuracy of the gradient',
  title: 'The gradient in float32 and 16 bits, against float64',
  text: [
    'The same logits, in the dtype of the row, once with cross-entropy by libtorch and once with ' +
      'ISBE (softmax); the greatest deviation of the gradient from the one computed in float64 of ' +
      'the same logits. Label smoothing μK/(K − 1) spreads a share of the target over all classes.',
  ],
}

const samples = 8
const sum = 2

function byCrossEntropy(logits: Tensor, target: Tensor, labelSmoothing: number): Tensor {
  const leaf = logits.detach()
  leaf.requiresGrad = true
  operators.crossEntropyLoss(leaf, target, { reduction: sum, labelSmoothing }).backward()
  return leaf.grad!
}

function exact(logits: Tensor, target: Tensor, labelSmoothing: number): Tensor {
  const wide = logits.to('float64')
  const classes = logits.size(1)
  const hot = operators.oneHot(target, classes).to('float64')
  const blurred = hot.mul(1 - labelSmoothing).add(labelSmoothing / classes)
  return operators.softmax(wide, 1).sub(blurred)
}

function deviation(found: Tensor, expected: Tensor): number {
  return found.to('float64').sub(expected).abs().max().item<number>()
}

type Row = {
  classes: number
  dtype: DType
  smoothing: number
  libtorch: number
  isbe: number
  ratio: number
}

function measure(classes: number, dtype: DType, smoothing: number): Row {
  using generator = new Generator(7)
  return tidy(() => {
    const wide = operators.randn([samples, classes], { generator, dtype: 'float64' })
    const logits = wide.mul(3).to(dtype)
    const target = operators.randint(classes, [samples], { generator, dtype: 'int64' })
    const expected = exact(logits, target, smoothing)
    const options = { reduction: 'sum', labelSmoothing: smoothing } as const
    const isbe = deviation(softError(logits, target, options).error, expected)
    const libtorch = deviation(byCrossEntropy(logits, target, smoothing), expected)
    return { classes, dtype, smoothing, libtorch, isbe, ratio: libtorch / isbe }
  })
}

export function gradients(): Exhibit {
  const rows = [10, 1000, 65_537].flatMap(classes =>
    (['float32', 'bfloat16', 'float16'] as const).flatMap(dtype =>
      [0, 0.1].map(smoothing => measure(classes, dtype, smoothing)),
    ),
  )
  const atMost = rows.filter(({ ratio }) => ratio >= 0.5).length
  const best = rows.reduce((a, b) => (b.ratio > a.ratio ? b : a))
  return exhibit(head, {
    rows,
    columns: [
      { key: 'classes', title: 'classes', digits: 0 },
      { key: 'dtype', title: 'dtype' },
      { key: 'smoothing', title: 'smoothing', digits: 1 },
      { key: 'libtorch', title: 'cross-entropy', digits: 9 },
      { key: 'isbe', title: 'ISBE', digits: 9 },
      { key: 'ratio', title: 'times nearer', digits: 1 },
    ],
    findings: [
      {
        holds: atMost === rows.length,
        text:
          `ISBE's gradient is as near to float64 as libtorch's (within a factor of two) or nearer in ` +
          `${atMost} of ${rows.length} cases, at best ${best.ratio.toFixed(0)} times: ` +
          `${best.classes} classes, ${best.dtype}, smoothing ${best.smoothing}.`,
      },
    ],
  })
}
