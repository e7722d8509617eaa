import { readFileSync } from 'node:fs'

/** The flags of the CPU that the kernels of a capability need. */
const needs: Record<string, readonly string[]> = {
  default: [],
  avx2: ['avx2', 'fma', 'f16c'],
  avx512: ['avx512f', 'avx512bw', 'avx512vl', 'avx512dq', 'fma', 'f16c'],
}

/** What ATEN_CPU_CAPABILITY may ask for; asking for more than the CPU has ends the process. */
export const capabilities = Object.keys(needs)

/** Whether this CPU runs the kernels of a capability. */
export function hasCapability(capability: string): boolean {
  const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.split(' ')
  return needs[capability]!.every(flag => flags?.includes(flag))
}
