import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from './matrix'

/** The flags of this CPU that the kernels of a capability need. */
const needs: Record<string, string[]> = {
  default: [],
  avx2: ['avx2', 'fma', 'f16c'],
  avx512: ['avx512f', 'avx512bw', 'avx512vl', 'avx512dq', 'fma', 'f16c'],
}
const names: Record<string, RegExp> = {
  default: /^(DEFAULT|NO AVX)$/,
  avx2: /^AVX2$/,
  avx512: /^AVX512$/,
}
const label: Record<string, string> = { default: 'default', avx2: 'AVX2', avx512: 'AVX-512' }

function hasFlags(flags: readonly string[]): boolean {
  const known = new Set(
    /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]!.split(' '),
  )
  return flags.every(flag => known.has(flag))
}

function run(capability: string): Outcome & { capability: string } {
  const output = execFileSync(process.execPath, [join(__dirname, 'capability.js')], {
    env: { ...process.env, ATEN_CPU_CAPABILITY: capability },
    maxBuffer: 1 << 26,
  })
  return JSON.parse(output.toString()) as Outcome & { capability: string }
}

it.each(Object.keys(needs))('the kernels for %s give the numbers of the reference', capability => {
  if (!hasFlags(needs[capability]!)) {
    console.log(`skipped: no ${label[capability]}`)
    return
  }
  const { capability: used, compared, failures } = run(capability)
  expect(used).toMatch(names[capability]!)
  expect(failures).toEqual([])
  expect(compared).toBeGreaterThan(8_000)
})
