/** Training in float16, whose gradients need a scale. PyTorch: `torch.amp`. */
import { presentGradients, requireGradients, unscaleAll } from './amp/gradients'
import {
  checkScale,
  checkSettings,
  readState,
  settingsFrom,
  type GradScalerOptions,
  type GradScalerState,
  type OlderGradScalerState,
  type Settings,
} from './amp/settings'
import { checkInstance, describeValue } from './base/check'
import { Disposable } from './base/disposable'
import { OptionError, TorchError } from './base/errors'
import { isAvailable } from './cuda/device'
import { Optimizer, type StepOptions } from './optim/optimizer'
import {
  Tensor,
  autocast,
  checkTensor,
  describeTensor,
  keep,
  noGrad,
  operator,
  operators,
  tidy,
} from './tensor'

export { autocast, type GradScalerOptions, type GradScalerState, type OlderGradScalerState }

/** An optimizer's share of a step: what was found in its gradients, and how far it has come. */
interface Share {
  /** Above 0 once one of them was infinite or NaN. */
  foundInf: Tensor
  stage: 'ready' | 'unscaled' | 'stepped'
}

/** The scale and the steps without an overflow since it was last changed, where the scaler is. */
interface Scaling {
  scale: Tensor
  growthTracker: Tensor
}

const updateScale = operator('aten::_amp_update_scale_')

/**
 * Keeps gradients of float16 operators from vanishing: what is sent back is scaled up, the optimizer
 * gets it scaled down, and a step whose gradients overflowed changes nothing but the scale. The host
 * waits for none of it, so that it can be part of a CUDA graph. PyTorch: `torch.amp.GradScaler`.
 *
 *     scaler.scale(loss).backward()
 *     scaler.step(optimizer)
 *     scaler.update()
 *
 * The direct way sends `scaler.scale(error)` back, of an error that is float32: one of float16 has
 * lost digits before.
 */
export class GradScaler extends Disposable {
  #settings: Settings
  /** null of a scaler that is not enabled. */
  readonly #scaling: Scaling | null
  readonly #shares = new Map<Optimizer, Share>()

  /**
   * Without CUDA a scaler for `cuda` warns, and is not enabled.
   * @throws OptionError for settings out of range, DeviceError for a device that is not there.
   */
  constructor(options: GradScalerOptions = {}) {
    super()
    this.#settings = settingsFrom(options)
    this.#scaling = canScale(this.#settings) ? scalingFrom(this.#settings) : null
  }

  isEnabled(): boolean {
    return this.#scaling !== null
  }

