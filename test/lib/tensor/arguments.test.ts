/** Arguments that are nearly right. */
import torch from '../../../lib'

test('fromBuffer takes memory without a type, and names what is none', () => {
  const memory = new ArrayBuffer(8)
  new Float32Array(memory)[1] = 2
  expect(torch.fromBuffer(memory, { dtype: 'float32' }).toArray()).toEqual([0, 2])
  expect(() => torch.fromBuffer(new SharedArrayBuffer(2))).toThrow(
    /found a SharedArrayBuffer: copy/,
  )
  expect(() => torch.fromBuffer('abc' as never)).toThrow(
    /expected a TypedArray or Buffer, found string/,
  )
})

test.each([
  [() => torch.ones(2, { dtype: 'long' as never }), "'long' (did you mean 'int64'?)"],
  [() => torch.tensor([1], { dtype: 'double' as never }), "(did you mean 'float64'?)"],
  [() => torch.ones(2).to('torch.half' as never), "(did you mean 'float16'?)"],
  [() => torch.zeros(2, { dtype: 'flot32' as never }), "(did you mean 'float32'?)"],
])('a dtype that is none is named, with the one that is meant', (make, hint) => {
  expect(make).toThrow(hint)
})

test('out of another dtype takes what a number made', () => {
  const out = torch.zeros([2], { dtype: 'float64' })
  expect(torch.add(torch.ones([2]), 1, { out }).toArray()).toEqual([2, 2])
  expect(torch.mul(torch.tensor([1, 2], { dtype: 'int64' }), 2, { out }).toArray()).toEqual([2, 4])
  expect(() =>
    torch.add(torch.ones([2]), 1.5, { out: torch.zeros([2], { dtype: 'int64' }) }),
  ).toThrow(/can't be cast/)
})
