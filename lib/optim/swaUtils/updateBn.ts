import { checkInstance, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { BatchNorm1d, Module, type Buffer } from '../../nn'
import { Tensor, noGrad, tidy, type Device } from '../../tensor'

/** What all layers of batch norm derive from. */
const BatchNorm = Object.getPrototypeOf(BatchNorm1d) as typeof BatchNorm1d

interface Statistics {
  momentum: number | null
  runningMean: Buffer | null
  runningVar: Buffer | null
  numBatchesTracked: Buffer | null
}

/** A batch: inputs, or what has them first or as `input`. */
type Batch = Tensor | readonly [Tensor, ...unknown[]] | { input: Tensor }

/**
 * Gives the batch norms of a model, an averaged one mostly, the statistics of all batches of a
 * loader. Leaves the model in the mode that it was in. PyTorch: `torch.optim.swa_utils.update_bn`.
 */
export async function updateBn(
  loader: Iterable<Batch> | AsyncIterable<Batch>,
  model: Module,
  device?: Device | null,
): Promise<void> {
  checkInstance('updateBn: model', model, Module, 'an nn.Module')
  checkIterable(loader)
  const norms = model
    .modules()
    .filter(module => module instanceof BatchNorm)
    .map(module => module as unknown as Statistics)
  if (norms.length === 0) return
  const before = norms.map(norm => norm.momentum)
  const wasTraining = model.training
  norms.forEach(reset)
  model.train()
  try {
    for await (const batch of loader) {
      noGrad(() =>
        tidy(() => {
          const input = inputOf(batch)
          model.forward(device === undefined || device === null ? input : input.to({ device }))
        }),
      )
    }
  } finally {
    norms.forEach((norm, index) => (norm.momentum = before[index]!))
    model.train(wasTraining)
  }
}

/** Statistics start anew, and are cumulative averages from now on. */
function reset(norm: Statistics): void {
  noGrad(() => {
    norm.runningMean?.zero_()
    norm.runningVar?.fill_(1)
    norm.numBatchesTracked?.zero_()
  })
  norm.momentum = null
}

function inputOf(batch: unknown): Tensor {
  const input: unknown = Array.isArray(batch)
    ? batch[0]
    : batch instanceof Tensor
      ? batch
      : (batch as { input?: unknown } | null)?.input
  if (input instanceof Tensor) return input
  throw new OptionError(
    `updateBn: expected batches that are or have a tensor, found ${describeValue(batch)}`,
  )
}

function checkIterable(loader: unknown): void {
  const isIterable =
    typeof loader === 'object' &&
    loader !== null &&
    (Symbol.iterator in loader || Symbol.asyncIterator in loader)
  if (isIterable && !(loader instanceof Tensor)) return
  throw new OptionError(
    `updateBn: loader: expected a loader or another iterable of batches, found ${describeValue(loader)}`,
  )
}
