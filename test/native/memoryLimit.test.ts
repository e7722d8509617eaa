import { execFileSync } from 'node:child_process'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import torch from '../../lib/index'

interface Report {
  count: number
  refused: { code: string; message: string }
  again: boolean
  sum: number[]
}

test('memory that is not there is refused before the system ends the process', () => {
  const script = join(__dirname, 'workers', 'exhaust.js')
  const output = execFileSync(process.execPath, [script], {
    env: { ...process.env, ISBE_MEMORY_LIMIT: String(100 << 20) },
  })
  const { count, refused, again, sum } = JSON.parse(output.toString()) as Report
  // Blocks of 4 MiB and their headers, rounded up to the size class.
  expect(count).toBe(20)
  expect(refused.code).toBe('OUT_OF_MEMORY')
  expect(refused.message).toMatch(
    /^can't allocate memory: \d+ bytes asked for, \d+ bytes in use by tensors, \d+ of \d+ bytes available; tensors made outside torch\.tidy\(\) are released only when the event loop turns: wrap the loop's body in torch\.tidy\(\), or await setImmediate\(\) in it$/,
  )
  expect({ again, sum }).toEqual({ again: true, sum: [3] })
})

test('torch.memoryLimit() knows the machine', () => {
  const { limit, available } = torch.memoryLimit()
  expect(limit).toBeGreaterThan(0)
  expect(limit).toBeLessThanOrEqual(totalmem())
  expect(available).toBeGreaterThan(0)
})
