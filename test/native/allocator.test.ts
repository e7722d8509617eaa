import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import torch from '../../lib'

const megabyte = 1 << 20

/** Float32 values that fill so many bytes. */
function block(bytes: number) {
  return torch.empty([bytes / 4])
}

test('a freed block is used again, and given back on request', () => {
  torch.emptyCache()
  const before = torch.memory()
  const first = block(8 * megabyte)
  expect(torch.memory().allocated - before.allocated).toBeGreaterThanOrEqual(8 * megabyte)
  first.dispose()
  const { cached } = torch.memory()
  expect(cached - before.cached).toBeGreaterThanOrEqual(8 * megabyte)
  const second = block(8 * megabyte)
  expect(torch.memory().cached).toBeLessThan(cached)
  second.dispose()
  torch.emptyCache()
  expect(torch.memory()).toMatchObject({ cached: 0, allocated: before.allocated })
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
  torch.emptyCache()
  for (let i = 1; i <= 40; ++i)
    torch.tidy(() => {
      block(i * 4 * megabyte)
    })
  expect(torch.memory().cached).toBeLessThan(400 * megabyte)
  torch.emptyCache()
})

test('asking for more memory than there is is an error, after which work goes on', () => {
  expect(() => torch.empty([2 ** 50])).toThrow(/can't allocate memory/)
  expect(torch.ones([2]).sum().item()).toBe(2)
})

test('ISBE_ALLOCATOR=default leaves libtorch its own', () => {
  const script =
    'const torch = require("isbe-torch"); const x = torch.ones([1000]);' +
    'console.log(torch.memory().allocated, x.sum().item())'
  const run = (choice: string): string =>
    execFileSync(process.execPath, ['-e', script], {
      cwd: join(__dirname, '..', '..'),
      encoding: 'utf8',
      env: { ...process.env, ISBE_ALLOCATOR: choice },
    }).trim()
  expect(run('default')).toBe('0 1000')
  expect(run('')).toMatch(/^[1-9]\d* 1000$/)
})
