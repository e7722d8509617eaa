import { isBfloat16Fast } from '../../../lib/runtime/bfloat16'

test.each([
  ['vendor_id: GenuineIntel\nflags: avx512f amx_bf16', true],
  ['vendor_id: GenuineIntel\nflags: avx512f avx512_bf16', false],
  ['vendor_id: AuthenticAMD\nflags: avx512f avx512_bf16', true],
  ['vendor_id: AuthenticAMD\nflags: avx2', false],
  ['', false],
])('of %j it is %s', (info, isFast) => expect(isBfloat16Fast(info)).toBe(isFast))
