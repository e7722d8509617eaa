import { DataError } from '../../base/errors'
import { DataLoader, Subset, TensorDataset, type Batch, type Dataset } from '../../data'
import { toUnitRange } from '../../data/sets/idxSet'
import type { InputShape } from '../../models'
import { describeTensor, isTensor, operators, tensor, tidy, type Tensor } from '../../tensor'

export interface MemoryOptions {
  classes?: readonly string[]
  /** As many samples, evenly spaced, as files of one's own are often sorted by class. */
  limit?: number
}

/** `count` of `length` indices. */
export function evenly(length: number, count = length): number[] {
  const taken = Math.min(length, count)
  return Array.from({ length: taken }, (_, i) => Math.floor((i * length) / taken))
}

/** `limit` samples of those in memory, evenly spaced. */
export function reduced(whole: TensorDataset, limit: number): TensorDataset {
  const { classes } = whole
  return tidy(() => {
    const { input, target } = whole.gather(tensor(evenly(whole.length, limit), { dtype: 'int64' }))
    return new TensorDataset(input, target, { classes })
  })
}

function checkBatch(what: string, { input, target }: Batch, shape: InputShape): void {
  const isRight = isTensor(input) && input.shape.slice(1).join() === shape.join()
  if (!isRight)
    throw new DataError(
      `${what}: expected images, found ${isTensor(input) ? describeTensor(input) : 'none'}`,
    )
  if (isTensor(target) && target.dtype === 'int64' && target.ndim === 1) return
  throw new DataError(
    `${what}: expected whole numbers as labels, found ` +
      (isTensor(target) ? describeTensor(target) : 'none'),
  )
}

const atOnce = 256

/**
 * Decodes images [C, H, W] of bytes once, for all epochs; they stay bytes until a batch is gathered.
 * Rejects with DataError for samples that are no images or have no labels; `what` names them.
 */
export async function inMemory(
  what: string,
  dataset: Dataset<Batch>,
  shape: InputShape,
  { classes, limit }: MemoryOptions,
): Promise<TensorDataset> {
  const chosen = new Subset(dataset, evenly(dataset.length, limit))
  const input = operators.empty([chosen.length, ...shape], { dtype: 'uint8' })
  const target = operators.empty([chosen.length], { dtype: 'int64' })
  const whole = new TensorDataset(input, target, { transform: toUnitRange, classes })
  using loader = new DataLoader(chosen, { batchSize: atOnce })
  let done = 0
  const put = (all: Tensor, some: Tensor): unknown =>
    operators.narrow(all, 0, done, some.size(0)).copy_(some)
  try {
    for await (const batch of loader) {
      checkBatch(what, batch, shape)
      put(input, batch.input)
      put(target, batch.target)
      done += batch.target.size(0)
    }
    return whole
  } catch (error) {
    whole.dispose()
    throw error
  }
}
