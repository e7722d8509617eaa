/** What the garbage collector is told of the memory of tensors. */
import { PerformanceObserver, constants, type NodeGCPerformanceDetail } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import torch, { type Tensor } from '../../../lib'
import { native } from '../../../lib/native'

/** More than the step of 32 MiB in which native bytes are reported. */
const size = [2 ** 26]
/** What it was not told of before is less. */
const half = 2 ** 25

const make = (): Tensor => torch.empty(size, { dtype: 'uint8' })

/** Bytes that the collector hears of while `fn` runs; the tensors that it gives are disposed of. */
function reported(fn: () => Tensor): number {
  const before = native.reportedBytes()
  const tensor = fn()
  const change = native.reportedBytes() - before
  tensor.dispose()
  expect(native.reportedBytes() - before).toBeLessThan(half)
  return change
}

test('it hears of what is left to it', () => {
  expect(reported(make)).toBeGreaterThan(half)
  expect(reported(() => torch.tidy(make))).toBeGreaterThan(half)
  expect(reported(() => torch.tidy(() => torch.tidy(make)))).toBeGreaterThan(half)
  torch.tidy(() => expect(reported(() => torch.keep(make()))).toBeGreaterThan(half))
})

test('it hears of no memory that a scope releases, nor twice of a storage', () => {
  torch.tidy(() => {
    expect(reported(make)).toBeLessThan(half)
    expect(reported(() => torch.tidy(make))).toBeLessThan(half)
  })
  const tensor = make()
  expect(reported(() => tensor.view([-1]))).toBeLessThan(half)
  tensor.dispose()
})

test('scopes make it run no full collection', async () => {
  let full = 0
  const observer = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const { kind } = (entry as unknown as { detail: NodeGCPerformanceDetail }).detail
      full += Number(kind === constants.NODE_PERFORMANCE_GC_MAJOR)
    }
  })
  observer.observe({ entryTypes: ['gc'] })
  for (let i = 0; i < 20; ++i) torch.tidy(() => void Array.from({ length: 20 }, make))
  await setTimeout(20)
  observer.disconnect()
  // It may collect for reasons of its own; of 25 GiB it was told 500 times.
  expect(full).toBeLessThan(3)
})
