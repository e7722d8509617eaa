/** Softmax errors against autograd's gradient of libtorch's own cross-entropy. */
import torch, { isbe, type Tensor } from '../../../lib'
import { reductionCode } from '../../../lib/nn/loss/reduction'
import {
  distributionsOf,
  indicesOf,
  logitsOf,
  optionsOf,
  samplesShape,
  type Float,
  type Held,
} from './fixtures'
import { weightOf } from './matrix'
import { type PlainOptions } from './reference'
import { classesOf } from './terms'

const shapes = [[10], [19, 10], [5, 37], [4, 1000], [2, 5, 7], [2, 5, 3, 3]]

/** Targets and the index to ignore that goes with them. */
function targetsOf(shape: number[], dtype: Float): [target: Held, options: PlainOptions][] {
  return [
    [indicesOf(shape, 'int64'), {}],
    [indicesOf(shape, 'int64', -100), {}],
    [indicesOf(shape, 'int64'), { ignoreIndex: 1 }],
    [indicesOf(shape, 'uint8', 255), { ignoreIndex: 255 }],
    [distributionsOf(shape, dtype), {}],
  ]
}

/** The value and the gradient by the logits. libtorch takes uint8 indices in some shapes only. */
function crossEntropy(logits: Tensor, target: Tensor, options: isbe.IsbeOptions): [Tensor, Tensor] {
  const { weight, ignoreIndex, labelSmoothing, reduction } = options
  const leaf = logits.clone()
  leaf.requiresGrad = true
  const indices = target.dtype === 'uint8' ? target.to('int64') : target
  const loss = torch.crossEntropyLoss(leaf, indices, {
    weight,
    ignoreIndex,
    labelSmoothing,
    reduction: reductionCode(reduction!),
  })
  loss.backward(torch.onesLike(loss))
  return [loss.detach(), leaf.grad!]
}

function isClose(a: Tensor, b: Tensor): boolean {
  const tolerance =
    a.dtype === 'float64' ? { rtol: 1e-12, atol: 1e-13 } : { rtol: 2e-6, atol: 5e-7 }
  return torch.allclose(a, b, { ...tolerance, equalNan: true })
}

function compare(shape: number[], dtype: Float, target: Tensor, options: PlainOptions): void {
  const tensors: isbe.IsbeOptions = { ...optionsOf(options, dtype), report: 'potential' }
  const { tensor: logits } = logitsOf(shape, dtype)
  const { error, value } = isbe.softError(logits, target, tensors)
  const [loss, gradient] = crossEntropy(logits, target, tensors)
  const what = [shape, target.dtype, options]
  expect([...what, isClose(error, gradient)]).toEqual([...what, true])
  expect([...what, isClose(value, loss)]).toEqual([...what, true])
  expect(value.shape).toEqual(options.reduction === 'none' ? samplesShape(shape) : [])
}

describe.each(['float64', 'float32'] as const)('in %s', dtype => {
  it.each(['mean', 'sum', 'none'] as const)(
    'reduction %s: the same error and potential',
    reduction => {
      for (const shape of shapes) {
        for (const [target, options] of targetsOf(shape, dtype)) {
          for (const labelSmoothing of [0, 0.2]) {
            for (const weight of [undefined, weightOf(classesOf(shape))]) {
              const all = { ...options, labelSmoothing, weight, reduction }
              torch.tidy(() => compare(shape, dtype, target.tensor, all))
            }
          }
        }
      }
    },
  )
})
