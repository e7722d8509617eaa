import torch, { isbe, type Tensor } from '../../../lib'
import {
  bits,
  distributionsOf,
  expectReference,
  floats,
  held,
  indicesOf,
  logitsOf,
  optionsOf,
  tensorOf,
  type Float,
  type Held,
} from './fixtures'
import { targetsOf, weightOf } from './matrix'
import { type PlainOptions } from './reference'
import { classesOf } from './terms'

/** Tensors of a shape whose numbers don't lie in row-major order. */
const layouts: [name: string, shape: number[], lay: (contiguous: Tensor) => Tensor][] = [
  ['transposed [N, C]', [19, 10], x => x.t().contiguous().t()],
  ['every second row', [9, 37], x => x.repeatInterleave(2, { dim: 0 }).slice({ step: 2 })],
  [
    'every second column',
    [9, 37],
    x => x.repeatInterleave(2, { dim: 1 }).slice({ dim: 1, step: 2 }),
  ],
  ['every third of [C]', [37], x => x.repeatInterleave(3).slice({ step: 3 })],
  ['columns of a wider matrix', [9, 10], x => torch.cat([x, x], { dim: 1 }).narrow(1, 0, 10)],
  ['channels_last', [2, 5, 3, 3], x => x.contiguous({ memoryFormat: 'channels_last' })],
  [
    'channels_last, many classes',
    [2, 40, 3, 3],
    x => x.contiguous({ memoryFormat: 'channels_last' }),
  ],
  ['channels_last_3d', [2, 5, 3, 2, 2], x => x.contiguous({ memoryFormat: 'channels_last_3d' })],
  ['[N, d1, C] as [N, C, d1]', [3, 10, 7], x => x.transpose(1, 2).contiguous().transpose(1, 2)],
  ['permuted d1 and d2', [2, 5, 3, 4], x => x.transpose(2, 3).contiguous().transpose(2, 3)],
  [
    'strides that do not fold',
    [2, 5, 3, 4],
    x =>
      x.transpose(2, 3).repeatInterleave(2, { dim: 3 }).transpose(2, 3).slice({ dim: 2, step: 2 }),
  ],
]

describe('logits of any strides', () => {
  it.each(layouts)('%s', (_, shape, lay) => {
    for (const dtype of floats) torch.tidy(() => compareLayout(shape, dtype, lay))
  })

  function compareLayout(shape: number[], dtype: Float, lay: (contiguous: Tensor) => Tensor): void {
    const plain = logitsOf(shape, dtype)
    const logits: Held = { ...plain, tensor: lay(plain.tensor) }
    expect(bits(logits.tensor)).toEqual(bits(plain.tensor))
    expect(logits.tensor.strides).not.toEqual(plain.tensor.strides)
    for (const { target, options } of targetsOf(shape, dtype)) {
      const given: PlainOptions = { ...options, weight: weightOf(classesOf(shape)) }
      const tensors = optionsOf(given, dtype)
      const found = isbe.softError(logits.tensor, target.tensor, tensors)
      expectReference(found, logits, target, given)
      const out = torch.empty(shape, { dtype })
      expectReference(
        isbe.softError(logits.tensor, target.tensor, { ...tensors, out }),
        logits,
        target,
        given,
      )
      const copy = lay(plain.tensor.clone())
      expectReference(isbe.softError_(copy, target.tensor, tensors), logits, target, given)
      expectReference(
        isbe.softError(plain.tensor, target.tensor, {
          ...tensors,
          out: lay(torch.zeros(shape, { dtype })),
        }),
        plain,
        target,
        given,
      )
    }
  }

  it('the error of dense logits has their strides', () => {
    const x = logitsOf([2, 5, 3, 3], 'float32').tensor.contiguous({ memoryFormat: 'channels_last' })
    const { error } = isbe.softError(x, indicesOf([2, 5, 3, 3], 'int64').tensor)
    expect(error.strides).toEqual(x.strides)
  })

  it('expanded logits are read, not written', () => {
    const row = logitsOf([1, 10], 'float64')
    const logits = held(
      [0, 0, 0].flatMap(() => row.numbers),
      [3, 10],
      'float64',
    )
    const target = indicesOf([3, 10], 'int64')
    expectReference(isbe.softError(row.tensor.expand([3, 10]), target.tensor), logits, target)
  })

  it('targets and class weights of any strides', () => {
    const logits = logitsOf([19, 10], 'float32')
    const weight = weightOf(10)
    const strided = tensorOf(weight, [10], 'float32').repeatInterleave(2).slice({ step: 2 })
    for (const target of [indicesOf([19, 10], 'int64'), indicesOf([19, 10], 'int32')]) {
      const apart = target.tensor.repeatInterleave(2).slice({ step: 2 })
      expectReference(isbe.softError(logits.tensor, apart, { weight: strided }), logits, target, {
        weight,
      })
    }
    const shares = distributionsOf([19, 10], 'float32')
    const columns = shares.tensor.t().contiguous().t()
    expectReference(isbe.softError(logits.tensor, columns, { weight: strided }), logits, shares, {
      weight,
    })
  })
})
