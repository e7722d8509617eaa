import torch, { DeviceError, OptionError, TorchError } from '../../../lib/index'
import { deviceNamed, resolveDevice } from '../../../lib/runtime/device'
import { versions } from '../../../lib/runtime/versions'
import { native } from '../../../lib/native'

describe('resolveDevice', () => {
  it('gives a device that is there', () => {
    expect(resolveDevice('cpu')).toBe('cpu')
    expect(resolveDevice('auto')).toBe(torch.cuda.isAvailable() ? 'cuda' : 'cpu')
  })

  it.each(['', 'gpu', 'CUDA', 'cuda:', 'cuda:x', 'cuda:-1', 'cpu:0x', ' cpu'])(
    'refuses %p as no device',
    name => {
      expect(() => resolveDevice(name)).toThrow(OptionError)
      expect(() => resolveDevice(name)).toThrow(
        `device: expected auto, cpu, cuda or cuda:<index>, found '${name}'`,
      )
    },
  )

  it('says why a device is not there', () => {
    const found = () => resolveDevice('cuda:63')
    expect(found).toThrow(DeviceError)
    expect(found).toThrow(`found 'cuda:63', but ${torch.cuda.reason() ?? 'this machine has'}`)
  })
})

test('deviceNamed takes devices of other machines', () => {
  expect(['cpu:0', 'cuda', 'cuda:63'].map(deviceNamed)).toEqual(['cpu', 'cuda', 'cuda:63'])
  expect(deviceNamed('auto')).toBe(resolveDevice('auto'))
  expect(() => deviceNamed('gpu')).toThrow(OptionError)
})

describe('cuda', () => {
  it('agrees with itself', () => {
    const { cuda } = torch
    expect(cuda.isAvailable()).toBe(cuda.deviceCount() > 0)
    expect(cuda.reason() === null).toBe(cuda.isAvailable())
    if (!native.cudaIsBuilt())
      expect(cuda.reason()).toMatch(/^this is a CPU build of libtorch \(.+\)$/)
  })
})

describe('a number is a CUDA device', () => {
  const absent = 63

  test.each<[string, () => unknown]>([
    ['to', () => torch.ones([1]).to(absent)],
    ['to, with a dtype', () => torch.ones([1]).to(absent, 'float64')],
    ['cuda', () => torch.ones([1]).cuda(absent)],
    ['cuda, in options', () => torch.ones([1]).cuda({ device: absent })],
    ['a factory', () => torch.zeros([1], { device: absent })],
    ['torch.tensor', () => torch.tensor([1], { device: absent })],
    ['a layer', () => new torch.nn.Linear(1, 1, { device: absent })],
    ['Module.to', () => new torch.nn.Linear(1, 1).to(absent)],
    ['Module.cuda', () => new torch.nn.Linear(1, 1).cuda(absent)],
  ])('%s', (_, call) => {
    expect(call).toThrow(DeviceError)
    expect(call).toThrow(/expected a device of this machine, found 'cuda:63'/)
  })

  test('if it is one', () => {
    expect(() => torch.ones([1]).to(-1)).toThrow(OptionError)
    expect(() => torch.ones([1]).cuda(0.5)).toThrow(/expected cuda or cuda:<index> .* found 0.5/)
    expect(() => torch.zeros([1], { device: -1 })).toThrow(TorchError)
  })
})

test('what libtorch knows by name only is no device', () => {
  expect(() => torch.ones([1], { device: 'mps' })).toThrow(DeviceError)
  expect(() => torch.ones([1], { device: 'mps' })).toThrow(
    /expected cpu, cuda or meta, found 'mps'/,
  )
})

describe('threads and seeds', () => {
  it('can be set and read', () => {
    const before = torch.getNumThreads()
    torch.setNumThreads(1)
    expect(torch.getNumThreads()).toBe(1)
    torch.setNumThreads(before)
    expect(torch.getNumThreads()).toBe(before)
  })

  it.each([0, -1, 1.5, NaN, '2'])('refuses %p threads', count => {
    expect(() => torch.setNumThreads(count as never)).toThrow(OptionError)
  })

  it('manualSeed takes any integer of 64 bits', () => {
    const draw = (seed: number | bigint) => {
      torch.manualSeed(seed)
      return torch.rand([4]).toArray()
    }
    expect(draw(1)).toEqual(draw(1n))
    expect(draw(-1)).toEqual(draw(2n ** 64n - 1n))
    expect(draw(2n ** 63n)).toEqual(draw(-(2n ** 63n)))
    expect(draw(1)).not.toEqual(draw(2))
  })

  const noSeeds = [1.5, NaN, 2 ** 60, 2n ** 64n, -(2n ** 63n) - 1n, null, true]

  it.each(noSeeds)('refuses %p as a seed', seed => {
    expect(() => torch.manualSeed(seed as never)).toThrow(OptionError)
    expect(() => new torch.Generator(seed as never)).toThrow(OptionError)
  })

  it('refuses to be seeded without a seed, or with its text', () => {
    expect(() => torch.manualSeed(undefined as never)).toThrow(OptionError)
    expect(() => torch.manualSeed('1' as never)).toThrow(OptionError)
    expect(() => new torch.Generator('1')).toThrow(/device/)
  })
})

it('versions are those of the parts', () => {
  expect(versions()).toEqual({
    isbeTorch: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
    libtorch: expect.stringMatching(/^2\.1[1-4]\.\d+$/) as string,
    node: process.versions.node,
    variant: native.cudaIsBuilt() ? (expect.stringMatching(/^cu/) as string) : 'cpu',
    cpuCapability: expect.any(String) as string,
  })
})
