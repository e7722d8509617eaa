/** Metrics over a million samples, beside torchmetrics: an update and the figure. */
import { AUROC, Accuracy, ConfusionMatrix, type Metric } from '../../metrics'
import { operators, tidy, type Tensor } from '../../tensor'
import { versus, type VersusCase, type VersusReport } from '../versus'

const samples = 1_000_000
const classes = 10
const goal = 0.5

function reading(
  metric: Metric<[Tensor, Tensor], unknown>,
  preds: Tensor,
  target: Tensor,
): () => void {
  return () =>
    tidy(() => {
      metric.reset()
      metric.update(preds, target)
      metric.compute()
    })
}

const labels = (): Tensor => operators.randint(classes, [samples])

const cases: VersusCase[] = [
  {
    name: 'Accuracy',
    goal,
    make: () =>
      reading(new Accuracy({ numClasses: classes }), operators.randn([samples, classes]), labels()),
  },
  {
    name: 'ConfusionMatrix',
    goal,
    make: () => reading(new ConfusionMatrix({ numClasses: classes }), labels(), labels()),
  },
  {
    name: 'AUROC',
    goal,
    make: () =>
      reading(
        new AUROC({ task: 'binary' }),
        operators.rand([samples]),
        operators.randint(2, [samples]),
      ),
  },
]

export function benchmarkMetrics(blocks: number): Promise<VersusReport> {
  return versus('metrics', cases, blocks)
}
