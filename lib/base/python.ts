/** Values as Python writes them: halves round to even, exponents have two digits. */

function notFinite(value: number): string | undefined {
  if (Number.isNaN(value)) return 'nan'
  return Number.isFinite(value) ? undefined : value > 0 ? 'inf' : '-inf'
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : ''
}

/** JavaScript rounds a tie away from zero: where its digits came of one, the even neighbour. */
function evenOfTie(rounded: string, oneMoreDigit: string): string {
  const below = oneMoreDigit.slice(0, -1).replace(/\.$/, '')
  return Number(below.at(-1)) % 2 === 0 ? below : rounded
}

function isFixedTie(magnitude: number, digits: number): boolean {
  // A binary fraction with exactly n binary places has exactly n decimal ones, the last a 5.
  const scaled = magnitude * 2 ** (digits + 1)
  return Number.isSafeInteger(scaled) && scaled % 2 === 1
}

/** Python's `f'{value:.{digits}f}'`. */
export function pythonFixed(value: number, digits: number): string {
  const special = notFinite(value)
  if (special) return special
  const magnitude = Math.abs(value)
  if (magnitude >= 1e21) {
    return sign(value) + BigInt(magnitude).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '')
  }
  const rounded = magnitude.toFixed(digits)
  const tie = isFixedTie(magnitude, digits)
  return sign(value) + (tie ? evenOfTie(rounded, magnitude.toFixed(digits + 1)) : rounded)
}

// A double that agrees with a short decimal in this many digits is that decimal.
const enoughDigits = 60

/** Python's `f'{value:.{digits}e}'`. */
export function pythonScientific(value: number, digits: number): string {
  const special = notFinite(value)
  if (special) return special
  const magnitude = Math.abs(value)
  const [rounded, exponent] = magnitude.toExponential(digits).split('e') as [string, string]
  const [further] = magnitude.toExponential(Math.min(100, digits + enoughDigits)).split('e')
  const rest = further!.replace('.', '').slice(digits + 1)
  const oneMore = further!.slice(0, digits === 0 ? 3 : digits + 3)
  // 9.5 becomes 1e+1 here: its even neighbour is that too, so the exponent stands.
  const tie = /^50*$/.test(rest) && !/^1\.?0*$/.test(rounded)
  return sign(value) + (tie ? evenOfTie(rounded, oneMore) : rounded) + `e${twoDigits(exponent)}`
}

function twoDigits(exponent: string): string {
  return exponent[0]! + exponent.slice(1).padStart(2, '0')
}

/** Python's `repr` of a float: the shortest digits that read back as the same number. */
export function pythonFloat(value: number): string {
  const special = notFinite(value)
  if (special) return special
  const magnitude = Math.abs(value)
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    const [digits, exponent] = magnitude.toExponential().split('e') as [string, string]
    return `${sign(value)}${digits}e${twoDigits(exponent)}`
  }
  return sign(value) + String(magnitude) + (Number.isInteger(magnitude) ? '.0' : '')
}

export function pythonBoolean(value: boolean): string {
  return value ? 'True' : 'False'
}

export function pythonTuple(values: readonly number[]): string {
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`
}

/** Python's `str` of a value: True, None, (1, 2) for a list; an integral number is an int. */
export function pythonText(value: unknown): string {
  if (Array.isArray(value)) {
    const items = value.map(pythonText).join(', ')
    return value.length === 1 ? `(${items},)` : `(${items})`
  }
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'number' && !Number.isInteger(value)) return pythonFloat(value)
  return `${value as string}`
}
