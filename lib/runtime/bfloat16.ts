import { readFileSync } from 'node:fs'

function cpuInfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8')
  } catch {
    return ''
  }
}

/**
 * Whether a processor that says this of itself is expected to compute faster in bfloat16: with AMX,
 * and on AMD with AVX-512's bfloat16 (docs/performance.md).
 */
export function isBfloat16Fast(info: string): boolean {
  return /\bamx_bf16\b/.test(info) || /AuthenticAMD[^]*\bavx512_bf16\b/.test(info)
}

let isFastHere: boolean | undefined

/**
 * The same of this machine. A measurement may turn out otherwise the next time, and neither the
 * settings by which finished runs are found again nor an optimizer's numbers must.
 */
export function hasFastBfloat16(): boolean {
  return (isFastHere ??= isBfloat16Fast(cpuInfo()))
}
