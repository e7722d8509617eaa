/** The losses as they are timed: nothing but what a training step needs of them. */
import { softError, IsbeLoss } from '../../isbe'
import { CrossEntropyLoss } from '../../nn'
import { keep, operators, type Tensor } from '../../tensor'
import { crossEntropies, isbeOptions, type PaperLoss, type Way } from '../losses'

/** Computes the loss or the error; what it returns sends it through the network. */
export type LossStage = (logits: Tensor, target: Tensor) => () => void

export interface Contender {
  /** `ce:none`, `isbe:tanh`, `isbe:tanh autograd`. */
  name: string
  loss: PaperLoss
  way: Way
}

function contender(loss: PaperLoss, way: Way): Contender {
  return { name: way === 'direct' ? loss.name : `${loss.name} ${way}`, loss, way }
}

/** Three reductions of cross-entropy, and every ISBE option both ways. */
export const contenders: readonly Contender[] = [
  ...crossEntropies.map(loss => contender(loss, 'autograd')),
  ...isbeOptions.map(loss => contender(loss, 'direct')),
  ...isbeOptions.map(loss => contender(loss, 'autograd')),
].map(each => (each.loss.kind === 'ce' ? { ...each, name: each.loss.name } : each))

/** For batches of `batchSize`. The paper's `none` keeps its vector of ones between steps. */
export function makeStage({ loss, way }: Contender, batchSize: number, device: string): LossStage {
  if (loss.kind === 'ce') return crossEntropyStage(loss.reduction, batchSize, device)
  const { normalization } = loss
  if (way === 'direct') {
    const options = { normalization, reduction: 'sum', report: 'none' } as const
    return (logits, target) => {
      const { error } = softError(logits, target, options)
      return () => logits.backward(error)
    }
  }
  const module = new IsbeLoss({ normalization, reduction: 'sum' })
  return (logits, target) => {
    const value = module.forward(logits, target)
    return () => value.backward()
  }
}

function crossEntropyStage(
  reduction: 'none' | 'mean' | 'sum',
  batchSize: number,
  device: string,
): LossStage {
  const module = new CrossEntropyLoss({ reduction })
  const ones = reduction === 'none' ? keep(operators.ones([batchSize], { device })) : null
  return (logits, target) => {
    const value = module.forward(logits, target)
    return () => (ones ? value.backward(ones) : value.backward())
  }
}
