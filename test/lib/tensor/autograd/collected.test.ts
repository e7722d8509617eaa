import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

test('functions of graphs that nothing refers to are collected, and what they refer to', () => {
  const script = join(__dirname, 'collected.js')
  const output = execFileSync(process.execPath, ['--expose-gc', script]).toString()
  const { tensors, left } = JSON.parse(output) as { tensors: number; left: Record<string, number> }
  expect(tensors).toBe(0)
  expect(Object.keys(left)).toHaveLength(10)
  expect(left).toEqual(Object.fromEntries(Object.keys(left).map(way => [way, 0])))
})
