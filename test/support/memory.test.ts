import { steadyGrowth } from './memory'

test('a leak counts whole, a reading that stands out does not', () => {
  expect(steadyGrowth([100, 110, 120, 130])).toBe(30)
  expect(steadyGrowth([100, 100, 100, 100, 150])).toBe(0)
})
