/** What needs a GPU to run. `npm run check:gpu` runs these on a machine that has one. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import torch, { DeviceError, OutOfMemoryError } from '../../../lib'
import { packageRoot } from '../../../lib/native/record'
import { failure } from '../../native/call'
import { close, onGpu } from './onGpu'

const { cuda } = torch

onGpu('devices', () => {
  it('there is one, with properties and memory', () => {
    const { name, major, multiProcessorCount, totalMemory } = cuda.getDeviceProperties()
    expect([typeof name, major > 4, multiProcessorCount > 0]).toEqual(['string', true, true])
    const { free, total } = cuda.memGetInfo()
    expect(total).toBeLessThanOrEqual(totalMemory)
    expect(free).toBeLessThanOrEqual(total)
    cuda.setDevice(cuda.currentDevice())
  })

  it('tensors go there and back, pinned and without waiting', () =>
    torch.tidy(() => {
      const x = torch.randn([1000, 10])
      const there = x.pinMemory().to({ device: 'cuda', nonBlocking: true })
      expect([x.pinMemory().isPinned(), there.device]).toEqual([true, 'cuda:0'])
      expect(torch.equal(there.cpu(), x)).toBe(true)
    }))

  it('one that is not there is an error', () => {
    expect(failure(() => torch.zeros([1], { device: 'cuda:63' }))).toBeInstanceOf(DeviceError)
  })

  it('memory can be asked for before there is a tensor', () => {
    const ask =
      'const { cuda } = require(process.argv[1])\n' +
      'console.log(cuda.memoryAllocated(), cuda.memoryStats().reservedBytes.current)\ncuda.resetPeakMemoryStats()'
    const entry = join(packageRoot, 'dist/index.js')
    expect(execFileSync(process.execPath, ['-e', ask, entry], { encoding: 'utf8' })).toBe('0 0\n')
  })

  it('memory is counted, and given back', () => {
    cuda.emptyCache() // a block that is left over may be larger than what is asked for
    const before = cuda.memoryAllocated()
    const x = torch.zeros([2 ** 20], { device: 'cuda' })
    expect(cuda.memoryAllocated()).toBe(before + 2 ** 22)
    x.dispose()
    expect(cuda.memoryAllocated()).toBe(before)
    cuda.emptyCache()
    cuda.resetPeakMemoryStats()
    expect(cuda.maxMemoryAllocated()).toBe(before)
  })

  it('out of memory carries the figures', () => {
    const error = failure(() => torch.zeros([2 ** 42], { device: 'cuda' })) as OutOfMemoryError
    expect(error).toBeInstanceOf(OutOfMemoryError)
    expect(error.figures.requested).toBe(2 ** 44)
    expect(error.figures.total).toBeGreaterThan(2 ** 30)
  })

  it('seeds', () => {
    const draw = (): unknown => torch.tidy(() => torch.randn([4], { device: 'cuda' }).toArray())
    torch.manualSeed(3)
    const first = draw()
    cuda.manualSeed(3)
    expect(draw()).toEqual(first)
    expect(cuda.initialSeed()).toBe(3n)
  })
})

onGpu('streams and events', () => {
  it('a stream makes its device the current one meanwhile', () => {
    const last = cuda.deviceCount() - 1
    if (last === 0) console.log('one GPU: that another becomes current is not shown')
    const before = cuda.currentDevice()
    const inside = cuda.stream(new cuda.Stream({ device: last }), () => cuda.currentDevice())
    expect([inside, cuda.currentDevice()]).toEqual([last, before])
  })

  it('memory that a stream still reads is not given to others', () =>
    torch.tidy(() => {
      const side = new cuda.Stream()
      const x = torch.ones([2 ** 20], { device: 'cuda' })
      const large = torch.ones([4096, 4096], { device: 'cuda' })
      side.waitStream(cuda.currentStream())
      const sum = cuda.stream(side, () => {
        // Milliseconds of work: the other stream comes first unless it is made to wait.
        for (let i = 0; i < 50; ++i)
          torch.tidy(() => {
            large.mm(large)
          })
        return x.sum()
      })
      x.recordStream(side)
      x.dispose()
      torch.zeros([2 ** 20], { device: 'cuda' })
      cuda.currentStream().waitStream(side)
      expect(sum.item()).toBe(2 ** 20)
    }))

  it("a stream of one's own computes the same, and its time is measured", () =>
    torch.tidy(() => {
      const x = torch.randn([512, 512], { device: 'cuda' })
      const expected = x.mm(x)
      const side = new cuda.Stream()
      side.waitStream(cuda.currentStream())
      const [start, end] = [
        new cuda.Event({ enableTiming: true }),
        new cuda.Event({ enableTiming: true }),
      ]
      const found = cuda.stream(side, () => {
        start.record()
        const product = x.mm(x)
        end.record()
        return product
      })
      cuda.currentStream().waitStream(side)
      close(found, expected)
      expect(start.elapsedTime(end)).toBeGreaterThan(0)
      side.synchronize()
      expect([side.query(), end.query()]).toEqual([true, true])
    }))
})
