import { counterOf, isCounter } from '../../../lib/base/counter'

test('a Counter holds the counts, and is told from other objects', () => {
  const counts = { 3: 1, 7: 2 }
  const counter = counterOf(counts)
  expect({ ...counter }).toEqual(counts)
  expect(Object.prototype.toString.call(counter)).toBe('[object Counter]')
  expect('toString' in counter).toBe(false)
  counter[3] = 5
  expect(counts[3]).toBe(1)
  const values = [counter, counterOf({}), counts, Object.create(null), [], null, undefined, 3]
  expect(values.map(isCounter)).toEqual([true, true, false, false, false, false, false, false])
})
