/** What needs a GPU to run. `npm run check:gpu` runs these on a machine that has one. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import torch, {
  amp,
  isbe,
  nn,
  optim,
  DeviceError,
  OutOfMemoryError,
  TorchError,
  type DType,
  type Tensor,
} from '../../../lib'
import { makeModel } from '../../../lib/models'
import { packageRoot } from '../../../lib/native/record'
import { compute, lossObjective, parseObjective } from '../../../lib/train'
import { advance } from '../../../lib/train/loop'
import { failure } from '../../native/call'

const { cuda } = torch
const onGpu = cuda.isAvailable() ? describe : describe.skip
if (!cuda.isAvailable()) console.log(`skipped: no CUDA device (${cuda.reason()})`)

function close(found: Tensor, expected: Tensor, tolerance = 1e-5): void {
  const distance = found.cpu().double().sub(expected.cpu().double()).abs().max().item()
  expect(Number(distance)).toBeLessThan(tolerance)
}

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

onGpu('autocast', () => {
  it('computes products in 16 bits', () =>
    torch.tidy(() => {
      const x = torch.randn([8, 8], { device: 'cuda' })
      expect(torch.autocast('cuda', 'float16', () => x.mm(x).dtype)).toBe('float16')
    }))
})

onGpu('GradScaler', () => {
  it('multiplies float16 by scales beyond its range', () =>
    torch.tidy(() => {
      const scaler = new amp.GradScaler({ initScale: 2 ** 20 })
      const scaled = scaler.scale(
        torch
          .tensor([2 ** -20, 2 ** -10])
          .half()
          .cuda(),
      )
      expect([scaled.dtype, scaled.toArray()]).toEqual(['float16', [1, 1024]])
    }))

  it.each([false, true])('trains N0 in float16 as in float32, as a graph: %p', isGraphed => {
    const full = lossesOf('cuda', 'isbe:softmax', false)
    const half = lossesOf('cuda', 'isbe:softmax', isGraphed, 'float16')
    half.forEach((value, i) => expect(Math.abs(value / full[i]! - 1)).toBeLessThan(2e-3))
  })

  it('gives the optimizer gradients without the scale', () => {
    const weight = new nn.Parameter(torch.ones([1], { device: 'cuda' }))
    const optimizer = new optim.SGD([weight], { lr: 1 })
    const scaler = new amp.GradScaler()
    torch.tidy(() => scaler.scale(weight.mul(3).sum()).backward())
    scaler.step(optimizer)
    scaler.update()
    expect([weight.item(), scaler.getScale()]).toEqual([-2, 65_536])
  })

  it('an overflow changes the scale alone', () => {
    const weight = new nn.Parameter(torch.ones([1], { device: 'cuda' }))
    const optimizer = new optim.Adam([weight])
    const scaler = new amp.GradScaler()
    torch.tidy(() => scaler.scale(weight.mul(Infinity).sum()).backward())
    scaler.step(optimizer)
    scaler.update()
    expect([weight.item(), scaler.getScale()]).toEqual([1, 32_768])
  })
})

onGpu('ISBE', () => {
  for (const dtype of ['float64', 'float32', 'bfloat16', 'float16'] as const) {
    for (const normalization of isbe.normalizations) {
      it(`${normalization} ${dtype}: as on the CPU, direct and by autograd`, () =>
        torch.tidy(() => {
          const leaf = torch.randn([65, 100]).to(dtype)
          const target = torch.randint(100, [65])
          const here = isbe.softError(leaf, target, { normalization })
          const there = isbe.softError(leaf.cuda(), target.cuda(), { normalization })
          const tolerance = dtype.endsWith('16') ? 2 ** -9 : 1e-6
          close(there.error, here.error, tolerance)
          close(there.value, here.value, 1e-5)
          expect(there.correct.item()).toBe(here.correct.item())
          for (const scale of [1, 1024]) {
            const x = leaf.cuda()
            x.requiresGrad = true
            new isbe.IsbeLoss({ normalization }).forward(x, target.cuda()).mul(scale).backward()
            close(x.grad!.float().div(scale), here.error, tolerance)
          }
        }))
    }
  }
})

/** Losses of some steps of N0 on the same batches, eager or as a graph. */
function lossesOf(
  device: string,
  loss: string,
  graphed: boolean,
  precision: DType = 'float32',
): number[] {
  torch.manualSeed(1)
  const model = makeModel('n0').to(device)
  model.eval() // without dropout, whose numbers differ from device to device
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
  const objective = loss === 'autograd' ? lossObjective(new isbe.IsbeLoss()) : parseObjective(loss)
  const scaler = precision === 'float16' ? new amp.GradScaler() : undefined
  const step = (input: Tensor, target: Tensor): Tensor => {
    const outcome = compute(input, { precision }, images =>
      objective(model.forward(images), target),
    )
    optimizer.zeroGrad()
    outcome.backward(scaler)
    advance(optimizer, scaler)
    return outcome.value
  }
  const run = graphed ? cuda.graph(step) : step
  const losses = Array.from({ length: 8 }, (_, i) =>
    torch.tidy(() => {
      const generator = new torch.Generator(i)
      const input = torch.randn([32, 1, 28, 28], { generator })
      const target = torch.randint(10, [32], { generator })
      return Number(run(input.to(device), target.to(device)).item())
    }),
  )
  model.dispose()
  return losses
}

