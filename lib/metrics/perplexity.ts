import { checkInteger, checkOptionNames, describeValue } from '../base/check'
import { isFloating } from '../base/dtype'
import { TorchError } from '../base/errors'
import { Tensor, operators } from '../tensor'
import { gatherable } from './labels'
import type { MetricState } from './metric'
import type { StateShapes } from './stateCheck'
import { LabelMetric } from './taskMetric'

export interface PerplexityOptions {
  /** A target that does not count, such as padding. */
  ignoreIndex?: number | null
}

/** e to the mean of −ln p of the tokens that came. torchmetrics: `Perplexity`. */
export class Perplexity extends LabelMetric {
  readonly ignoreIndex: number | null

  constructor(options: PerplexityOptions = {}) {
    super()
    checkOptionNames('Perplexity', options, ['ignoreIndex'])
    const { ignoreIndex = null } = options
    if (ignoreIndex !== null) checkInteger('Perplexity: ignoreIndex', ignoreIndex)
    this.ignoreIndex = ignoreIndex
  }

  /** At least 1; NaN before the first batch. */
  compute(): number {
    const [total, count] = this.read('total', 'count') as [number, number]
    return Math.exp(total / count)
  }

  protected override get stateShapes(): StateShapes | null {
    return { total: [], count: [] }
  }

  /** Logits [N, T, V] against tokens [N, T]. */
  protected accumulate(logits: Tensor, target: Tensor): MetricState {
    if (!(logits instanceof Tensor && target instanceof Tensor)) {
      const found = [logits, target].map(describeValue).join(' and ')
      throw new TorchError('TYPE', `Perplexity: expected logits and tokens, found ${found}`)
    }
    const isFit = logits.ndim === 3 && String(logits.shape.slice(0, 2)) === String(target.shape)
    if (!isFit || !isFloating(logits.dtype) || isFloating(target.dtype)) {
      throw new TorchError(
        'VALUE',
        `Perplexity: expected logits [N, T, V] and tokens [N, T], found ${logits.dtype}` +
          `[${logits.shape.join(', ')}] and ${target.dtype}[${target.shape.join(', ')}]`,
      )
    }
    const tokens = target.reshape([-1])
    const [words, { ignoreIndex }] = [logits.size(2), this]
    this.checkLabels(tokens, tokens, { role: 'targets', count: words, ignoreIndex })
    const counts = tokens.ne(ignoreIndex ?? NaN)
    const index = gatherable(tokens.where(counts, 0).to('int64'), words).unsqueeze(1)
    const logs = operators.logSoftmax(logits.reshape([-1, words]), 1)
    const losses = logs.gather(1, index).squeeze(1).to('float64').neg()
    return { total: losses.where(counts, 0).sum(), count: counts.sum() }
  }
}
