/** Which runs a preset asks for, in the order in which their results are most useful. */
import { hasFastBfloat16 } from '../runtime/bfloat16'
import { crossEntropies, isbeOptions, negativeControl, paperLosses } from './losses'
import { dataOf, type NetPlan, type PaperNet, type Preset } from './preset'
import { recommendedFor } from './recommended'
import { moderate } from './run/augment'
import { decayOver, type Balance, type RunConfig } from './run/config'

/** What a run is for: the paper's comparison, its negative example, or what lies beyond the paper. */
export type Study = 'paper' | 'control' | 'rates' | 'tail'

export interface PlannedRun {
  study: Study
  config: RunConfig
}

export interface Scope {
  preset: Preset
  /** Those of the preset that are wanted. */
  nets: readonly PaperNet[]
  device: string
}

const paperImages = {
  mnist: { train: 54_000, validation: 6_000, test: 10_000 },
  cifar10: { train: 45_000, validation: 5_000, test: 10_000 },
}

/** CIFAR-10 is trained with one reduction of cross-entropy, as the paper does. */
const cifarLosses = [crossEntropies[0]!, ...isbeOptions]

export function lossesOf(net: PaperNet): readonly { name: string }[] {
  return net === 'vgg16' ? cifarLosses : paperLosses
}

function baseConfig(net: PaperNet, plan: NetPlan, device: string): RunConfig {
  const ofCpu = hasFastBfloat16() ? 'bfloat16' : 'float32'
  const { precision, memoryFormat } = plan.fast
    ? recommendedFor(net, device, device === 'cpu' ? ofCpu : undefined)
    : { precision: 'float32' as const, memoryFormat: 'contiguous_format' as const }
  return {
    net,
    data: dataOf[net],
    loss: 'ce:mean',
    // The paper trained VGG-16 through autograd, the others directly.
    way: 'direct',
    epochs: plan.epochs,
    batchSize: plan.batchSize,
    lr: plan.lr,
    decay: decayOver(plan.epochs),
    augment: plan.augment ? moderate : null,
    seed: 1,
    device,
    precision,
    memoryFormat,
    ...(plan.images ?? paperImages[dataOf[net]]),
    tail: null,
    balance: 'none',
  }
}

function comparison(net: PaperNet, plan: NetPlan, device: string): PlannedRun[] {
  const base = baseConfig(net, plan, device)
  const seeds = Array.from({ length: plan.seeds }, (_, i) => i + 1)
  const names = plan.losses ?? lossesOf(net).map(({ name }) => name)
  return seeds.flatMap(seed =>
    names.map(name => ({ study: 'paper', config: { ...base, seed, loss: name } })),
  )
}

/** The loss and the balance of each run on rare classes. */
export const tailVariants: readonly { loss: string; balance: Balance }[] = [
  { loss: 'ce:mean', balance: 'none' },
  { loss: 'ce:mean', balance: 'weights' },
  { loss: 'isbe:softmax', balance: 'none' },
  { loss: 'isbe:softmax', balance: 'weights' },
  { loss: 'isbe:softmax', balance: 'dilation' },
  { loss: 'isbe:softmax', balance: 'inverse dilation' },
  { loss: 'isbe:softmax', balance: 'relocation' },
]

/** On N0 alone: the smallest network shows it as well. */
function extras(base: RunConfig, { extraEpochs, learningRates, tail }: Preset): PlannedRun[] {
  if (extraEpochs === 0) return []
  const epochs = extraEpochs
  const short = { ...base, epochs, decay: decayOver(epochs) }
  const rates = learningRates.flatMap(lr =>
    [...paperLosses, negativeControl].map(({ name }): PlannedRun => ({
      study: 'rates',
      config: { ...short, lr, loss: name },
    })),
  )
  // Rare classes leave a quarter of the images: as many steps take four times as many epochs.
  const longer = { ...base, epochs: 4 * epochs, decay: decayOver(4 * epochs), tail }
  const tails = tailVariants.map((variant): PlannedRun => ({
    study: 'tail',
    config: { ...longer, ...variant },
  }))
  return [...tails, ...rates]
}

/** N0 first, with what is beyond the paper; then the larger networks. */
export function planRuns({ preset, nets, device }: Scope): PlannedRun[] {
  return nets.flatMap(net => {
    const plan = preset.nets[net]
    if (!plan) return []
    const main = comparison(net, plan, device)
    if (net !== 'n0') return main
    const base = baseConfig(net, plan, device)
    const control = { ...base, loss: negativeControl.name }
    return [...main, { study: 'control', config: control }, ...extras(base, preset)]
  })
}
