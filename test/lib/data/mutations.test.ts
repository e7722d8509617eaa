/**
 * Damaged files of every format: whatever happens to the bytes, reading gives values or a typed
 * error. Some hundreds of mutations a format; `ISBE_MUTATIONS=10000` makes as many.
 */
import { readFileSync } from 'node:fs'
import { TorchError } from '../../../lib'
import { countCifar, pixelsPerImage, readCifar } from '../../../lib/data/reader/cifar'
import { parseCsv } from '../../../lib/data/reader/csv'
import { parseIdx } from '../../../lib/data/reader/idx'
import { decodeImage, loadSharp } from '../../../lib/data/reader/image'
import { ParquetFile } from '../../../lib/data/reader/parquet'
import { tarEntries } from '../../../lib/data/reader/tar'
import { tokenizerOf } from '../../../lib/data/text/load'
import { goldenFile } from './files'
import { randomOf } from './fixtures'

const count = Number(process.env.ISBE_MUTATIONS ?? 300)

const golden = (name: string): Buffer => readFileSync(goldenFile(name))

/** One to four changes: bytes set, bits turned, parts cut, doubled or moved, the end cut off. */
function mutated(original: Buffer, seed: number): Buffer {
  const random = randomOf(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  let bytes = Buffer.from(original)
  for (let changes = 1 + below(4); changes > 0; --changes) {
    const at = below(bytes.length)
    const end = Math.min(bytes.length, at + 1 + below(16))
    const kind = below(6)
    if (kind === 0) bytes.fill([0, 255, 127, 128, below(256)][below(5)]!, at, end)
    else if (kind === 1) bytes[at] = bytes[at]! ^ (1 << below(8))
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)])
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
    else if (kind === 4) bytes.copyWithin(below(bytes.length), at, end)
    else bytes = bytes.subarray(0, at)
  }
  return bytes
}

async function readParquet(bytes: Buffer): Promise<void> {
  const memory = Uint8Array.from(bytes).buffer
  const slice = (start: number, end?: number): ArrayBuffer => memory.slice(start, end)
  const file = await ParquetFile.open('x', { byteLength: bytes.length, slice })
  for (let group = 0; group < Math.min(4, file.groups); ++group) await file.readGroup(group)
}

const cifar = { labels: 1, which: 0, classes: 10 }

function readBatch(bytes: Buffer): void {
  const images = countCifar('x', bytes, cifar)
  const into = { pixels: new Uint8Array(images * pixelsPerImage), labels: new Uint8Array(images) }
  readCifar('x', bytes, cifar, into, 0)
}

function readVocabulary(bytes: Buffer): void {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch {
    return // loadTokenizer says so of any text that is no JSON
  }
  tokenizerOf('x', json).encode('abab')
}

const batch = [...tarEntries('x', golden('cifar-10-binary.tar.gz'))][0]!.content

const picture = (form: 'webp' | 'tiff'): Promise<Buffer> =>
  loadSharp()(golden('colour.png')).toFormat(form).toBuffer()

const formats: [string, Buffer | Promise<Buffer>, (bytes: Buffer) => unknown][] = [
  ['IDX', golden('int16.idx'), bytes => parseIdx('x', bytes)],
  ['IDX, gzipped', golden('int32.idx.gz'), bytes => parseIdx('x', bytes)],
  ['CIFAR', batch, readBatch],
  ['tar', golden('pax.tar'), bytes => [...tarEntries('x', bytes)]],
  ['tar, gzipped', golden('cifar-10-binary.tar.gz'), bytes => [...tarEntries('x', bytes)]],
  ['CSV', golden('table.csv'), bytes => parseCsv('x', bytes)],
  ['PNG', golden('colour.png'), bytes => decodeImage('x', bytes)],
  ['JPEG', golden('colour.jpg'), bytes => decodeImage('x', bytes)],
  ['WebP', picture('webp'), bytes => decodeImage('x', bytes)],
  ['TIFF', picture('tiff'), bytes => decodeImage('x', bytes)],
  ['Parquet', golden('train-00000-of-00001.parquet'), readParquet],
  ['Parquet of many types', golden('numbers.parquet'), readParquet],
  ['vocabulary', Buffer.from('{"type":"byte-pair","merges":[[97,98],[256,256]]}'), readVocabulary],
]

test.each(formats)(
  '%s',
  async (name, made, read) => {
    const original = await made
    await read(original)
    let refused = 0
    const foreign: unknown[] = []
    for (let seed = 0; seed < count; ++seed) {
      try {
        await read(mutated(original, seed))
      } catch (error) {
        if (error instanceof TorchError) ++refused
        else foreign.push({ name, seed, error: String(error) })
      }
    }
    expect(foreign.slice(0, 5)).toEqual([])
    expect(refused).toBeGreaterThan(count / 40)
  },
  1_200_000,
)
