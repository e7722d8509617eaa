/** Decimal numbers out of bytes, the exact ones that `Number` makes of their text. */

const zero = 0x30
const nine = 0x39
const point = 0x2e
const minus = 0x2d
const plus = 0x2b
const blank = 0x20
const tab = 0x09
const lowerE = 0x65
const upperE = 0x45

/** All exact, so that one multiplication or division of a whole number below 2^53 rounds right. */
const powers = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
const mostDigits = 15
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** What pandas takes for missing values. */
const missing = new Set(['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'NULL', 'null', 'None'])
const infinite = /^([+-]?)inf(inity)?$/i

function slowly(bytes: Buffer, start: number, end: number): number | undefined {
  const text = bytes.toString('latin1', start, end).trim()
  if (decimal.test(text)) return Number(text)
  if (missing.has(text)) return NaN
  const sign = infinite.exec(text)
  return sign ? (sign[1] === '-' ? -Infinity : Infinity) : undefined
}

/** The exponent written in `bytes` from `at`, or NaN. */
function exponentAt(bytes: Buffer, at: number, end: number): number {
  const sign = bytes[at] === minus ? -1 : 1
  const first = bytes[at] === minus || bytes[at] === plus ? at + 1 : at
  if (first >= end || end - first > 3) return NaN
  let value = 0
  for (let i = first; i < end; ++i) {
    const digit = bytes[i]! - zero
    if (digit < 0 || digit > 9) return NaN
    value = 10 * value + digit
  }
  return sign * value
}

/** NaN for a value that is missing, undefined for what is no number. */
export function numberAt(bytes: Buffer, start: number, end: number): number | undefined {
  let at = start
  while (at < end && (bytes[at] === blank || bytes[at] === tab)) ++at
  const isNegative = bytes[at] === minus
  if (isNegative || bytes[at] === plus) ++at
  let value = 0
  let digits = 0
  let scale = 0
  let isFraction = false
  for (; at < end; ++at) {
    const byte = bytes[at]!
    if (byte >= zero && byte <= nine) {
      value = 10 * value + (byte - zero)
      ++digits
      if (isFraction) --scale
    } else if (byte === point && !isFraction) {
      isFraction = true
    } else {
      break
    }
  }
  if (at < end) {
    if (bytes[at] !== lowerE && bytes[at] !== upperE) return slowly(bytes, start, end)
    scale += exponentAt(bytes, at + 1, end)
  }
  if (digits === 0 || digits > mostDigits || !(scale >= -22 && scale <= 22))
    return slowly(bytes, start, end)
  const magnitude = scale < 0 ? value / powers[-scale]! : value * powers[scale]!
  return isNegative ? -magnitude : magnitude
}
