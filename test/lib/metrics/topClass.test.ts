import torch from '../../../lib/index'
import { operator, type Tensor } from '../../../lib/tensor'

const topClass = operator('isbe::_top_class') as (scores: Tensor) => Tensor

test.each(['float32', 'float64', 'bfloat16', 'float16'] as const)(
  'the top class of %s scores is that of argmax: the first of equals, and NaN above all',
  dtype => {
    torch.manualSeed(1)
    const scores = torch
      .randint(-2, 3, [2000, 7])
      .to(dtype)
      .mul(-0.5) // with zeros of both signs
      .maskedFill(torch.rand([2000, 7]).lt(0.05), NaN)
      .maskedFill(torch.rand([2000, 7]).lt(0.05), -Infinity)
    const expected = scores.argmax(1).toArray()
    expect(topClass(scores).toArray()).toEqual(expected)
    expect(topClass(scores.t().contiguous().t()).toArray()).toEqual(expected)
  },
)

test('no rows, one class, and none', () => {
  expect(topClass(torch.zeros([0, 3])).shape).toEqual([0])
  expect(topClass(torch.zeros([2, 1])).toArray()).toEqual([0, 0])
  expect(() => topClass(torch.zeros([2, 0]))).toThrow('non-zero size')
})
