/** Datasets from a server: mirrors, what was begun, what is damaged, archives. */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fetchFiles } from '../../../lib/data/sets/fetch'
import type { RemoteFile } from '../../../lib/data/sets/remote'
import torch from '../../../lib'

const { data } = torch

/** An IDX file of bytes: 0x08 is their type. */
function idx(shape: readonly number[], values: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 8, shape.length])
  shape.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  return gzipSync(Buffer.concat([header, Buffer.from(values)]))
}

const images = idx(
  [2, 28, 28],
  Array.from({ length: 2 * 28 * 28 }, (_, i) => i % 256),
)
const labels = idx([2], [7, 3])

let server: Server
let root: string
let folder: string
/** By path, what the server has. */
let contents: Record<string, Buffer>
let requests: string[]

beforeEach(async () => {
  contents = { '/good/images.gz': images, '/good/labels.gz': labels }
  requests = []
  server = createServer(({ url = '', headers }, response) => {
    requests.push(`${url} ${headers.range ?? ''}`.trim())
    const content = contents[url]
    if (!content) return response.writeHead(404).end('<html>not here</html>')
    const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
    if (start === 0) return response.end(content)
    const range = `bytes ${start}-${content.length - 1}/${content.length}`
    return response.writeHead(206, { 'content-range': range }).end(content.subarray(start))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  root = mkdtempSync(join(tmpdir(), 'isbe-fetch-'))
  folder = join(root, 'not', 'there', 'yet')
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  rmSync(root, { recursive: true })
})

function remote(name: string, content: Buffer, paths: readonly string[]): RemoteFile {
  const { port } = server.address() as AddressInfo
  return {
    name,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    urls: paths.map(path => `http://127.0.0.1:${port}${path}`),
  }
}

test('files come from the first mirror that has them, and are read as what they are', async () => {
  const files = [
    remote('train-images-idx3-ubyte.gz', images, ['/gone/images.gz', '/good/images.gz']),
    remote('train-labels-idx1-ubyte.gz', labels, ['/good/labels.gz', '/never/asked.gz']),
  ]
  const lines: string[] = []
  await fetchFiles(files, folder, line => lines.push(line))
  expect(new Set(requests)).toEqual(
    new Set(['/gone/images.gz', '/good/images.gz', '/good/labels.gz']),
  )
  expect(lines.map(line => line.replace(/http:.*:\d+/, ''))).toEqual([
    'fetching /gone/images.gz',
    'fetching /good/images.gz',
    'fetching /good/labels.gz',
  ])
  using dataset = data.mnist('train', { root: folder })
  expect(dataset.length).toBe(2)
})

test('what is there already is not fetched again', async () => {
  const file = remote('labels.gz', labels, ['/good/labels.gz'])
  await fetchFiles([file], folder, () => undefined)
  const lines: string[] = []
  await fetchFiles([file], folder, line => lines.push(line))
  expect(lines).toEqual(['labels.gz is there already'])
  expect(requests).toEqual(['/good/labels.gz'])
})

test('a file of another content is fetched anew, one that was begun is continued', async () => {
  const file = remote('images.gz', images, ['/good/images.gz'])
  await fetchFiles([file], folder, () => undefined)
  writeFileSync(join(folder, 'images.gz'), 'damaged')
  await fetchFiles([file], folder, () => undefined)
  expect(readFileSync(join(folder, 'images.gz')).equals(images)).toBe(true)
  rmSync(join(folder, 'images.gz'))
  writeFileSync(join(folder, 'images.gz.part'), images.subarray(0, 40))
  await fetchFiles([file], folder, () => undefined)
  expect(requests.at(-1)).toBe('/good/images.gz bytes=40-')
  expect(readFileSync(join(folder, 'images.gz')).equals(images)).toBe(true)
})

test('where every mirror fails, the error names them all, and nothing is left as if it were data', async () => {
  contents['/page/labels.gz'] = Buffer.from('<html>sign in</html>')
  const file = remote('labels.gz', labels, ['/gone/labels.gz', '/page/labels.gz'])
  await expect(fetchFiles([file], folder, () => undefined)).rejects.toMatchObject({
    name: 'DataError',
    message: expect.stringMatching(
      /^labels\.gz cannot be fetched: .*404.*; .*SHA-256.*put the file into/s,
    ) as string,
  })
  expect(existsSync(join(folder, 'labels.gz'))).toBe(false)
})

test('a folder that cannot be made is an error before anything is asked for', async () => {
  writeFileSync(join(root, 'file'), '')
  const file = remote('labels.gz', labels, ['/good/labels.gz'])
  await expect(fetchFiles([file], join(root, 'file', 'data'), () => undefined)).rejects.toThrow(
    /cannot write to/,
  )
  expect(requests).toEqual([])
  expect(readdirSync(root)).toEqual(['file'])
})
