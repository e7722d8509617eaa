/** The scaling of float16's gradients, on the CPU; nothing of it reads a value on the host. */
import torch, { amp, data, isbe, nn, optim, OptionError, Trainer } from '../../lib'
import { isbeObjective, lossObjective } from '../../lib/train'
import { failure } from '../native/call'

/** One weight whose gradient is what it is multiplied by. */
function weightOf(value: number): nn.Parameter {
  return new nn.Parameter(torch.tensor([value]))
}

function backward(weight: nn.Parameter, by: number, scaler: amp.GradScaler): void {
  torch.tidy(() => scaler.scale(weight.mul(by).sum()).backward())
}

const makers: Record<string, (weight: nn.Parameter) => optim.Optimizer> = {
  SGD: weight => new optim.SGD([weight], { lr: 0.5 }),
  'SGD with momentum': weight => new optim.SGD([weight], { lr: 0.5, momentum: 0.9 }),
  Adam: weight => new optim.Adam([weight], { lr: 0.5 }),
  AdamW: weight => new optim.AdamW([weight], { lr: 0.5 }),
}

describe.each(Object.entries(makers))('GradScaler and %s', (_name, make) => {
  it('steps as without a scale', () => {
    const [scaled, plain] = [weightOf(1), weightOf(1)]
    const scaler = new amp.GradScaler({ device: 'cpu' })
    const [own, other] = [make(scaled), make(plain)]
    for (const by of [3, -2, 0.25]) {
      own.zeroGrad()
      other.zeroGrad()
      backward(scaled, by, scaler)
      torch.tidy(() => plain.mul(by).sum().backward())
      scaler.step(own)
      scaler.update()
      other.step()
    }
    expect(scaled.item()).toBe(plain.item())
    expect(scaler.getScale()).toBe(65_536)
  })

  it.each([Infinity, NaN])(
    'a gradient of %p changes the scale alone, also for the steps after it',
    by => {
      const [scaled, plain] = [weightOf(1), weightOf(1)]
      const scaler = new amp.GradScaler({ device: 'cpu' })
      const [own, other] = [make(scaled), make(plain)]
      for (const factor of [2, by, 4]) {
        own.zeroGrad()
        backward(scaled, factor, scaler)
        const before = scaled.item()
        scaler.step(own)
        scaler.update()
        if (!Number.isFinite(factor)) {
          expect(scaled.item()).toBe(before)
          expect(scaler.getScale()).toBe(32_768)
          continue
        }
        other.zeroGrad()
        torch.tidy(() => plain.mul(factor).sum().backward())
        other.step()
      }
      expect(scaled.item()).toBe(plain.item())
    },
  )
})

