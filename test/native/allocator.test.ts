import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import torch from '../../lib'

const megabyte = 1 << 20

/** What a program prints as JSON: alone in its process, as others' memory is counted too. */
function alone<T>(program: string, env: NodeJS.ProcessEnv = {}): T {
  const script = `const torch = require('isbe-torch')\nconst result = (() => {${program}})()\nconsole.log(JSON.stringify(result))`
  const output = execFileSync(process.execPath, ['-e', script], {
    cwd: join(__dirname, '..', '..'),
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return JSON.parse(output) as T
}

test('a freed block is used again, and given back on request', () => {
  const [before, made, freed, again, after] = alone<ReturnType<typeof torch.memory>[]>(`
    const block = () => torch.empty([${(8 * megabyte) / 4}])
    const memory = [torch.memory()]
    const first = block()
    memory.push(torch.memory())
    first.dispose()
    memory.push(torch.memory())
    const second = block()
    memory.push(torch.memory())
    second.dispose()
    torch.emptyCache()
    return [...memory, torch.memory()]`)
  expect(made!.allocated - before!.allocated).toBeGreaterThanOrEqual(8 * megabyte)
  expect(freed!.cached - before!.cached).toBeGreaterThanOrEqual(8 * megabyte)
  expect(again!.cached).toBeLessThan(freed!.cached)
  expect(after).toMatchObject({ cached: 0, allocated: before!.allocated })
})

test('blocks of every size hold what is written, are aligned and do not overlap', () => {
  const sizes = Array.from({ length: 60 }, (_, i) => Math.ceil(1.35 ** i)).filter(n => n < 4e6)
  torch.tidy(() => {
    const tensors = sizes.map((size, i) => torch.full([size], i, { dtype: 'int32' }))
    tensors.forEach((tensor, i) => {
      expect([tensor.min().item(), tensor.max().item()]).toEqual([i, i])
    })
  })
})

test('what is cached stays bounded when the sizes in demand change', () => {
  const { cached } = alone<ReturnType<typeof torch.memory>>(`
    for (let i = 1; i <= 40; ++i) torch.tidy(() => void torch.empty([i * ${megabyte}]))
    return torch.memory()`)
  expect(cached).toBeLessThan(400 * megabyte)
})

test('asking for more memory than there is is an error, after which work goes on', () => {
  expect(() => torch.empty([2 ** 50])).toThrow(/can't allocate memory/)
  expect(torch.ones([2]).sum().item()).toBe(2)
})

test('ISBE_ALLOCATOR=default leaves libtorch its own', () => {
  const run = (choice: string): [number, number] =>
    alone('const x = torch.ones([1000]); return [torch.memory().allocated, x.sum().item()]', {
      ISBE_ALLOCATOR: choice,
    })
  expect(run('default')).toEqual([0, 1000])
  expect(run('')).toEqual([expect.any(Number), 1000])
  expect(run('')[0]).toBeGreaterThan(0)
})
