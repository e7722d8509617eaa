/** Training on a GPU: autocast, scaling, ISBE, N0. */
import torch, { amp, isbe, nn, optim, type DType, type Tensor } from '../../../lib'
import { makeModel } from '../../../lib/models'
import { compute, lossObjective, parseObjective } from '../../../lib/train'
import { advance } from '../../../lib/train/loop'
import { close, onGpu } from './onGpu'

const { cuda } = torch

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