describe('GradScaler', () => {
  it('grows after an interval without an overflow', () => {
    const weight = weightOf(1)
    const optimizer = new optim.SGD([weight])
    const scaler = new amp.GradScaler({
      device: 'cpu',
      initScale: 8,
      growthFactor: 4,
      growthInterval: 2,
    })
    const scales = [1, 1, 1, Infinity, 1, 1].map(by => {
      optimizer.zeroGrad()
      backward(weight, by, scaler)
      scaler.step(optimizer)
      scaler.update()
      return scaler.getScale()
    })
    expect(scales).toEqual([8, 32, 32, 16, 16, 64])
  })

  it('gives gradients unscaled to who looks at them before the step', () => {
    const weight = weightOf(1)
    const optimizer = new optim.SGD([weight], { lr: 1 })
    const scaler = new amp.GradScaler({ device: 'cpu' })
    backward(weight, 3, scaler)
    scaler.unscale_(optimizer)
    expect(weight.grad!.item()).toBe(3)
    torch.noGrad(() => weight.grad!.clamp_({ max: 2 }))
    scaler.step(optimizer)
    scaler.update()
    expect(weight.item()).toBe(-1)
  })

  it('judges each optimizer by its own gradients, whatever their order', () => {
    for (const isFirst of [true, false]) {
      const [good, bad] = [weightOf(1), weightOf(1)]
      const optimizers = [good, bad].map(weight => new optim.SGD([weight], { lr: 1 }))
      const scaler = new amp.GradScaler({ device: 'cpu', initScale: 4 })
      backward(good, 2, scaler)
      backward(bad, Infinity, scaler)
      for (const optimizer of isFirst ? optimizers : [...optimizers].reverse())
        scaler.step(optimizer)
      scaler.update()
      expect([good.item(), bad.item(), scaler.getScale()]).toEqual([-1, 1, 2])
    }
  })

  it('refuses calls that are out of order', () => {
    const weight = weightOf(1)
    const optimizer = new optim.SGD([weight])
    const scaler = new amp.GradScaler({ device: 'cpu' })
    expect(failure(() => scaler.update()).message).toMatch(
      /expected a step since the last update, found none/,
    )
    backward(weight, 1, scaler)
    scaler.unscale_(optimizer)
    expect(failure(() => scaler.unscale_(optimizer)).message).toMatch(
      /unscale_: .*unscaled already; call update\(\) first/,
    )
    scaler.step(optimizer)
    for (const call of [() => scaler.step(optimizer), () => scaler.unscale_(optimizer)]) {
      expect(failure(call).message).toMatch(/stepped already; call update\(\) first/)
    }
    scaler.update()
    backward(weight, 1, scaler)
    scaler.step(optimizer)
  })

  it('refuses gradients of float16', () => {
    const weight = new nn.Parameter(torch.ones([1], { dtype: 'float16' }))
    const scaler = new amp.GradScaler({ device: 'cpu', initScale: 2 })
    backward(weight, 1, scaler)
    expect(failure(() => scaler.step(new optim.SGD([weight]))).message).toMatch(
      /expected float32 gradients, found Tensor\(float16\[1\], cpu\); keep weights in float32/,
    )
  })

  it('multiplies float16 by scales beyond its range', () =>
    torch.tidy(() => {
      const scaler = new amp.GradScaler({ device: 'cpu', initScale: 2 ** 20 })
      const scaled = scaler.scale(torch.tensor([2 ** -20, 2 ** -10]).half())
      expect([scaled.dtype, scaled.toArray()]).toEqual(['float16', [1, 1024]])
    }))

  it('goes on from a state', () => {
    const weight = weightOf(1)
    const optimizer = new optim.SGD([weight])
    const scaler = new amp.GradScaler({ device: 'cpu', initScale: 8, growthInterval: 2 })
    backward(weight, 1, scaler)
    scaler.step(optimizer)
    scaler.update()
    const settings = { growth_factor: 2, backoff_factor: 0.5, growth_interval: 2 }
    expect(scaler.stateDict()).toEqual({ scale: 8, ...settings, _growth_tracker: 1 })
    const other = new amp.GradScaler({ device: 'cpu', growthInterval: 2 }).loadStateDict(
      scaler.stateDict(),
    )
    optimizer.zeroGrad()
    backward(weight, 1, other)
    other.step(optimizer)
    other.update()
    expect(other.stateDict()).toEqual({ scale: 16, ...settings, _growth_tracker: 0 })
    expect(() => other.loadStateDict({ scale: NaN, growthTracker: 0 })).toThrow(
      /expected a positive number, found NaN/,
    )
    expect(() => other.loadStateDict({ scale: 2 })).toThrow(
      /_growth_tracker: expected an integer of at least 0, found undefined/,
    )
    expect(other.getScale()).toBe(16)
  })

  it('leaves no tensor behind, and gives its own back', () => {
    const weight = weightOf(1)
    const optimizer = new optim.Adam([weight])
    const { tensors } = torch.memory()
    const scaler = new amp.GradScaler({ device: 'cpu' })
    const states = 3
    for (let i = 0; i < 5; ++i) {
      torch.tidy(() => {
        backward(weight, 1, scaler)
        scaler.step(optimizer)
        scaler.update()
        optimizer.zeroGrad()
      })
    }
    scaler.dispose()
    expect(torch.memory().tensors).toBe(tensors + states)
  })

  it('checks its settings', () => {
    const wrong: [amp.GradScalerOptions, RegExp][] = [
      [{ initScale: 0 }, /initScale: expected a positive number, found 0/],
      [{ growthFactor: 1 }, /growthFactor: expected a number above 1/],
      [{ backoffFactor: 1 }, /backoffFactor: expected a number between 0 and 1/],
      [{ growthInterval: 1.5 }, /growthInterval: expected a positive integer/],
      [{ initscale: 1 } as never, /unknown option 'initscale' \(did you mean 'initScale'\?\)/],
    ]
    for (const [options, message] of wrong) {
      const error = failure(() => new amp.GradScaler({ device: 'cpu', ...options }))
      expect(error).toBeInstanceOf(OptionError)
      expect(error.message).toMatch(message)
    }
  })
})

