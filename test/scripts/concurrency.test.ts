import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureLibtorch } from '../../scripts/setup/libtorch'
import { withLock } from '../../scripts/setup/lock'
import { captureSteps, makeFolder, officialArchive, packageRoot, removeFolders } from './fixtures'

let steps: string[]
let folder: string

beforeEach(() => {
  steps = captureSteps()
  folder = makeFolder()
})

afterEach(() => {
  jest.restoreAllMocks()
  removeFolders()
})

/**
 * Another process that installs libtorch; prints the result as JSON. Each unpacking leaves a line in
 * `log`, half a library, and takes `seconds`.
 */
function startInstall(env: NodeJS.ProcessEnv, log: string, seconds: number): ChildProcess {
  const setup = JSON.stringify(join(packageRoot, 'scripts/setup'))
  const program = `
    const fs = require('node:fs')
    const { setTimeout: sleep } = require('node:timers/promises')
    const { Zip } = require(${setup} + '/zip')
    const { ensureLibtorch } = require(${setup} + '/libtorch')
    const { runEntry } = require(${setup} + '/entry')
    const extract = Zip.prototype.extract
    Zip.prototype.extract = async function (folder, wanted, onBytes) {
      if (wanted('libtorch/lib/libc10.so')) {
        fs.mkdirSync(folder + '/libtorch/lib', { recursive: true })
        fs.writeFileSync(folder + '/libtorch/lib/libc10.so', 'half')
        fs.appendFileSync(${JSON.stringify(log)}, 'unpack\\n')
        await sleep(${1000 * seconds})
      }
      return extract.call(this, folder, wanted, onBytes)
    }
    runEntry(async () => console.log(JSON.stringify(await ensureLibtorch())))`
  return spawn(process.execPath, ['-e', program], { env, detached: true })
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  await new Promise(resolve => child.on('close', resolve))
  return text
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; !condition(); turn++) {
    if (turn > 400) throw new Error('the condition did not come true within 8 s')
    await sleep(20)
  }
}

function heartbeatAgo(file: string, seconds: number): void {
  const time = Date.now() / 1000 - seconds
  utimesSync(file, time, time)
}

describe('installs', () => {
  test('two at once unpack once, and both get the result', async () => {
    const log = join(folder, 'log')
    const env = { ISBE_HOME: folder, ISBE_LIBTORCH_ARCHIVE: officialArchive('2.13.0') }
    const children = [startInstall(env, log, 0.4), startInstall(env, log, 0.4)]
    const results = (await Promise.all(children.map(outputOf))).map(
      text => JSON.parse(text) as { root: string; source: string },
    )
    const root = join(folder, 'libtorch/cpu-2.13.0')
    expect(results.map(result => result.root)).toEqual([root, root])
    const sources = results.map(result => result.source).sort()
    expect(sources).toEqual(['ISBE_LIBTORCH_ARCHIVE', 'cache'])
    expect(readFileSync(log, 'utf8')).toBe('unpack\n')
    expect(readdirSync(join(folder, 'libtorch'))).toEqual(['cpu-2.13.0'])
  })

  test('one that is killed leaves nothing that looks complete, and the next succeeds', async () => {
    const log = join(folder, 'log')
    const archive = officialArchive('2.13.0')
    const env = { ISBE_HOME: folder, ISBE_LIBTORCH_ARCHIVE: archive }
    const cache = join(folder, 'libtorch')
    const child = startInstall(env, log, 30)
    await until(() => existsSync(log))
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await outputOf(child)
    expect(readdirSync(cache).filter(name => !name.startsWith('.'))).toEqual([])
    expect(readdirSync(cache)).toContain('.lock')

    heartbeatAgo(join(cache, '.lock'), 10)
    const found = await ensureLibtorch({ env })
    expect(found.root).toBe(join(cache, 'cpu-2.13.0'))
    expect(readdirSync(cache)).toEqual(['cpu-2.13.0'])
  })

  test('one that is interrupted cleans up and ends with the status of its signal', async () => {
    const log = join(folder, 'log')
    const env = { ISBE_HOME: folder, ISBE_LIBTORCH_ARCHIVE: officialArchive('2.13.0') }
    const child = startInstall(env, log, 30)
    await until(() => existsSync(log))
    const closed = new Promise(resolve => child.on('exit', resolve))
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect(await closed).toBe(130)
    expect(readdirSync(join(folder, 'libtorch'))).toEqual([])
  })
})

describe('lock', () => {
  const owner = (more: object) =>
    JSON.stringify({ token: 't', pid: 2 ** 22 + 1, started: '1', host: hostname(), ...more })

  test.each([
    ['a process that is gone', owner({}), 10],
    ['a process whose number is used again', owner({ pid: process.pid }), 10],
    ['another host, silent for long', owner({ host: 'elsewhere' }), 1000],
    ['nobody: it was never written', '', 10],
  ])('of %s is taken over at once', async (_name, text, seconds) => {
    const file = join(folder, 'lock')
    writeFileSync(file, text)
    heartbeatAgo(file, seconds)
    expect(await withLock(file, 'work', () => Promise.resolve('done'))).toBe('done')
    expect(existsSync(file)).toBe(false)
    expect(steps).toEqual([])
  })

  test.each([
    ['a process whose heart just beat', owner({}), 0],
    ['another host, heard from lately', owner({ host: 'elsewhere' }), 10],
  ])('of %s is waited for', async (_name, text, seconds) => {
    const file = join(folder, 'lock')
    writeFileSync(file, text)
    heartbeatAgo(file, seconds)
    let done = false
    const work = withLock(file, 'work', () => {
      done = true
      return Promise.resolve()
    })
    await sleep(250)
    expect(done).toBe(false)
    expect(steps).toHaveLength(1)
    expect(steps[0]).toContain('waiting: process')
    writeFileSync(file, '')
    heartbeatAgo(file, 1000)
    await work
    expect(done).toBe(true)
  })

  test('is held by one at a time, and given back after a failure', async () => {
    const file = join(folder, 'lock')
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await sleep(20)
      inside--
      throw new Error('failed')
    }
    const results = await Promise.allSettled([1, 2, 3].map(() => withLock(file, 'work', work)))
    expect(results.map(result => result.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(most).toBe(1)
    expect(existsSync(file)).toBe(false)
  })
})
