import { checkBoolean, checkFunction, checkInstance, checkOptionNames } from '../../base/check'
import { OptionError } from '../../base/errors'
import { Buffer, Module } from '../../nn'
import { noGrad, operators, tidy, type Device, type Tensor } from '../../tensor'
import { getSwaMultiAvgFn, type AverageFunction, type MultiAverageFunction } from './averages'

export interface AveragedModelOptions {
  /** Where the averages are (default: where the model is). */
  device?: Device | null
  /** The new average of a parameter, */
  avgFn?: AverageFunction | null
  /** or of many at once (default: the mean of all). */
  multiAvgFn?: MultiAverageFunction | null
  /** Average buffers too, instead of copying them (default false). */
  useBuffers?: boolean
}

/**
 * A copy of a model whose parameters are averages of those that the model had, one each time that
 * `updateParameters` is called. PyTorch: `torch.optim.swa_utils.AveragedModel`.
 */
export class AveragedModel<Inputs extends unknown[] = unknown[], Output = unknown> extends Module<
  Inputs,
  Output
> {
  readonly module: Module<Inputs, Output>
  /** How many times they were averaged. */
  readonly nAveraged: Buffer
  readonly avgFn: AverageFunction | null
  readonly multiAvgFn: MultiAverageFunction | null
  readonly useBuffers: boolean

  constructor(model: Module<Inputs, Output>, options: AveragedModelOptions = {}) {
    super()
    checkInstance('AveragedModel: model', model, Module, 'an nn.Module')
    checkOptionNames('AveragedModel', options, ['device', 'avgFn', 'multiAvgFn', 'useBuffers'])
    const { device = null, avgFn = null, multiAvgFn = null, useBuffers = false } = options
    if (avgFn !== null) checkFunction('AveragedModel: avgFn', avgFn)
    if (multiAvgFn !== null) checkFunction('AveragedModel: multiAvgFn', multiAvgFn)
    if (avgFn !== null && multiAvgFn !== null)
      throw new OptionError('AveragedModel: only one of avgFn and multiAvgFn should be provided')
    checkBoolean('AveragedModel: useBuffers', useBuffers)
    this.avgFn = avgFn
    this.multiAvgFn = multiAvgFn
    this.useBuffers = useBuffers
    this.nAveraged = new Buffer(
      operators.zeros([], { dtype: 'int64', ...(device === null ? {} : { device }) }),
    )
    const copy = model.deepCopy()
    this.module = device === null ? copy : copy.to({ device })
  }

  forward(...inputs: Inputs): Output {
    return this.module.forward(...inputs)
  }

  /** Takes the parameters of the model, as they are now, into the averages. */
  updateParameters(model: Module<Inputs, Output>): void {
    checkInstance('AveragedModel.updateParameters: model', model, Module, 'an nn.Module')
    const own = this.#averaged(this.module)
    const others = this.#averaged(model)
    if (
      own.length !== others.length ||
      own.some((p, i) => String(p.shape) !== String(others[i]!.shape))
    )
      throw new OptionError(
        'AveragedModel.updateParameters: expected the model that the averages were made of, or one like it',
      )
    noGrad(() =>
      tidy(() => {
        const pairs = own.map((tensor, index): Pair => [
          tensor.detach(),
          others[index]!.detach().to(tensor.device),
        ])
        if (Number(this.nAveraged.item()) === 0)
          pairs.forEach(([mine, theirs]) => mine.copy_(theirs))
        else this.#average(pairs)
        if (!this.useBuffers) {
          const buffers = model.buffers()
          this.module.buffers().forEach((mine, index) => mine.copy_(buffers[index]!))
        }
        this.nAveraged.add_(1)
      }),
    )
  }

  #averaged(model: Module<Inputs, Output>): Tensor[] {
    return this.useBuffers ? [...model.parameters(), ...model.buffers()] : model.parameters()
  }

  #average(pairs: readonly Pair[]): void {
    const { avgFn, multiAvgFn } = this
    if (avgFn) {
      for (const [mine, theirs] of pairs)
        mine.copy_(avgFn(mine, theirs, this.nAveraged.to(mine.device)))
      return
    }
    const average = multiAvgFn ?? getSwaMultiAvgFn()
    const groups = new Map<string, [Tensor[], Tensor[]]>()
    for (const [mine, theirs] of pairs) {
      const key = `${mine.device} ${mine.dtype}`
      const group = groups.get(key) ?? [[], []]
      groups.set(key, group)
      group[0].push(mine)
      group[1].push(theirs)
    }
    for (const [mine, theirs] of groups.values())
      average(mine, theirs, this.nAveraged.to(mine[0]!.device))
  }
}

type Pair = readonly [averaged: Tensor, current: Tensor]