describe('float16', () => {
  it('the direct way keeps the digits of small errors', () =>
    torch.tidy(() => {
      const wide = torch.randn([512, 10], { generator: new torch.Generator(1) }).mul(4)
      const target = torch.randint(10, [512], { generator: new torch.Generator(2) })
      const scaler = new amp.GradScaler({ device: 'cpu', initScale: 2 ** 14 })
      const logits = wide.half()
      logits.requiresGrad = true
      isbeObjective('softmax')(logits, target).backward(scaler)
      const expected = isbe.softError(logits.detach().double(), target).error.mul(scaler.getScale())
      // Rounded once; half of the smallest number is what rounding to zero may lose.
      const excess = logits
        .grad!.double()
        .sub(expected)
        .abs()
        .sub(expected.abs().mul(2 ** -10.9))
        .sub(2 ** -25)
      expect(Number(excess.max().item())).toBeLessThanOrEqual(0)
    }))

  it.each<[string, number[], bigint[]]>([
    ['ignored targets', [4, 3], [0n, -100n, 2n, -100n]],
    ['pixels', [1, 3, 2, 2], [0n, 1n, 2n, 1n]],
  ])('the mean is over what counts: %s', (_name, shape, labels) =>
    torch.tidy(() => {
      const wide = torch.randn(shape, { generator: new torch.Generator(1) })
      const target = torch.tensor(labels).reshape(shape.filter((_, i) => i !== 1))
      const gradients = [wide, wide.half()].map(values => {
        const logits = values.clone()
        logits.requiresGrad = true
        isbeObjective('softmax')(logits, target).backward()
        return logits.grad!.double()
      })
      expect(Number(gradients[0]!.sub(gradients[1]!).abs().max().item())).toBeLessThan(1e-3)
    }),
  )

  /** Losses of some steps on the same images. */
  async function lossesOf(
    precision: 'float16' | 'float32',
    loss: 'ce' | 'isbe',
  ): Promise<number[]> {
    torch.manualSeed(1)
    const generator = new torch.Generator(1)
    const dataset = new data.TensorDataset(
      torch.randn([64, 20], { generator }),
      torch.randint(3, [64], { generator }),
    )
    const model = new nn.Sequential(new nn.Linear(20, 32), new nn.ReLU(), new nn.Linear(32, 3))
    const optimizer = new optim.Adam(model.parameters(), { lr: 1e-2 })
    const objective =
      loss === 'ce' ? lossObjective(new nn.CrossEntropyLoss()) : isbeObjective('softmax')
    const trainer = new Trainer({ model, optimizer, loss: objective, precision })
    const records = await trainer.fit(new data.DataLoader(dataset, { batchSize: 32 }), {
      epochs: 5,
    })
    model.dispose()
    dataset.dispose()
    return records.map(record => record.trainLoss)
  }

  it.each(['ce', 'isbe'] as const)('%s trains as in float32', async loss => {
    const [half, full] = [await lossesOf('float16', loss), await lossesOf('float32', loss)]
    half.forEach((value, i) => expect(Math.abs(value / full[i]! - 1)).toBeLessThan(0.02))
    expect(half.at(-1)!).toBeLessThan(half[0]!)
  })
})

test('a step of parameters that all lack a gradient is refused', () => {
  const optimizer = new optim.SGD([weightOf(1)])
  const scaler = new amp.GradScaler({ device: 'cpu' })
  expect(() => scaler.step(optimizer)).toThrow(/expected a parameter.*with a gradient, found none/)
})
