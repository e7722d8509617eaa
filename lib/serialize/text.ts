/** Strings of JavaScript may have halves of surrogate pairs, for which UTF-8 has no bytes. */

const half = /\p{Surrogate}/u

/** Whether a string has bytes in UTF-8. */
export function isWellFormed(text: string): boolean {
  return !half.test(text)
}

/** UTF-8, and halves of pairs as Python's `surrogatepass` writes them. */
export function encodeText(text: string): Buffer {
  if (isWellFormed(text)) return Buffer.from(text)
  const parts = text.split(/(\p{Surrogate})/u)
  return Buffer.concat(parts.map(part => (half.test(part) ? encodeHalf(part) : Buffer.from(part))))
}

function encodeHalf(text: string): Buffer {
  const unit = text.charCodeAt(0)
  return Buffer.of(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f))
}

const encodedHalf = /(\xed[\xa0-\xbf][\x80-\xbf])/

/** The string that `encodeText` wrote. Throws TypeError for what is not UTF-8 beside such halves. */
export function decodeText(bytes: Buffer): string {
  const parts = bytes.toString('latin1').split(encodedHalf)
  return parts.map(part => (encodedHalf.test(part) ? decodeHalf(part) : decode(part))).join('')
}

function decodeHalf(bytes: string): string {
  const [, second = 0, third = 0] = Buffer.from(bytes, 'latin1')
  return String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f))
}

function decode(bytes: string): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return decoder.decode(Buffer.from(bytes, 'latin1'))
}
