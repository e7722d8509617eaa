/**
 * Reads tar archives (ustar, pax, GNU), gzipped or not, without unpacking them to disk. A link stands
 * for the file before it that it names; names and links that would leave the folder which the archive
 * stands for are refused.
 */
import { posix } from 'node:path'
import { dataError, refuseHtml, unpacked } from './file'

export interface TarEntry {
  /** Relative, with `/` between folders. */
  name: string
  /** A view of the archive. */
  content: Buffer
  /** Where in the unpacked archive its header is. */
  position: number
}

const block = 512
const mostEntries = 10_000_000
const mostNameBytes = 2 ** 16

interface Header {
  name: string
  size: number
  type: string
  /** Of a link. */
  target: string
}

function text(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length)
  const end = field.indexOf(0)
  return field.toString('utf8', 0, end < 0 ? length : end)
}

/** The checksum counts its own field as blanks. */
function sumOf(header: Buffer): number {
  let sum = 8 * 0x20
  for (let i = 0; i < block; ++i) if (i < 148 || i >= 156) sum += header[i]!
  return sum
}

/** One archive on its way through. */
class TarReader {
  #position = 0
  /** What an extended header said of the next entry. */
  #extended: { name?: string; size?: number; target?: string } = {}
  readonly #files = new Map<string, Buffer>()

  constructor(
    readonly path: string,
    readonly bytes: Buffer,
  ) {}

  *entries(): Generator<TarEntry, void> {
    for (let count = 0; ; ++count) {
      const position = this.#position
      const header = this.#header()
      if (!header) return
      if (count >= mostEntries) this.#refuse(position, `holds more than ${mostEntries} entries`)
      const content = this.#content(header.size, position)
      if (this.#readExtension(header.type, content, position)) continue
      const { name = header.name, target = header.target } = this.#extended
      this.#extended = {}
      const isLink = header.type === '1' || header.type === '2'
      // Devices have no content, and folders come with their files.
      if (!isLink && header.type !== '0' && header.type !== '\0' && header.type !== '7') continue
      const checked = this.#checkedName(name, position)
      const linked = isLink ? this.#linked(checked, header.type, target, position) : content
      this.#files.set(checked, linked)
      yield { name: checked, content: linked, position }
    }
  }

  /** The content that a link stands for: a hard one names it from the top, a symbolic one from its folder. */
  #linked(name: string, type: string, target: string, position: number): Buffer {
    const isFromTop = type === '1' || posix.isAbsolute(target)
    const path = isFromTop ? target : posix.join(posix.dirname(name), target)
    const found = this.#files.get(this.#checkedName(path, position))
    if (found) return found
    return this.#refuse(
      position,
      `holds '${name}', a link to '${target}': expected links to files that come before them`,
    )
  }

  #refuse(position: number, problem: string): never {
    throw dataError('tar', this.path, `${problem} (at byte ${position})`)
  }

  /** Nothing at the end: two blocks of zeros, or one, or the end of the file. */
  #header(): Header | undefined {
    const position = this.#position
    if (position === this.bytes.length && position > 0) return undefined
    const header = this.bytes.subarray(position, position + block)
    if (header.length < block) this.#refuse(position, 'is truncated in a header')
    if (header.every(byte => byte === 0)) return undefined
    if (sumOf(header) !== this.#octal(header, 148, 8, position))
      this.#refuse(position, 'expected the header of an entry, found a wrong checksum: damaged?')
    this.#position += block
    const isUstar = text(header, 257, 5) === 'ustar'
    const prefix = isUstar && header[263] === 0x30 ? text(header, 345, 155) : ''
    const name = text(header, 0, 100)
    return {
      name: prefix ? `${prefix}/${name}` : name,
      size: this.#extended.size ?? this.#octal(header, 124, 12, position),
      type: String.fromCharCode(header[156]!),
      target: text(header, 157, 100),
    }
  }

  #octal(header: Buffer, start: number, length: number, position: number): number {
    // GNU writes large numbers in base 256, marked by the highest bit.
    if (header[start]! & 0x80) return Number(header.readBigUInt64BE(start + length - 8))
    const digits = text(header, start, length).trim()
    if (/^[0-7]*$/.test(digits)) return parseInt(digits || '0', 8)
    return this.#refuse(position, `expected an octal number in a header, found '${digits}'`)
  }

  #content(size: number, position: number): Buffer {
    const end = this.#position + size
    if (!Number.isSafeInteger(end) || end > this.bytes.length)
      this.#refuse(position, `is truncated: an entry of ${size} bytes goes beyond its end`)
    const content = this.bytes.subarray(this.#position, end)
    this.#position = Math.min(this.bytes.length, this.#position + Math.ceil(size / block) * block)
    return content
  }

  /** Whether this was no entry but something about the next one. */
  #readExtension(type: string, content: Buffer, position: number): boolean {
    if (type === 'L' || type === 'K') {
      if (content.length > mostNameBytes) this.#refuse(position, 'has a name that is too long')
      this.#extended[type === 'L' ? 'name' : 'target'] = text(content, 0, content.length)
    } else if (type === 'x') {
      this.#readPax(content, position)
    }
    return type === 'L' || type === 'K' || type === 'x' || type === 'g'
  }

  /** Lines of `<length> <key>=<value>\n`. */
  #readPax(content: Buffer, position: number): void {
    for (let at = 0; at < content.length;) {
      const blank = content.indexOf(0x20, at)
      const length = blank < 0 ? NaN : Number(content.toString('latin1', at, blank))
      if (!(length > blank - at + 1) || at + length > content.length)
        this.#refuse(position, 'has a damaged extended header')
      const record = content.toString('utf8', blank + 1, at + length - 1)
      const equals = record.indexOf('=')
      const [key, value] = [record.slice(0, equals), record.slice(equals + 1)]
      if (key === 'path') this.#extended.name = value
      if (key === 'linkpath') this.#extended.target = value
      if (key === 'size' && /^\d+$/.test(value)) this.#extended.size = Number(value)
      at += length
    }
  }

  #checkedName(name: string, position: number): string {
    const clean = posix.normalize(name)
    const leaves = clean.startsWith('../') || clean === '..' || posix.isAbsolute(clean)
    if (name === '' || leaves || /[\0\\]/.test(name))
      this.#refuse(position, `holds '${name}', a name outside of its folder`)
    return clean
  }
}

/**
 * The files of an archive in their order; `path` names it in messages.
 * @throws DataError for what is damaged, truncated or no archive, with the position.
 */
export function* tarEntries(path: string, packed: Buffer): Generator<TarEntry, void> {
  const bytes = unpacked('tar', path, packed)
  refuseHtml('tar', path, bytes)
  if (bytes.length === 0) throw dataError('tar', path, 'expected an archive, found an empty file')
  yield* new TarReader(path, bytes).entries()
}
