/** Training in float16, whose gradients need a scale. PyTorch: `torch.amp`. */
import { autocast, gradientsOf, noGrad } from './autograd'
import { OptionError, TorchError, checkOptionNames } from './errors'
import { operators } from './ops'
import { operator } from './ops/operator'
import type { Optimizer } from './optim/optimizer'
import { keep, tidy } from './scope'
import type { Tensor } from './tensor'

export { autocast }

export interface GradScalerOptions {
  /** The first scale (default 65536). */
  initScale?: number
  /** What it is multiplied by after `growthInterval` steps without an overflow (default 2 after 2000). */
  growthFactor?: number
  growthInterval?: number
  /** What it is multiplied by after a step with one (default 0.5). */
  backoffFactor?: number
  /** Where losses and gradients are (default `cuda`). */
  device?: string
}

type Settings = Required<GradScalerOptions>

const defaults: Settings = {
  initScale: 65_536, growthFactor: 2, growthInterval: 2000, backoffFactor: 0.5, device: 'cuda',
}

const unscale = operator('aten::_amp_foreach_non_finite_check_and_unscale_')
const updateScale = operator('aten::_amp_update_scale_')

function checkSettings({ initScale, growthFactor, growthInterval, backoffFactor }: Settings): void {
  const wrong = (name: string, expected: string, found: number): never => {
    throw new OptionError(`GradScaler: ${name}: expected ${expected}, found ${found}`)
  }
  if (!(initScale > 0 && Number.isFinite(initScale))) wrong('initScale', 'a positive number', initScale)
  if (!(growthFactor > 1)) wrong('growthFactor', 'a number above 1', growthFactor)
  if (!(backoffFactor > 0 && backoffFactor < 1)) wrong('backoffFactor', 'a number between 0 and 1', backoffFactor)
  if (!(Number.isInteger(growthInterval) && growthInterval > 0)) {
    wrong('growthInterval', 'a positive integer', growthInterval)
  }
}

/**
 * Keeps gradients of float16 operators from vanishing: what is sent back is scaled up, the optimizer
 * gets it scaled down, and a step whose gradients overflowed changes nothing but the scale. The host
 * waits for none of it, so that it can be part of a CUDA graph. PyTorch: `torch.amp.GradScaler`.
 *
 *     scaler.scale(loss).backward()      // the direct way: logits.backward(scaler.scale(error))
 *     scaler.step(optimizer)
 *     scaler.update()
 */
export class GradScaler {
  readonly #settings: Settings
  readonly #scale: Tensor
  readonly #growthTracker: Tensor
  /** 1 once a gradient since the last update was infinite or NaN. */
  readonly #foundInf: Tensor
  readonly #unscaled = new Set<object>()

  /** @throws OptionError for settings out of range, DeviceError for a device that is not there. */
  constructor(options: GradScalerOptions = {}) {
    checkOptionNames('GradScaler', options, Object.keys(defaults))
    this.#settings = { ...defaults, ...options }
    checkSettings(this.#settings)
    const { device, initScale } = this.#settings
    this.#scale = keep(operators.full([], initScale, { dtype: 'float32', device }))
    this.#growthTracker = keep(operators.zeros([], { dtype: 'int32', device }))
    this.#foundInf = keep(operators.zeros([], { device }))
  }

  /** `tensor`, a loss or an error, times the scale, and times `factor` in the same multiplication. */
  scale(tensor: Tensor, factor = 1): Tensor {
    return tidy(() => tensor.mul(factor === 1 ? this.#scale : this.#scale.mul(factor)))
  }

  /** Divides the gradients by the scale in place, before they are looked at or clipped; `step` does so else. */
  unscale_(optimizer: Optimizer<{ lr: number }>): void {
    if (this.#unscaled.has(optimizer)) {
      throw new TorchError('VALUE', 'GradScaler.unscale_: expected one call a step, found a second; call update() between steps')
    }
    this.#unscaled.add(optimizer)
    tidy(() => noGrad(() => {
      const grads = gradientsOf(optimizer.groups.flatMap(group => group.params)).filter(grad => grad !== null)
      if (grads.length > 0) unscale(grads, this.#foundInf, this.#scale.reciprocal())
    }))
  }

  /** The optimizer's step, which changes nothing where a gradient is infinite or NaN. */
  step(optimizer: Optimizer<{ lr: number }>): void {
    if (!this.#unscaled.has(optimizer)) this.unscale_(optimizer)
    optimizer.step({ foundInf: this.#foundInf })
  }

  /** Grows the scale, or backs it off: once after the steps of all optimizers. */
  update(): void {
    const { growthFactor, backoffFactor, growthInterval } = this.#settings
    tidy(() => {
      updateScale(this.#scale, this.#growthTracker, this.#foundInf, growthFactor, backoffFactor, growthInterval)
    })
    this.#foundInf.zero_()
    this.#unscaled.clear()
  }

  /** The scale as it is now; waits for the device. */
  getScale(): number {
    return Number(this.#scale.item())
  }

  dispose(): void {
    for (const tensor of [this.#scale, this.#growthTracker, this.#foundInf]) tensor.dispose()
  }
}
