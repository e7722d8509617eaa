/** What a module does with all its tensors at once. */
import { checkBoolean, checkOptionNames, describeValue, flagOf, type Flag } from '../base/check'
import { isDifferentiable, isDType, isFloating, type DType } from '../base/dtype'
import { OptionError, TorchError } from '../base/errors'
import { elementCount } from '../base/shape'
import {
  Tensor,
  operators,
  checkDevice,
  parseToOptions,
  zeroGradients,
  type Device,
  type WrittenDevice,
  type ToOptions,
} from '../tensor'
import { optionsFor, moveInPlace, replaceBy } from './move'
import type { Buffer, Parameter } from './parameter'
import { ModuleTree } from './tree'

export interface ToEmptyOptions {
  device: Device
  /** Also the tensors of the modules below (default true). */
  recurse?: boolean
}

/** Parameters and buffers of a module: where they are, of which dtype, what is learned of them. */
export abstract class ModuleTensors extends ModuleTree {
  /** The number of learned values. */
  parameterCount(): number {
    return this.parameters().reduce((sum, { shape }) => sum + elementCount(shape), 0)
  }

  /** Whether autograd computes gradients for the parameters of this module. */
  requiresGrad_(flag: Flag<'requiresGrad'> = true): this {
    const requiresGrad = flagOf('Module.requiresGrad_', 'requiresGrad', flag, true)
    for (const parameter of this.parameters()) parameter.requiresGrad = requiresGrad
    return this
  }

  /** Drops the gradients, or zeroes them. */
  zeroGrad(setToNone: Flag<'setToNone'> = true): void {
    zeroGradients(this.parameters(), flagOf('Module.zeroGrad', 'setToNone', setToNone, true))
  }

  /**
   * Moves parameters and buffers, with their gradients, to a device, dtype or memory format:
   * `to('cuda')`, `to('cuda', { nonBlocking: true })`. A dtype applies to floating tensors only, a
   * memory format to those with its number of dimensions. They stay the objects they are. Of a
   * tensor it takes dtype and device.
   */
  to<Given extends string>(
    target: DType | WrittenDevice<Given> | ToOptions<Given> | Tensor,
    more?: Omit<ToOptions<Given>, 'copy'>,
  ): this
  to(target: DType | Device | ToOptions | Tensor, more: Omit<ToOptions, 'copy'> = {}): this {
    const known = ['device', 'dtype', 'nonBlocking', 'memoryFormat']
    const wanted =
      target instanceof Tensor ? { dtype: target.dtype, device: target.device } : target
    const options = parseToOptions('Module.to', wanted, more, known)
    if (options.dtype !== undefined && !isDifferentiable(options.dtype)) {
      throw new OptionError(
        `Module.to: expected a floating or complex dtype, found '${options.dtype}'`,
      )
    }
    return this.#move(options)
  }

  /**
   * Moves parameters and buffers to a device without their values, whatever that has there: for
   * modules made on 'meta', whose values are loaded next. PyTorch: `to_empty`.
   */
  toEmpty(options: ToEmptyOptions): this {
    checkOptionNames('Module.toEmpty', options, ['device', 'recurse'])
    const { device, recurse = true } = options
    checkBoolean('Module.toEmpty: recurse', recurse)
    if (device === undefined) throw new OptionError('Module.toEmpty: expected { device }')
    checkDevice('Module.toEmpty: device', device)
    for (const owned of this.#state({ recurse })) {
      replaceBy(owned, tensor => operators.emptyLike(tensor, { device }))
    }
    return this
  }

  cpu(): this {
    return this.#move({ device: 'cpu' })
  }

  /** On the current device, unless `device` names another. */
  cuda<Given extends string>(device?: WrittenDevice<Given>): this
  cuda(device: Device = 'cuda'): this {
    return this.to({ device })
  }

  /** Casts all parameters and buffers, those of integers too, which `to` leaves as they are. */
  type(dtype: DType): this {
    if (!isDType(dtype)) {
      throw new OptionError(`Module.type: expected a dtype, found ${describeValue(dtype)}`)
    }
    const learned = this.parameters().find(parameter => parameter.requiresGrad)
    if (learned && !isDifferentiable(dtype)) {
      throw new TorchError(
        'TYPE',
        `Module.type: expected a floating or complex dtype for parameters that require grad, ` +
          `found '${dtype}'; call requiresGrad_(false) first`,
      )
    }
    for (const owned of this.#state()) moveInPlace(owned, { dtype })
    return this
  }

  /** Casts floating tensors, as the three below do. */
  float(): this {
    return this.#cast('float32')
  }

  double(): this {
    return this.#cast('float64')
  }

  half(): this {
    return this.#cast('float16')
  }

  bfloat16(): this {
    return this.#cast('bfloat16')
  }

  /**
   * What else `stateDict` is to hold, under `_extra_state`: tensors, or what the format of the file
   * takes. A subclass that has it overrides this and `setExtraState`. PyTorch: `get_extra_state`.
   */
  getExtraState(): unknown {
    throw noExtraState(this)
  }

  /** Takes what `getExtraState` gave, from a state that is loaded. PyTorch: `set_extra_state`. */
  setExtraState(_state: unknown): void {
    throw noExtraState(this)
  }

  /** Releases parameters and buffers, of the modules below too. */
  protected override release(): void {
    for (const child of this.children()) child.dispose()
    for (const owned of this.#state({ recurse: false })) owned.dispose()
  }

  #state(options: { recurse?: boolean } = {}): (Parameter | Buffer)[] {
    return [...this.parameters(options), ...this.buffers(options)]
  }

  #move(options: ToOptions): this {
    for (const owned of this.#state()) moveInPlace(owned, optionsFor(owned, options))
    return this
  }

  #cast(dtype: DType): this {
    for (const owned of this.#state()) if (isFloating(owned.dtype)) moveInPlace(owned, { dtype })
    return this
  }
}

function noExtraState(module: ModuleTensors): TorchError {
  const { name } = module.constructor
  return new TorchError(
    'NOT_IMPLEMENTED',
    `${name} has no extra state: a class that has it overrides getExtraState and setExtraState`,
  )
}

export function givesExtraState(module: ModuleTensors): boolean {
  return module.getExtraState !== ModuleTensors.prototype.getExtraState
}

export function takesExtraState(module: ModuleTensors): boolean {
  return module.setExtraState !== ModuleTensors.prototype.setExtraState
}
