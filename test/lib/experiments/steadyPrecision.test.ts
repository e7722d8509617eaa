import { steadyPrecision } from '../../../lib/experiments/steadyPrecision'

test.each([
  ['vendor_id: GenuineIntel\nflags: avx512f amx_bf16', 'bfloat16'],
  ['vendor_id: GenuineIntel\nflags: avx512f avx512_bf16', 'float32'],
  ['vendor_id: AuthenticAMD\nflags: avx512f avx512_bf16', 'bfloat16'],
  ['vendor_id: AuthenticAMD\nflags: avx2', 'float32'],
  ['', 'float32'],
])('of %j it is %s', (info, precision) => expect(steadyPrecision(info)).toBe(precision))
