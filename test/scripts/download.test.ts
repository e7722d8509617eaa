import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { download } from '../../scripts/setup/download'
import { ensureLibtorch } from '../../scripts/setup/libtorch'
import { captureSteps, makeFolder, makeTools, officialArchive, removeFolders } from './fixtures'

const body = Buffer.from(Array.from({ length: 50_000 }, (_, index) => index % 251))
const sha256 = createHash('sha256').update(body).digest('hex')

let server: Server
let url: string
let file: string
let ranges: (string | undefined)[]

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Answers as a web server does that knows ranges. */
const withRanges =
  (content: Buffer): Handler =>
  (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? -1)
    if (start >= content.length) return response.writeHead(416).end()
    if (start < 0) return response.writeHead(200, { 'content-length': content.length }).end(content)
    const contentRange = `bytes ${start}-${content.length - 1}/${content.length}`
    return response.writeHead(206, { 'content-range': contentRange }).end(content.subarray(start))
  }

async function serve(handler: Handler): Promise<void> {
  server = createServer((request, response) => {
    ranges.push(request.headers.range)
    handler(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.zip`
}

beforeEach(() => {
  ranges = []
  file = join(makeFolder(), 'file.zip')
})

afterEach(async () => {
  jest.restoreAllMocks()
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  removeFolders()
})

test('a whole file with the right SHA-256', async () => {
  await serve(withRanges(body))
  await download(url, file, sha256)
  expect(readFileSync(file).equals(body)).toBe(true)
  expect(existsSync(`${file}.part`)).toBe(false)
})

test('another SHA-256: refused and removed', async () => {
  await serve(withRanges(body))
  await expect(download(url, file, '0'.repeat(64))).rejects.toThrow(
    new RegExp(`not the expected file: SHA-256 0{64} expected, ${sha256} found`),
  )
  expect(existsSync(file) || existsSync(`${file}.part`)).toBe(false)
})

test('an unfinished file is resumed where it ended', async () => {
  await serve(withRanges(body))
  writeFileSync(`${file}.part`, body.subarray(0, 30_000))
  await download(url, file, sha256)
  expect(readFileSync(file).equals(body)).toBe(true)
  expect(ranges).toEqual(['bytes=30000-'])
})

test('a server without ranges sends everything again', async () => {
  await serve((_request, response) => response.writeHead(200).end(body))
  writeFileSync(`${file}.part`, 'something else')
  await download(url, file, sha256)
  expect(readFileSync(file).equals(body)).toBe(true)
})

test('an unfinished file that is too long is fetched anew', async () => {
  await serve(withRanges(body))
  writeFileSync(`${file}.part`, Buffer.alloc(60_000))
  await download(url, file, sha256)
  expect(readFileSync(file).equals(body)).toBe(true)
  expect(ranges).toEqual(['bytes=60000-', undefined])
})

test('a connection that breaks is taken up again', async () => {
  await serve((request, response) => {
    if (request.headers.range) return withRanges(body)(request, response)
    response.writeHead(200, { 'content-length': body.length })
    response.write(body.subarray(0, 20_000), () => setTimeout(() => response.destroy(), 200))
  })
  await download(url, file, sha256)
  expect(readFileSync(file).equals(body)).toBe(true)
  expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)])
})

test('a redirect is followed', async () => {
  await serve((request, response) => {
    if (request.url === '/there') return withRanges(body)(request, response)
    return response.writeHead(302, { location: '/there' }).end()
  })
  await download(url, file, sha256)
  expect(readFileSync(file).equals(body)).toBe(true)
})

test('a redirect in a circle, and a file that is not there', async () => {
  await serve((request, response) =>
    response.writeHead(request.url === '/file.zip' ? 302 : 404, { location: '/file.zip' }).end(),
  )
  await expect(download(url, file, null)).rejects.toThrow(/more than 5 redirects/)
  await expect(download(url.replace('file', 'other'), file, null)).rejects.toThrow(/status 404/)
})

test('libtorch comes from the official archive, and says that no SHA-256 is pinned', async () => {
  const steps = captureSteps()
  await serve(withRanges(readFileSync(officialArchive('2.13.0'))))
  const env = { PATH: makeTools({}), ISBE_HOME: makeFolder() }
  const archives = { [`cpu-${process.arch}`]: { url, sha256: null } }
  expect((await ensureLibtorch({ env, archives })).source).toBe('official archive')
  expect(steps[0]).toContain('no SHA-256 is pinned')
})

describe('proxies', () => {
  test('HTTP_PROXY is gone through, except to what NO_PROXY names', async () => {
    const seen: string[] = []
    await serve((request, response) => {
      seen.push(`${request.method} ${request.url}`)
      return withRanges(body)(request, response)
    })
    const proxy = new URL(url).origin
    await download('http://nowhere.invalid/file.zip', file, sha256, { HTTP_PROXY: proxy })
    expect(readFileSync(file).equals(body)).toBe(true)
    expect(seen[0]).toBe('GET http://nowhere.invalid/file.zip')
    const direct = { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' }
    await download(url, file, sha256, direct)
    expect(seen.at(-1)).toBe('GET /file.zip')
  })

  test('one that refuses is named, without its password', async () => {
    await serve((_request, response) => response.end())
    server.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
    const env = { HTTPS_PROXY: url.replace('//', '//user:secret@').replace('/file.zip', '') }
    const refused = download('https://nowhere.invalid/file.zip', file, null, env)
    await expect(refused).rejects.toThrow(
      /^cannot download https:\/\/nowhere\.invalid\/file\.zip through the proxy http:\/\/127\.0\.0\.1:\d+ \(/,
    )
    await expect(refused).rejects.not.toThrow(/secret/)
  })
})
