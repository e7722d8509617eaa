/** Where there is no CUDA every use of it is a DeviceError that names the cause. */
import torch, { DeviceError, OptionError, OutOfMemoryError, TorchError } from '../../../lib'
import { chooseDevice } from '../../../lib/runtime/device'
import { native } from '../../../lib/native'
import { failure } from '../../native/call'

const { cuda } = torch
const reason = cuda.reason()
const whereAbsent = reason === null ? describe.skip : describe
if (reason === null) console.log('skipped: this machine has CUDA')

whereAbsent('without CUDA', () => {
  it('says so', () => {
    expect(cuda.isAvailable()).toBe(false)
    expect(cuda.deviceCount()).toBe(0)
    expect(chooseDevice('auto')).toEqual({ device: 'cpu', reason: `auto: ${reason}` })
  })

  const uses: Record<string, () => unknown> = {
    currentDevice: () => cuda.currentDevice(),
    setDevice: () => cuda.setDevice(0),
    getDeviceProperties: () => cuda.getDeviceProperties('cuda:0'),
    synchronize: () => cuda.synchronize(),
    Stream: () => new cuda.Stream(),
    currentStream: () => cuda.currentStream(),
    defaultStream: () => cuda.defaultStream(),
    Event: () => new cuda.Event(),
    memoryStats: () => cuda.memoryStats(),
    memoryAllocated: () => cuda.memoryAllocated(),
    memoryReserved: () => cuda.memoryReserved(),
    maxMemoryAllocated: () => cuda.maxMemoryAllocated(),
    maxMemoryReserved: () => cuda.maxMemoryReserved(),
    resetPeakMemoryStats: () => cuda.resetPeakMemoryStats(),
    memGetInfo: () => cuda.memGetInfo(),
    emptyCache: () => cuda.emptyCache(),
    manualSeed: () => cuda.manualSeed(1),
    manualSeedAll: () => cuda.manualSeedAll(1),
    initialSeed: () => cuda.initialSeed(),
    graph: () => cuda.graph(x => x),
    device: () => chooseDevice('cuda'),
    to: () => torch.ones([1]).to({ device: 'cuda', nonBlocking: true }),
    'to by name': () => torch.ones([1]).cuda(),
    create: () => torch.zeros([2], { device: 'cuda:0' }),
    autocast: () => torch.autocast('cuda', 'float16', () => 1),
    Generator: () => new torch.Generator(1, 'cuda'),
  }

  it.each(Object.entries(uses))('%s', (_name, use) => {
    const error = failure(use)
    expect(error).toBeInstanceOf(DeviceError)
    expect(error.message).toContain(reason!)
  })

  it('native calls that slip through throw as well', () => {
    for (const use of [
      () => native.cudaCurrentDevice(),
      () => native.cudaNewStream(0, 0),
      () => native.cudaMemoryStats(0),
      () => native.cudaSynchronize(0),
    ])
      expect(failure(use)).toBeInstanceOf(TorchError)
  })

  it('a stream is not what any other object is', () => {
    expect(() => torch.ones([1]).recordStream('side' as never)).toThrow(
      /found \('side'\), expected x\.recordStream\(s: Stream\)/,
    )
    const recordStream = native.operator('aten::record_stream', '')
    for (const other of [7, {}, { id: 1, device: 0 }]) {
      expect(
        failure(() => native.call(recordStream, torch.ones([1]).handle, other)).message,
      ).toMatch(/argument 's' \(Stream\): expected a cuda\.Stream/)
    }
  })

  it('pinned memory is not to be had either', () => {
    expect(failure(() => torch.ones([1]).pinMemory())).toBeInstanceOf(TorchError)
  })
})

it('devices are checked as such', () => {
  for (const device of [-1, 0.5, 'cpu', 'cuda:x']) {
    expect(() => cuda.getDeviceProperties(device)).toThrow(OptionError)
  }
  expect(() => new cuda.Stream({ prioritty: 1 } as never)).toThrow(
    /unknown option 'prioritty'.*priority/,
  )
})

describe('switches', () => {
  const { backends } = torch

  it('can be set and read', () => {
    const all: [Record<string, boolean>, string][] = [
      [backends.cudnn, 'enabled'],
      [backends.cudnn, 'benchmark'],
      [backends.cudnn, 'deterministic'],
      [backends.cudnn, 'allowTf32'],
      [backends.cuda.matmul, 'allowTf32'],
    ]
    for (const [group, name] of all) {
      const before = group[name]!
      group[name] = !before
      expect(group[name]).toBe(!before)
      group[name] = before
      expect(group[name]).toBe(before)
    }
  })

  it("start as PyTorch's do", () => {
    expect({ ...backends.cudnn }).toEqual({
      enabled: true,
      benchmark: false,
      deterministic: false,
      allowTf32: true,
    })
    expect(backends.cuda.matmul.allowTf32).toBe(false)
  })

  it('are booleans of known names', () => {
    expect(() => {
      backends.cudnn.benchmark = 1 as never
    }).toThrow(/backends.cudnn.benchmark: expected true or false/)
    expect(() => {
      ;(backends.cudnn as Record<string, boolean>).benchmrk = true
    }).toThrow(TypeError)
  })
})

describe('out of memory', () => {
  it('on the CPU: the bytes that were asked for', () => {
    const error = failure(() => torch.empty([2 ** 45])) as OutOfMemoryError
    expect(error).toBeInstanceOf(OutOfMemoryError)
    expect(error.code).toBe('OUT_OF_MEMORY')
    const unknown = { total: null, free: null, allocated: null, reservedUnused: null }
    expect(error.figures).toEqual({ requested: expect.any(Number) as number, ...unknown })
    expect(error.figures.requested! / 2 ** 47).toBeCloseTo(1)
  })

  it("on the CPU with libtorch's own allocator", () => {
    const { figures } = new OutOfMemoryError(
      "DefaultCPUAllocator: can't allocate memory: you tried to allocate 4096 bytes.",
    )
    expect(figures.requested).toBe(4096)
  })

  it('on CUDA: the figures of its message', () => {
    const message =
      'CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 23.50 GiB of which ' +
      '512.25 MiB is free. Including non-PyTorch memory, this process has 22.99 GiB memory in use. Of the allocated ' +
      'memory 21.50 GiB is allocated by PyTorch, and 130.50 MiB is reserved by PyTorch but unallocated.'
    expect(new OutOfMemoryError(message).figures).toEqual({
      requested: 20 * 2 ** 30,
      total: 23.5 * 2 ** 30,
      free: 512.25 * 2 ** 20,
      allocated: 21.5 * 2 ** 30,
      reservedUnused: 130.5 * 2 ** 20,
    })
  })
})
