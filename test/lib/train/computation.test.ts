import torch, { data, optim, type Tensor } from '../../../lib'
import { makeModel } from '../../../lib/models'
import { compute, evaluate, parseObjective, trainEpoch, type Computation } from '../../../lib/train'

const plain: Computation = { precision: 'float32', memoryFormat: 'contiguous_format' }
const fast: Computation = { precision: 'bfloat16', memoryFormat: 'channels_last' }

test('the function sees the layout and the precision, and only while it runs', () => {
  const images = torch.ones([2, 3, 4, 4])
  const look = (input: Tensor) => ({
    strides: input.strides,
    dtype: torch.ones([2, 2]).mm(torch.ones([2, 2])).dtype,
  })
  expect(compute(images, fast, look)).toEqual({ strides: [48, 1, 12, 3], dtype: 'bfloat16' })
  expect(compute(images, plain, look)).toEqual({ strides: [48, 16, 4, 1], dtype: 'float32' })
  expect(compute(images, {}, look).dtype).toBe('float32')
  expect(compute(torch.ones([2, 3]), fast, look).strides).toEqual([3, 1])
})

const trainImages = 3840
const batchSize = 32 // 240 steps in two epochs

/** Losses of both epochs and the test accuracy after them. */
async function train(computation: Computation, seed: number): Promise<number[]> {
  torch.manualSeed(seed)
  const model = makeModel('n0')
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
  const images = data.mnist('train').take(trainImages)
  const loader = new data.DataLoader(images, { batchSize, shuffle: true, seed })
  const figures: number[] = []
  for (let epoch = 0; epoch < 2; ++epoch) {
    const { trainLoss } = await trainEpoch(
      model,
      loader,
      parseObjective('isbe:softmax'),
      optimizer,
      computation,
    )
    figures.push(trainLoss)
  }
  const test = new data.DataLoader(data.mnist('test').take(2000), { batchSize: 1000 })
  return [...figures, await evaluate(model, test, computation)]
}

test('240 steps of N0 learn the same in bfloat16 and channels_last', async () => {
  const [first, second, accuracy] = await train(plain, 5)
  const [fastFirst, fastSecond, fastAccuracy] = await train(fast, 5)
  expect(Math.abs(fastFirst! / first! - 1)).toBeLessThan(0.1)
  expect(Math.abs(fastSecond! / second! - 1)).toBeLessThan(0.1)
  expect(accuracy).toBeGreaterThan(0.88)
  expect(Math.abs(fastAccuracy! - accuracy!)).toBeLessThan(0.015)
})
