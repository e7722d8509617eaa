import { checkInteger, checkOptionNames, describeValue, isPlainObject } from '../../base/check'
import { OptionError } from '../../base/errors'
import { isAvailable } from '../../cuda'
import { Tensor } from '../../tensor'
import { acceptModule } from '../container/accept'
import { Module, type AnyModule } from '../module'

export interface DataParallelOptions {
  /** One device, or none for inputs where they are (default: the first GPU, if there is one). */
  deviceIds?: readonly string[]
  /** Where the output goes: the only device. */
  outputDevice?: string
  /** What PyTorch splits among devices (default 0); there is nothing to split here. */
  dim?: number
}

/**
 * A model on its device, to which it takes the inputs. PyTorch's splits batches among several GPUs;
 * there is one here, with which it too does no more than this. PyTorch: `torch.nn.DataParallel`.
 */
export class DataParallel extends Module<unknown[], unknown> {
  readonly module: AnyModule
  readonly deviceIds: readonly string[]
  readonly dim: number

  constructor(module: AnyModule, options: DataParallelOptions = {}) {
    super()
    checkOptionNames('DataParallel', options, ['deviceIds', 'outputDevice', 'dim'])
    const { deviceIds = isAvailable() ? ['cuda:0'] : [], outputDevice, dim = 0 } = options
    checkDevices(deviceIds, outputDevice)
    checkInteger('DataParallel: dim', dim)
    this.module = acceptModule('DataParallel', module)
    this.deviceIds = [...deviceIds]
    this.dim = dim
    const [device] = deviceIds
    if (device !== undefined) this.module.to({ device })
  }

  forward(...inputs: unknown[]): unknown {
    const [device] = this.deviceIds
    return this.module.forward(...(device === undefined ? inputs : inputs.map(moveTo(device))))
  }
}

function checkDevices(ids: unknown, output: unknown): void {
  const isFew = Array.isArray(ids) && ids.length <= 1 && ids.every(id => typeof id === 'string')
  if (!isFew) {
    const found = Array.isArray(ids) ? `[${ids.map(describeValue).join(', ')}]` : describeValue(ids)
    throw new OptionError(
      `DataParallel: deviceIds: expected one device such as ['cuda:0'], or none, found ${found}; ` +
        'a model runs on one GPU here',
    )
  }
  if (output === undefined || output === ids[0]) return
  throw new OptionError(
    `DataParallel: outputDevice: expected that of deviceIds, found ${describeValue(output)}`,
  )
}

/** Tensors on that device, in arrays and plain objects too; everything else as it is. */
function moveTo(device: string): (value: unknown) => unknown {
  return function move(value): unknown {
    if (value instanceof Tensor) return value.to({ device })
    if (Array.isArray(value)) return value.map(move)
    if (!isPlainObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, move(one)]))
  }
}