onGpu('training N0', () => {
  beforeAll(() => {
    torch.backends.cudnn.allowTf32 = false
  })
  afterAll(() => {
    torch.backends.cudnn.allowTf32 = true
  })

  for (const loss of ['ce', 'isbe:softmax', 'autograd']) {
    it(`${loss}: the losses are those of the CPU, and of a CUDA graph`, () => {
      const here = lossesOf('cpu', loss, false)
      const there = lossesOf('cuda', loss, false)
      there.forEach((value, i) => expect(Math.abs(value / here[i]! - 1)).toBeLessThan(5e-3))
      const replayed = lossesOf('cuda', loss, true)
      replayed.forEach((value, i) => expect(Math.abs(value / there[i]! - 1)).toBeLessThan(5e-3))
    })
  }
})

onGpu('graphs', () => {
  it('draw new random numbers at every replay', () =>
    torch.tidy(() => {
      const dropout = new nn.Dropout(0.5)
      const step = cuda.graph((x: Tensor) => dropout.forward(x))
      const x = torch.ones([1000], { device: 'cuda' })
      const drawn = Array.from({ length: 6 }, () =>
        torch.tidy(() => JSON.stringify(step(x).toArray())),
      )
      expect(new Set(drawn).size).toBe(6)
      step.reset()
    }))

  it('one that cannot be recorded is an error, and work goes on', () =>
    torch.tidy(() => {
      const step = cuda.graph((x: Tensor) => x.mul(Number(x.sum().item())), { warmup: 1 })
      const x = torch.ones([2], { device: 'cuda' })
      expect(step(x).toArray()).toEqual([2, 2])
      for (let i = 0; i < 2; ++i) expect(failure(() => step(x))).toBeInstanceOf(TorchError)
      expect(x.sum().item()).toBe(2)
    }))

  it('give their memory back', () => {
    const reserved = [0, 1, 2].map(() =>
      torch.tidy(() => {
        const step = cuda.graph((x: Tensor) => x.exp().mul(2).sum())
        for (let i = 0; i < 5; ++i) step(torch.ones([2 ** 22], { device: 'cuda' }))
        step.reset()
        return cuda.memoryReserved()
      }),
    )
    expect(reserved[2]).toBeLessThanOrEqual(reserved[0]!)
  })

  it('replay new inputs, refuse other shapes, and are recorded again after a reset', () =>
    torch.tidy(() => {
      const linear = new nn.Linear(4, 4).to('cuda')
      const step = cuda.graph((x: Tensor) => linear.forward(x))
      for (let i = 0; i < 6; ++i) {
        const x = torch.randn([2, 4], { device: 'cuda' })
        close(step(x), linear.forward(x))
        expect(step.isCaptured).toBe(i >= 3)
      }
      expect(() => step(torch.zeros([3, 4], { device: 'cuda' }))).toThrow(
        /recorded for .*\[2, 4\].*found .*\[3, 4\]/,
      )
      step.reset()
      close(
        step(torch.zeros([3, 4], { device: 'cuda' })),
        linear.forward(torch.zeros([3, 4], { device: 'cuda' })),
      )
      step.reset()
    }))
})
