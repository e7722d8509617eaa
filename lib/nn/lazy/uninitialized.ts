/** Parameters and buffers whose shape the first input will tell. */
import { checkOptionNames, type Flag } from '../../base/check'
import { operators, type Tensor } from '../../tensor'
import { factoryNames, type FactoryOptions } from '../options'
import { Buffer, Parameter, replaceInPlace } from '../parameter'

function nothing(name: string, factory: FactoryOptions): Tensor {
  checkOptionNames(name, factory, factoryNames)
  const { device, dtype } = factory
  return operators.empty([0], { device, dtype })
}

/** Gives it values, and makes it what it stood for: every reference sees that. */
function become(owned: Parameter | Buffer, values: Tensor): void {
  replaceInPlace(owned, values)
  Object.setPrototypeOf(owned, owned instanceof Parameter ? Parameter.prototype : Buffer.prototype)
}

/** A parameter without a shape. PyTorch: `torch.nn.UninitializedParameter`. */
export class UninitializedParameter extends Parameter {
  constructor(factory: FactoryOptions = {}, requiresGrad: Flag<'requiresGrad'> = true) {
    super(nothing('UninitializedParameter', factory), requiresGrad)
  }

  /** Becomes a plain parameter of that shape, without values. */
  materialize(shape: readonly number[]): void {
    materialize(this, shape)
  }
}

/** A buffer without a shape. PyTorch: `torch.nn.UninitializedBuffer`. */
export class UninitializedBuffer extends Buffer {
  constructor(factory: FactoryOptions = {}) {
    super(nothing('UninitializedBuffer', factory))
  }

  /** Becomes a plain buffer of that shape, without values. */
  materialize(shape: readonly number[]): void {
    materialize(this, shape)
  }
}

export type Uninitialized = UninitializedParameter | UninitializedBuffer

export function isUninitialized(value: unknown): value is Uninitialized {
  return value instanceof UninitializedParameter || value instanceof UninitializedBuffer
}

function materialize(owned: Uninitialized, shape: readonly number[]): void {
  const { device, dtype } = owned
  become(owned, operators.empty([...shape], { device, dtype }))
}

/** Gives shape and first values to what has none; anything else keeps its own. */
export function settle(
  owned: Tensor | null,
  shape: readonly number[],
  fill: (tensor: Tensor) => void,
): void {
  if (!isUninitialized(owned)) return
  owned.materialize(shape)
  fill(owned)
}
