import { readFileSync } from 'node:fs'

function cpuInfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8')
  } catch {
    return ''
  }
}

/**
 * The precision in which this processor is expected to be faster, by what it says of itself: with AMX,
 * and on AMD with AVX-512's bfloat16 (docs/performance.md). A measurement may turn out otherwise the
 * next time, and the settings by which finished runs are found again must not.
 */
export function steadyPrecision(info = cpuInfo()): 'float32' | 'bfloat16' {
  const isFast = /\bamx_bf16\b/.test(info) || /AuthenticAMD[^]*\bavx512_bf16\b/.test(info)
  return isFast ? 'bfloat16' : 'float32'
}
