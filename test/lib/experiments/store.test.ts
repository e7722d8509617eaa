import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataError, TorchError } from '../../../lib'
import { ResultStore } from '../../../lib/experiments/run/store'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'isbe-results-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const work = (value: number) => () => Promise.resolve({ value })

test('a piece of work is done once, and known again by its config in any order of keys', async () => {
  const store = new ResultStore(root)
  const first = await store.obtain('runs', 'a', { x: 1, y: [2] }, work(7))
  expect(first).toMatchObject({ value: { value: 7 }, reused: false })
  const again = await new ResultStore(root).obtain('runs', 'a', { y: [2], x: 1 }, work(8))
  expect(again).toEqual({ ...first, reused: true })
  const other = await store.obtain('runs', 'a', { x: 1, y: [3] }, work(9))
  expect(other).toMatchObject({ value: { value: 9 }, reused: false })
  expect(store.read('runs', 'a', { x: 1, y: [2] })).toEqual({ value: 7 })
})

test('work that was stopped or failed is done again', async () => {
  const store = new ResultStore(root)
  expect(await store.obtain('runs', 'a', {}, () => Promise.resolve(null))).toBeNull()
  const failure = () => Promise.reject(new Error('killed'))
  await expect(store.obtain('runs', 'a', {}, failure)).rejects.toThrow('killed')
  expect(store.read('runs', 'a', {})).toBeNull()
  expect(await store.obtain('runs', 'a', {}, work(1))).toMatchObject({ reused: false })
  expect(readdirSync(join(root, 'runs')).filter(name => name.endsWith('.lock'))).toEqual([])
})

test('two who want the same do it once', async () => {
  let times = 0
  const slow = async () => {
    times += 1
    await new Promise(resolve => setTimeout(resolve, 50))
    return { times }
  }
  const both = [new ResultStore(root), new ResultStore(root)]
  const done = Promise.all(both.map(store => store.obtain('runs', 'a', {}, slow)))
  expect(both[1]!.isTaken('runs', 'a', {})).toBe(true)
  const kept = await done
  expect(both[1]!.isTaken('runs', 'a', {})).toBe(false)
  expect(kept.map(each => each!.reused).sort()).toEqual([false, true])
  expect(times).toBe(1)
})

test('a damaged file is an error that names it, and nothing else is touched', async () => {
  const store = new ResultStore(root)
  const { folder } = (await store.obtain('runs', 'a', { x: 1 }, work(1)))!
  await store.obtain('runs', 'b', { x: 2 }, work(2))
  const path = join(folder, 'result.json')
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 5))
  expect(() => store.read('runs', 'a', { x: 1 })).toThrow(DataError)
  await expect(store.obtain('runs', 'a', { x: 1 }, work(3))).rejects.toThrow(
    /result\.json' is damaged .* remove the folder/,
  )
  expect(readFileSync(path, 'utf8')).toHaveLength(5)
  expect(store.read('runs', 'b', { x: 2 })).toEqual({ value: 2 })
  rmSync(folder, { recursive: true })
  expect(await store.obtain('runs', 'a', { x: 1 }, work(3))).toMatchObject({ reused: false })
  writeFileSync(join(folder, 'config.json'), '{"x":5}')
  expect(() => store.read('runs', 'a', { x: 1 })).toThrow(/config\.json' is damaged/)
})

test('results of another version, and folders that cannot be made, are refused', async () => {
  const path = join(root, 'results.json')
  const store = new ResultStore(root)
  expect(existsSync(path)).toBe(false)
  await store.obtain('runs', 'a', {}, work(1))
  const stamp = JSON.parse(readFileSync(path, 'utf8')) as object
  writeFileSync(path, JSON.stringify({ ...stamp, isbeTorch: '0.0.0' }))
  expect(() => new ResultStore(root)).toThrow(/another version.*--results/)
  writeFileSync(path, '{')
  expect(() => new ResultStore(root)).toThrow(/results\.json' is damaged/)
  const refused = new ResultStore('/proc/nowhere/results').obtain('runs', 'a', {}, work(1))
  await expect(refused).rejects.toThrow(TorchError)
  await expect(refused).rejects.toThrow(/--results/)
})
