/** Hits and misses of each sample over its further dimensions, such as the pixels of an image. */
import { TorchError } from '../base/errors'
import { operators, tidy, type Tensor } from '../tensor'
import { answersOf, type Counts } from './confusion'
import { histogram, type Flat, type TaskSettings } from './task'

/** @throws TorchError for targets that have no dimension beside samples and labels. */
export function checkSamples(what: string, target: Tensor, { task }: TaskSettings): void {
  const least = task === 'multilabel' ? 3 : 2
  if (target.ndim >= least) return
  throw new TorchError(
    'VALUE',
    `${what}: multidimAverage 'samplewise': expected targets of at least ${least} dimensions, found ` +
      `[${target.shape.join(', ')}]`,
  )
}

/** [samples, classes or labels, 4]: tp, fp, tn, fn. Rows of `flat` are in the order of samples. */
export function countSamples(
  flat: Flat,
  samples: number,
  settings: TaskSettings,
  topK: number,
): Tensor {
  const answers = answersOf(flat, settings, topK)
  const { ignoreIndex } = settings
  const counted = ignoreIndex === null ? null : flat.target.ne(ignoreIndex)
  const count = settings.task === 'multiclass' ? countClasses : countLabels
  return count(answers, flat.target, counted, [samples, settings.count])
}

type Size = readonly [samples: number, classes: number]

function countClasses(
  answers: Tensor,
  target: Tensor,
  counted: Tensor | null,
  [samples, classes]: Size,
): Tensor {
  const each = samples === 0 ? 0 : target.numel() / samples
  const options = { dtype: 'int64', device: target.device } as const
  const places = operators.arange(samples, options).mul(classes).repeatInterleave(each)
  const tally = (labels: Tensor, mask: Tensor | null): Tensor => {
    const cells = places.add(labels.to('int64'))
    const wanted = mask ? operators.where(mask, cells, -1) : cells
    return histogram(wanted, samples * classes).view([samples, classes])
  }
  const isHit = answers.eq(target)
  const tp = tally(target, counted ? isHit.logicalAnd(counted) : isHit)
  const [targets, answered] = [tally(target, counted), tally(answers, counted)]
  const [fp, fn] = [answered.sub(tp), targets.sub(tp)]
  const tn = targets.sum(1, true).sub(tp).sub(fp).sub(fn)
  return operators.stack([tp, fp, tn, fn], -1)
}

function countLabels(
  answers: Tensor,
  target: Tensor,
  counted: Tensor | null,
  [samples, labels]: Size,
): Tensor {
  const each = samples === 0 ? 0 : target.numel() / (samples * labels)
  const [yes, wanted] = [answers.ne(0), target.eq(1)].map(one => one.view([samples, each, labels]))
  const mask = counted?.view([samples, each, labels])
  const tally = (answer: Tensor, truth: Tensor): Tensor => {
    const both = answer.logicalAnd(truth)
    return (mask ? both.logicalAnd(mask) : both).sum(1)
  }
  const [no, unwanted] = [yes!.logicalNot(), wanted!.logicalNot()]
  const counts = [
    tally(yes!, wanted!),
    tally(yes!, unwanted),
    tally(no, unwanted),
    tally(no, wanted!),
  ]
  return operators.stack(counts, -1)
}

/** What `countSamples` counted; nothing before the first batch. */
export function readSamples(counts: Tensor | undefined): Counts[][] {
  if (!counts) return []
  const samples = tidy(() => counts.toArray<[number, number, number, number][][]>())
  return samples.map(classes => classes.map(([tp, fp, tn, fn]) => ({ tp, fp, tn, fn })))
}
