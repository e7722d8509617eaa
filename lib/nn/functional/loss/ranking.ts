/** Losses between pairs and triplets of tensors. */
import { TorchError } from '../../../base/errors'
import { checkTensor, operator, operators, tidy, type Tensor } from '../../../tensor'
import { define, type LegacyReduction } from '../define'
import { legacy, reduceLoss } from './shared'

export interface PairArgs extends LegacyReduction {
  input1: Tensor
  input2: Tensor
  /** 1 or −1 for each pair. */
  target: Tensor
  margin?: number
  reduction?: 'none' | 'mean' | 'sum'
}

const ranking = operator('aten::margin_ranking_loss')
const cosine = operator('aten::cosine_embedding_loss')
const triplet = operator('aten::triplet_margin_loss')

/** max(0, −target·(input1 − input2) + margin). PyTorch: `nn.functional.margin_ranking_loss`. */
export const marginRankingLoss = define(
  'marginRankingLoss',
  ['input1', 'input2', 'target'],
  ['margin', ...legacy],
  ({ input1, input2, target, margin = 0, reduction }: PairArgs) => {
    const ranks = [input1.ndim, input2.ndim, target.ndim]
    if (new Set(ranks).size > 1) {
      throw new TorchError(
        'VALUE',
        'nn.functional.marginRankingLoss: expected input1, input2 and target of as many ' +
          `dimensions, found ${ranks.join(', ')}`,
      )
    }
    return ranking(input1, input2, target, margin, reduction) as Tensor
  },
)

/** Of the angles between vectors. PyTorch: `nn.functional.cosine_embedding_loss`. */
export const cosineEmbeddingLoss = define(
  'cosineEmbeddingLoss',
  ['input1', 'input2', 'target'],
  ['margin', ...legacy],
  ({ input1, input2, target, margin = 0, reduction }: PairArgs) =>
    cosine(input1, input2, target, margin, reduction) as Tensor,
)

export interface TripletArgs {
  anchor: Tensor
  positive: Tensor
  negative: Tensor
  margin?: number
  /** Takes the positive for the anchor where it is closer to the negative. */
  swap?: boolean
  reduction?: 'none' | 'mean' | 'sum'
}

function checkMargin(what: string, margin: number): void {
  if (margin > 0) return
  throw new TorchError(
    'VALUE',
    `nn.functional.${what}: expected a margin above 0, found ${String(margin)}`,
  )
}

/** max(0, d(anchor, positive) − d(anchor, negative) + margin). PyTorch: `nn.functional.triplet_margin_loss`. */
export const tripletMarginLoss = define(
  'tripletMarginLoss',
  ['anchor', 'positive', 'negative'],
  ['margin', 'p', 'eps', 'swap', ...legacy],
  (args: TripletArgs & LegacyReduction & { p?: number; eps?: number }) => {
    const { anchor, positive, negative, reduction } = args
    const { margin = 1, p = 2, eps = 1e-6, swap = false } = args
    checkMargin('tripletMarginLoss', margin)
    return triplet(anchor, positive, negative, margin, p, eps, swap, reduction) as Tensor
  },
)

/** The same for any distance. PyTorch: `nn.functional.triplet_margin_with_distance_loss`. */
export const tripletMarginWithDistanceLoss = define(
  'tripletMarginWithDistanceLoss',
  ['anchor', 'positive', 'negative'],
  ['distanceFunction', 'margin', 'swap', 'reduction'],
  (args: TripletArgs & { distanceFunction?: ((a: Tensor, b: Tensor) => Tensor) | null }) => {
    const { anchor, positive, negative, margin = 1, swap = false, reduction } = args
    const given =
      args.distanceFunction ?? ((a: Tensor, b: Tensor) => operators.pairwiseDistance(a, b))
    const distance = (a: Tensor, b: Tensor): Tensor => {
      const found: unknown = given(a, b)
      checkTensor('nn.functional.tripletMarginWithDistanceLoss: distanceFunction', found)
      return found
    }
    checkMargin('tripletMarginWithDistanceLoss', margin)
    checkSameRank([anchor, positive, negative])
    return tidy(() => {
      const near = distance(anchor, positive)
      const far = distance(anchor, negative)
      const farther = swap ? far.minimum(distance(positive, negative)) : far
      return reduceLoss(near.sub(farther).add(margin).clampMin(0), reduction)
    })
  },
)

function checkSameRank(tensors: readonly Tensor[]): void {
  const ranks = tensors.map(({ ndim }) => ndim)
  if (new Set(ranks).size === 1) return
  throw new TorchError(
    'VALUE',
    'nn.functional.tripletMarginWithDistanceLoss: expected anchor, positive and negative of as many ' +
      `dimensions, found ${ranks.join(', ')}`,
  )
}
