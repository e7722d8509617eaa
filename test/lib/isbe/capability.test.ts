import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { capabilities, hasCapability } from '../capabilities'
import type { Outcome } from './matrix'

const names: Record<string, RegExp> = {
  default: /^(DEFAULT|NO AVX)$/,
  avx2: /^AVX2$/,
  avx512: /^AVX512$/,
}
const label: Record<string, string> = { default: 'default', avx2: 'AVX2', avx512: 'AVX-512' }

function run(capability: string): Outcome & { capability: string } {
  const output = execFileSync(process.execPath, [join(__dirname, 'capability.js')], {
    env: { ...process.env, ATEN_CPU_CAPABILITY: capability },
    maxBuffer: 1 << 26,
  })
  return JSON.parse(output.toString()) as Outcome & { capability: string }
}

it.each(capabilities)('the kernels for %s give the numbers of the reference', capability => {
  if (!hasCapability(capability)) {
    console.log(`skipped: no ${label[capability]}`)
    return
  }
  const { capability: used, compared, failures } = run(capability)
  expect(used).toMatch(names[capability]!)
  expect(failures).toEqual([])
  expect(compared).toBeGreaterThan(8_000)
})