  /** A loss, or an error, times the scale, rounded once; an array of them one by one. */
  scale<Scaled extends Tensor | readonly Tensor[]>(
    outputs: Scaled,
  ): Scaled extends Tensor ? Tensor : Tensor[]
  scale(outputs: Tensor | readonly Tensor[]): Tensor | readonly Tensor[] {
    if (!this.#scaling) return outputs
    const { scale } = this.#scaling
    return Array.isArray(outputs)
      ? outputs.map(output => scaled(output, scale))
      : scaled(outputs, scale)
  }

  /** Divides the gradients by the scale in place, to be looked at or clipped; otherwise `step` does so. */
  unscale_(optimizer: Optimizer): void {
    if (!this.#scaling) return
    const { scale } = this.#scaling
    const share = this.#shareOf(optimizer)
    if (share.stage !== 'ready') throw outOfOrder('unscale_', share)
    tidy(() =>
      noGrad(() => {
        // In float64, as PyTorch does it: a division in float32 may be inexact on a GPU.
        const inverse = scale.double().reciprocal().float()
        unscaleAll(presentGradients(optimizer), inverse, share.foundInf)
      }),
    )
    share.stage = 'unscaled'
  }

  /** The optimizer's step, which changes nothing where a gradient is infinite or NaN. */
  step(optimizer: Optimizer): void
  /** Only of a scaler that is not enabled: calls a closure first, and returns what it returns. */
  step<T>(optimizer: Optimizer, closure: () => T): T
  step<T>(optimizer: Optimizer, closure?: StepOptions | (() => T)): T | void {
    if (!this.#scaling) return stepAlone(optimizer, closure)
    const share = this.#shareOf(optimizer)
    refuseArguments(closure)
    if (share.stage === 'stepped') throw outOfOrder('step', share)
    if (share.stage === 'ready') this.unscale_(optimizer)
    requireGradients(optimizer)
    optimizer.step({ foundInf: share.foundInf })
    share.stage = 'stepped'
  }

  /**
   * Grows the scale, or backs it off: once after the steps of all optimizers; or sets it to a new
   * one, a number or a tensor of one element.
   */
  update(newScale?: number | Tensor | null): void {
    if (!this.#scaling) return
    const { scale } = this.#scaling
    if (newScale === undefined || newScale === null) this.#adjust(this.#scaling)
    else noGrad(() => setScale(scale, newScale))
    for (const share of this.#shares.values()) {
      share.foundInf.zero_()
      share.stage = 'ready'
    }
  }

  /** The scale as it is now, 1 of a scaler that is not enabled; waits for the device. */
  getScale(): number {
    return this.#scaling ? Number(this.#scaling.scale.item()) : 1
  }

  getGrowthFactor(): number {
    return this.#settings.growthFactor
  }

  setGrowthFactor(growthFactor: number): void {
    this.#set({ growthFactor })
  }

  getBackoffFactor(): number {
    return this.#settings.backoffFactor
  }

  setBackoffFactor(backoffFactor: number): void {
    this.#set({ backoffFactor })
  }

  getGrowthInterval(): number {
    return this.#settings.growthInterval
  }

  setGrowthInterval(growthInterval: number): void {
    this.#set({ growthInterval })
  }

  /** Empty of a scaler that is not enabled. Waits for the device. */
  stateDict(): Partial<GradScalerState> {
    if (!this.#scaling) return {}
    const { growthFactor, backoffFactor, growthInterval } = this.#settings
    return {
      scale: this.getScale(),
      growth_factor: growthFactor,
      backoff_factor: backoffFactor,
      growth_interval: growthInterval,
      _growth_tracker: Number(this.#scaling.growthTracker.item()),
    }
  }

  /**
   * Goes on where a state was taken, also a Python scaler's; a scaler that is not enabled ignores it.
   * @throws OptionError for a value of another kind; nothing is loaded then.
   */
  loadStateDict(state: Partial<GradScalerState> | OlderGradScalerState): this {
    if (!this.#scaling) return this
    const { settings, growthTracker } = readState(state, this.#settings)
    this.#settings = settings
    this.#scaling.scale.fill_(state.scale!)
    this.#scaling.growthTracker.fill_(growthTracker)
    return this
  }

  protected release(): void {
    const own = [...this.#shares.values()].map(share => share.foundInf)
    for (const tensor of [...Object.values<Tensor>({ ...this.#scaling }), ...own]) tensor.dispose()
  }

  #set(changed: Partial<Settings>): void {
    const settings = { ...this.#settings, ...changed }
    checkSettings(settings)
    this.#settings = settings
  }

  #adjust({ scale, growthTracker }: Scaling): void {
    const { growthFactor, backoffFactor, growthInterval } = this.#settings
    const shares = [...this.#shares.values()]
    if (!shares.some(({ stage }) => stage !== 'ready')) {
      throw new TorchError(
        'VALUE',
        'GradScaler.update: expected a step since the last update, found none; call step(optimizer) first',
      )
    }
    tidy(() => {
      const found = shares.map(share => share.foundInf).reduce((sum, own) => sum.add(own))
      updateScale(scale, growthTracker, found, growthFactor, backoffFactor, growthInterval)
    })
  }

  #shareOf(optimizer: Optimizer): Share {
    checkOptimizer(optimizer)
    const known = this.#shares.get(optimizer)
    if (known) return known
    const { device } = this.#scaling!.scale
    const foundInf = keep(operators.zeros([], { dtype: 'float32', device }))
    const share: Share = { foundInf, stage: 'ready' }
    this.#shares.set(optimizer, share)
    return share
  }
}

function canScale({ enabled, device }: Settings): boolean {
  if (!enabled || device !== 'cuda' || isAvailable()) return enabled
  process.emitWarning('GradScaler is enabled, but CUDA is not available. Disabling.')
  return false
}

function scalingFrom({ device, initScale }: Settings): Scaling {
  const scale = keep(operators.full([], initScale, { dtype: 'float32', device }))
  return { scale, growthTracker: keep(operators.zeros([], { dtype: 'int32', device })) }
}

function scaled(output: unknown, factor: Tensor): Tensor {
  checkTensor('GradScaler.scale', output)
  return tidy(() => {
    const scale = factor.to(output.device)
    // In float16 the scale itself may be infinite.
    return output.dtype === 'float16' ? output.float().mul(scale).half() : output.mul(scale)
  })
}

function setScale(scale: Tensor, given: number | Tensor): void {
  const what = 'GradScaler.update: newScale'
  if (!(given instanceof Tensor)) {
    checkScale(what, given)
    scale.fill_(given)
    return
  }
  if (given.numel() !== 1 || given.requiresGrad) {
    const found = describeTensor(given)
    throw new OptionError(`${what}: expected one element that requires no grad, found ${found}`)
  }
  scale.copy_(given.reshape([]))
}

function checkOptimizer(optimizer: unknown): void {
  checkInstance('GradScaler: optimizer', optimizer, Optimizer, 'an optimizer of optim')
}

function stepAlone<T>(optimizer: Optimizer, closure?: StepOptions | (() => T)): T | void {
  checkOptimizer(optimizer)
  return typeof closure === 'function' ? optimizer.step(closure) : optimizer.step(closure)
}

function refuseArguments(closure: unknown): void {
  if (closure === undefined || closure === null) return
  if (typeof closure === 'function') {
    throw new TorchError(
      'VALUE',
      'GradScaler.step: closure use is not currently supported if GradScaler is enabled; compute the ' +
        'loss and its gradients before, and call step(optimizer)',
    )
  }
  throw new OptionError(
    `GradScaler.step: expected the optimizer alone, found ${describeValue(closure)} besides`,
  )
}

function outOfOrder(method: string, { stage }: Share): TorchError {
  return new TorchError(
    'VALUE',
    `GradScaler.${method}: expected one call between two updates, found gradients that are ${stage} already; call update() first`,
  )
}
