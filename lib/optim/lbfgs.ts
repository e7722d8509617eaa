import {
  checkFunction,
  checkChoice,
  checkCount,
  checkPositiveInteger,
  describeValue,
} from '../base/check'
import { OptionError } from '../base/errors'
import { Tensor, enableGrad, gradientsOf, keep, noGrad, operators, tidy } from '../tensor'
import type { State } from './batch'
import { withDefaults, type CommonSettings, type GroupOptions, type ParametersOf } from './group'
import { adoptMemory, checkMemory, type Memory } from './lbfgsMemory'
import { Optimizer, type StepOptions } from './optimizer'
import { checkAtLeast, checkLearningRate, scalarOf } from './settings'
import { strongWolfe, type Point } from './strongWolfe'

interface Settings extends CommonSettings {
  /** Iterations of one step. */
  maxIter: number
  /** Evaluations of one step (null: 5/4 of the iterations). */
  maxEval: number | null
  toleranceGrad: number
  toleranceChange: number
  /** How many changes the curvature is estimated from. */
  historySize: number
  lineSearchFn: 'strong_wolfe' | null
}

export type LBFGSOptions = Partial<Settings>

const defaults: Settings = {
  lr: 1,
  maxIter: 20,
  maxEval: null,
  toleranceGrad: 1e-7,
  toleranceChange: 1e-9,
  historySize: 100,
  lineSearchFn: null,
}

const leastCurvature = 1e-10

/**
 * Limited-memory BFGS (Nocedal and Wright 2006, 7.2) of one parameter group; a step evaluates its
 * closure several times. PyTorch: `torch.optim.LBFGS`.
 */
export class LBFGS extends Optimizer<Settings> {
  constructor(parameters: ParametersOf<Settings>, options: LBFGSOptions = {}) {
    const settings = withDefaults('LBFGS', options, defaults)
    checkCount('LBFGS: maxIter', settings.maxIter)
    super(parameters, {
      ...settings,
      maxEval: settings.maxEval ?? Math.floor((settings.maxIter * 5) / 4),
    })
  }

  override addParamGroup(group: GroupOptions<Settings>): void {
    if (this.paramGroups.length > 0) {
      throw new OptionError("LBFGS doesn't support per-parameter options (parameter groups)")
    }
    super.addParamGroup(group)
  }

  protected override check(settings: Settings): void {
    checkLearningRate('LBFGS', settings.lr)
    checkCount('LBFGS: maxIter', settings.maxIter)
    if (settings.maxEval !== null) checkCount('LBFGS: maxEval', settings.maxEval)
    for (const name of ['toleranceGrad', 'toleranceChange'] as const)
      checkAtLeast(`LBFGS: ${name}`, settings[name], -Infinity)
    checkPositiveInteger('LBFGS: historySize', settings.historySize)
    if (settings.lineSearchFn !== null)
      checkChoice('LBFGS: lineSearchFn', settings.lineSearchFn, ['strong_wolfe'])
  }

  protected override adopt(name: string, value: unknown): unknown {
    const { params } = this.paramGroups[0]!
    const length = params.reduce((sum, parameter) => sum + lengthOf(parameter), 0)
    return adoptMemory(name, value, length)
  }

  protected override checkState(state: State): void {
    checkMemory(state)
  }

  /** @throws OptionError without a closure that computes the loss and its gradients. */
  protected override advance<T>(closure: StepOptions | (() => T)): T {
    checkFunction('LBFGS.step: closure', closure)
    const group = this.paramGroups[0]!
    this.check(group)
    return tidy(() => noGrad(() => this.#minimize(closure as () => T, group)))
  }

  #minimize<T>(closure: () => T, settings: Settings): T {
    const { maxIter, toleranceGrad, toleranceChange, lineSearchFn } = settings
    const maxEval = settings.maxEval ?? Math.floor((maxIter * 5) / 4)
    const lr = scalarOf(settings.lr)
    const memory = this.#memory()
    const evaluate = (): T => enableGrad(closure)
    const result = evaluate()
    let loss = lossOf(result)
    let evaluations = 1
    ++memory.funcEvals
    let gradient = this.#gradient()
    if (largest(gradient) <= toleranceGrad) return result

    for (let iteration = 1; iteration <= maxIter; ++iteration) {
      const direction = this.#direction(memory, gradient, settings)
      this.#keep(memory, 'prevFlatGrad', gradient.clone())
      const before = loss
      memory.prevLoss = loss
      memory.t = lr * (memory.nIter === 1 ? Math.min(1, 1 / sizeOf(gradient)) : 1)
      const slope = dot(gradient, direction)
      if (slope > -toleranceChange) break

      let taken = 0
      const size = largest(direction)
      if (lineSearchFn === null) {
        this.#move(memory.t, direction)
        if (iteration !== maxIter) {
          loss = lossOf(evaluate())
          gradient = this.#gradient()
          taken = 1
        }
      } else {
        const start: Point = { t: 0, loss, gradient, slope }
        const line = this.#line(evaluate, direction)
        const limits = { size, toleranceChange, mostEvaluations: maxEval - evaluations }
        const found = strongWolfe({ evaluate: line, start, t: memory.t, ...limits })
        ;({ loss, gradient, t: memory.t } = found.point)
        taken = found.evaluations
        this.#move(memory.t, direction)
      }
      evaluations += taken
      memory.funcEvals += taken
      const isDone =
        iteration === maxIter ||
        evaluations >= maxEval ||
        largest(gradient) <= toleranceGrad ||
        size * Math.abs(memory.t) <= toleranceChange ||
        Math.abs(loss - before) < toleranceChange
      if (isDone) break
    }
    return result
  }

  #memory(): Memory {
    const memory = this.stateOf(this.paramGroups[0]!.params[0]!) as unknown as Memory
    memory.funcEvals ??= 0
    memory.nIter ??= 0
    return memory
  }

