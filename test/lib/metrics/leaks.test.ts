/** What `compute` gives are numbers: it leaves no tensor behind. */
import torch, { metrics } from '../../../lib'

const { ROC, PrecisionRecallCurve, AUROC, AveragePrecision, ConfusionMatrix } = metrics

test.each([
  ['ROC', () => new ROC({ task: 'binary' })],
  ['ROC at thresholds', () => new ROC({ task: 'binary', thresholds: 4 })],
  ['PrecisionRecallCurve', () => new PrecisionRecallCurve({ task: 'binary' })],
  ['AUROC', () => new AUROC({ task: 'binary' })],
  ['AveragePrecision', () => new AveragePrecision({ task: 'binary' })],
  ['ConfusionMatrix', () => new ConfusionMatrix({ task: 'binary' })],
])('%s', (_, make) => {
  const before = torch.memory().tensors
  const metric = make()
  torch.tidy(() => {
    const targets = torch.tensor([0, 1, 1], { dtype: 'int64' })
    metric.update(torch.tensor([0.1, 0.6, 0.4]), targets)
  })
  metric.compute()
  const held = torch.memory().tensors
  metric.compute()
  expect(torch.memory().tensors).toBe(held)
  metric.dispose()
  expect(torch.memory().tensors).toBe(before)
})
