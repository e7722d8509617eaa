/** Training in float16, whose gradients need a scale. PyTorch: `torch.amp`. */
import {
  describeTensor,
  autocast,
  checkTensor,
  gradientsOf,
  keep,
  noGrad,
  operator,
  operators,
  tidy,
  type Tensor,
} from './tensor'
import {
  checkCount,
  checkInstance,
  checkOptionNames,
  checkPositiveInteger,
  describeValue,
} from './base/check'
import { Disposable } from './base/disposable'
import { OptionError, TorchError } from './base/errors'
import { Optimizer } from './optim/optimizer'

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

/** What goes on where training goes on. */
export interface GradScalerState {
  scale: number
  /** Steps without an overflow since the scale was last changed. */
  growthTracker: number
}

type AnyOptimizer = Optimizer

/** An optimizer's share of a step: what was found in its gradients, and how far it has come. */
interface Share {
  /** 1 once one of them was infinite or NaN. */
  foundInf: Tensor
  stage: 'ready' | 'unscaled' | 'stepped'
}

type Settings = Required<GradScalerOptions>

const defaults: Settings = {
  initScale: 65_536,
  growthFactor: 2,
  growthInterval: 2000,
  backoffFactor: 0.5,
  device: 'cuda',
}

const unscale = operator('aten::_amp_foreach_non_finite_check_and_unscale_')
const updateScale = operator('aten::_amp_update_scale_')

function checkSettings({ initScale, growthFactor, growthInterval, backoffFactor }: Settings): void {
  const wrong = (name: string, expected: string, found: unknown): never => {
    throw new OptionError(
      `GradScaler: ${name}: expected ${expected}, found ${describeValue(found)}`,
    )
  }
  if (!(Number.isFinite(initScale) && initScale > 0))
    wrong('initScale', 'a positive number', initScale)
  if (!(typeof growthFactor === 'number' && growthFactor > 1))
    wrong('growthFactor', 'a number above 1', growthFactor)
  if (!(typeof backoffFactor === 'number' && backoffFactor > 0 && backoffFactor < 1))
    wrong('backoffFactor', 'a number between 0 and 1', backoffFactor)
  checkPositiveInteger('GradScaler: growthInterval', growthInterval)
}

function requireGradients(optimizer: AnyOptimizer): void {
  const params = optimizer.paramGroups.flatMap(group => group.params)
  if (tidy(() => gradientsOf(params).some(grad => grad !== null))) return
  throw new TorchError(
    'VALUE',
    'GradScaler.step: expected a parameter of the optimizer with a gradient, found none; call ' +
      'scaler.scale(loss).backward() first',
  )
}

function requireFloat32(grads: readonly Tensor[]): void {
  const other = grads.find(grad => grad.dtype !== 'float32')
  if (!other) return
  throw new TorchError(
    'VALUE',
    `GradScaler: expected float32 gradients, found ${describeTensor(other)}; keep weights in float32, and compute in float16 by autocast`,
  )
}

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
  readonly #settings: Settings
  readonly #scale: Tensor
  readonly #growthTracker: Tensor
  readonly #shares = new Map<AnyOptimizer, Share>()

  /** @throws OptionError for settings out of range, DeviceError for a device that is not there. */
  constructor(options: GradScalerOptions = {}) {
    super()
    checkOptionNames('GradScaler', options, Object.keys(defaults))
    this.#settings = { ...defaults, ...options }
    checkSettings(this.#settings)
    const { device, initScale } = this.#settings
    this.#scale = keep(operators.full([], initScale, { dtype: 'float32', device }))
    this.#growthTracker = keep(operators.zeros([], { dtype: 'int32', device }))
  }

  /** A loss, or an error, times the scale, rounded once. */
  scale(tensor: Tensor): Tensor {
    checkTensor('GradScaler.scale', tensor)
    // In float16 the scale itself may be infinite.
    return tidy(() =>
      tensor.dtype === 'float16' ? tensor.float().mul(this.#scale).half() : tensor.mul(this.#scale),
    )
  }

  /** Divides the gradients by the scale in place, to be looked at or clipped; otherwise `step` does so. */
  unscale_(optimizer: AnyOptimizer): void {
    const share = this.#shareOf(optimizer)
    if (share.stage !== 'ready') throw outOfOrder('unscale_', share)
    tidy(() =>
      noGrad(() => {
        const params = optimizer.paramGroups.flatMap(group => group.params)
        const grads = gradientsOf(params).filter(grad => grad !== null)
        requireFloat32(grads)
        if (grads.length > 0) unscale(grads, share.foundInf, this.#scale.reciprocal())
      }),
    )
    share.stage = 'unscaled'
  }

  /** The optimizer's step, which changes nothing where a gradient is infinite or NaN. */
  step(optimizer: AnyOptimizer): void {
    const share = this.#shareOf(optimizer)
    if (share.stage === 'stepped') throw outOfOrder('step', share)
    if (share.stage === 'ready') this.unscale_(optimizer)
    requireGradients(optimizer)
    optimizer.step({ foundInf: share.foundInf })
    share.stage = 'stepped'
  }

  /** Grows the scale, or backs it off: once after the steps of all optimizers. */
  update(): void {
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
      updateScale(
        this.#scale,
        this.#growthTracker,
        found,
        growthFactor,
        backoffFactor,
        growthInterval,
      )
    })
    for (const share of shares) {
      share.foundInf.zero_()
      share.stage = 'ready'
    }
  }

  /** The scale as it is now; waits for the device. */
  getScale(): number {
    return Number(this.#scale.item())
  }

  /** Waits for the device. */
  stateDict(): GradScalerState {
    return { scale: this.getScale(), growthTracker: Number(this.#growthTracker.item()) }
  }

  loadStateDict(state: GradScalerState): this {
    checkOptionNames('GradScaler.loadStateDict', state, ['scale', 'growthTracker'])
    const { scale, growthTracker } = state
    checkSettings({ ...this.#settings, initScale: scale })
    checkCount('GradScaler: growthTracker', growthTracker)
    this.#scale.fill_(scale)
    this.#growthTracker.fill_(growthTracker)
    return this
  }

  protected release(): void {
    const own = [...this.#shares.values()].map(share => share.foundInf)
    for (const tensor of [this.#scale, this.#growthTracker, ...own]) tensor.dispose()
  }

  #shareOf(optimizer: AnyOptimizer): Share {
    checkInstance('GradScaler: optimizer', optimizer, Optimizer, 'an optimizer of optim')
    const known = this.#shares.get(optimizer)
    if (known) return known
    const foundInf = keep(operators.zeros([], { device: this.#settings.device }))
    const share: Share = { foundInf, stage: 'ready' }
    this.#shares.set(optimizer, share)
    return share
  }
}

function outOfOrder(method: string, { stage }: Share): TorchError {
  return new TorchError(
    'VALUE',
    `GradScaler.${method}: expected one call between two updates, found gradients that are ${stage} already; call update() first`,
  )
}