  #keep(memory: Memory, name: 'd' | 'prevFlatGrad', tensor: Tensor): Tensor {
    memory[name]?.dispose()
    return (memory[name] = keep(tensor))
  }

  /** The inverse Hessian, as far as it is known, times the descent. */
  #direction(memory: Memory, gradient: Tensor, { historySize }: Settings): Tensor {
    if (++memory.nIter === 1) {
      Object.assign(memory, { oldDirs: [], oldStps: [], ro: [], HDiag: 1 })
      return this.#keep(memory, 'd', gradient.neg())
    }
    learnCurvature(memory, gradient, historySize)
    const { oldDirs, oldStps, ro, HDiag } = memory as Required<Memory>
    const shares: number[] = []
    const direction = gradient.neg()
    for (let i = ro.length - 1; i >= 0; --i) {
      shares[i] = dot(oldStps[i]!, direction) * ro[i]!
      direction.add_(oldDirs[i]!, { alpha: -shares[i]! })
    }
    direction.mul_(HDiag)
    for (let i = 0; i < ro.length; ++i) {
      const share = dot(oldDirs[i]!, direction) * ro[i]!
      direction.add_(oldStps[i]!, { alpha: shares[i]! - share })
    }
    return this.#keep(memory, 'd', direction)
  }

  /** The objective along a line; the parameters come back to its start. */
  #line(evaluate: () => unknown, direction: Tensor): (t: number) => Point {
    const { params } = this.paramGroups[0]!
    const start = params.map(parameter => parameter.clone())
    return t => {
      this.#move(t, direction)
      const loss = lossOf(evaluate())
      const gradient = this.#gradient()
      params.forEach((parameter, index) => parameter.copy_(start[index]!))
      return { t, loss, gradient, slope: dot(gradient, direction) }
    }
  }

  /** All gradients as one vector, complex ones as pairs. */
  #gradient(): Tensor {
    const { params } = this.paramGroups[0]!
    const parts = gradientsOf(params).map((grad, index) => {
      const dense = grad?.isSparse ? grad.toDense() : (grad ?? operators.zerosLike(params[index]!))
      return real(dense).reshape([-1])
    })
    return operators.cat(parts)
  }

  #move(step: number, direction: Tensor): void {
    let offset = 0
    for (const parameter of this.paramGroups[0]!.params) {
      const part = real(parameter)
      const count = part.numel()
      part.add_(direction.narrow(0, offset, count).view(part.shape), { alpha: step })
      offset += count
    }
  }
}

function learnCurvature(memory: Memory, gradient: Tensor, historySize: number): void {
  const { d, t, oldDirs, oldStps, ro, prevFlatGrad } = memory as Required<Memory>
  const change = gradient.sub(prevFlatGrad)
  const step = d.mul(t)
  const product = dot(change, step)
  if (!(product > leastCurvature)) return
  if (oldDirs.length === historySize) {
    oldDirs.shift()!.dispose()
    oldStps.shift()!.dispose()
    ro.shift()
  }
  oldDirs.push(keep(change))
  oldStps.push(keep(step))
  ro.push(1 / product)
  memory.HDiag = product / dot(change, change)
}

function real(tensor: Tensor): Tensor {
  return tensor.dtype.startsWith('complex') ? operators.viewAsReal(tensor.resolveConj()) : tensor
}

function lengthOf(parameter: Tensor): number {
  return parameter.numel() * (parameter.dtype.startsWith('complex') ? 2 : 1)
}

function dot(a: Tensor, b: Tensor): number {
  return Number(a.dot(b).item())
}

function largest(vector: Tensor): number {
  return Number(vector.abs().max().item())
}

function sizeOf(vector: Tensor): number {
  return Number(vector.abs().sum().item())
}

function lossOf(result: unknown): number {
  if (result instanceof Tensor) return Number(result.item())
  if (typeof result === 'number') return result
  throw new OptionError(
    `LBFGS.step: expected a closure that returns the loss, found one that returned ${describeValue(result)}`,
  )
}
