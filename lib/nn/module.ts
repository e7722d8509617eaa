/** The base of all layers and models. PyTorch: `torch.nn.Module`. */
import { elementCount } from '../base/shape'
import {
  noGrad,
  parseToOptions,
  zeroGradients,
  type Device,
  type Tensor,
  type ToOptions,
} from '../tensor'
import { isFloating, type DType } from '../base/dtype'
import { didYouMean } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { Buffer, Parameter, moveInPlace } from './parameter'

export type StateDict = Record<string, Tensor>

export interface LoadOptions {
  /** Refuse missing and unexpected names (default true). */
  strict?: boolean
}

/**
 * Properties that hold a Parameter, a Buffer or another Module are found by themselves; names in
 * `stateDict` are the property names, joined by dots.
 */
export abstract class Module {
  /** Dropout and batch norm behave differently while training. Set by `train` and `eval`. */
  training = true

  abstract forward(input: Tensor, ...rest: Tensor[]): Tensor

  /** The child modules, by name. */
  namedChildren(): [string, Module][] {
    return Object.entries(this).filter(
      (entry): entry is [string, Module] => entry[1] instanceof Module,
    )
  }

  /** This module and all below it, by dotted name; the module itself has the name ''. */
  namedModules(prefix = ''): [string, Module][] {
    const below = this.namedChildren().flatMap(([name, child]) =>
      child.namedModules(join(prefix, name)),
    )
    return [[prefix, this], ...below]
  }

  namedParameters(): [string, Parameter][] {
    return this.#owned(value => value instanceof Parameter)
  }

  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter)
  }

  namedBuffers(): [string, Buffer][] {
    return this.#owned(value => value instanceof Buffer)
  }

  buffers(): Buffer[] {
    return this.namedBuffers().map(([, buffer]) => buffer)
  }

  /** The number of learned values. */
  parameterCount(): number {
    return this.parameters().reduce((sum, { shape }) => sum + elementCount(shape), 0)
  }

  /** Sets the training mode of this module and all below it. */
  train(mode = true): this {
    for (const [, module] of this.namedModules()) module.training = mode
    return this
  }

  eval(): this {
    return this.train(false)
  }

  /**
   * Moves parameters and buffers to a device, dtype or memory format: `to('cuda')`,
   * `to('cuda', { nonBlocking: true })`. A dtype applies to floating tensors only, a memory format
   * to those with four dimensions, as in PyTorch.
   */
  to(target: DType | Device | ToOptions, more: Omit<ToOptions, 'copy'> = {}): this {
    const options = parseToOptions('Module.to', target, more, [
      'device',
      'dtype',
      'nonBlocking',
      'memoryFormat',
    ])
    for (const owned of [...this.parameters(), ...this.buffers()]) {
      moveInPlace(owned, optionsFor(owned, options))
    }
    return this
  }

  zeroGrad(setToNone = true): void {
    zeroGradients(this.parameters(), setToNone)
  }

  /** Parameters and buffers by dotted name: the live tensors, not copies. */
  stateDict(): StateDict {
    return Object.fromEntries(
      this.#owned(value => value instanceof Parameter || value instanceof Buffer),
    )
  }

  /**
   * Copies values into parameters and buffers.
   * @throws OptionError for missing or unexpected names, or shapes that differ.
   */
  loadStateDict(state: Readonly<StateDict>, { strict = true }: LoadOptions = {}): this {
    const own = this.stateDict()
    if (strict) checkNames(Object.keys(own), Object.keys(state))
    noGrad(() => {
      for (const [name, target] of Object.entries(own)) {
        const source = state[name]
        if (source) copyInto(name, target, source)
      }
    })
    return this
  }

  /** Releases all parameters and buffers. */
  dispose(): void {
    for (const owned of Object.values(this.stateDict())) owned.dispose()
  }

  #owned<T extends Tensor>(accepts: (value: unknown) => boolean): [string, T][] {
    return this.namedModules().flatMap(([prefix, module]) =>
      Object.entries(module)
        .filter((entry): entry is [string, T] => accepts(entry[1]))
        .map(([name, value]): [string, T] => [join(prefix, name), value]),
    )
  }
}

function join(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`
}

function optionsFor(
  tensor: Tensor,
  { device, dtype, nonBlocking, memoryFormat }: ToOptions,
): ToOptions {
  return {
    device,
    nonBlocking,
    dtype: isFloating(tensor.dtype) ? dtype : undefined,
    memoryFormat: tensor.ndim === 4 ? memoryFormat : undefined,
  }
}

function checkNames(expected: readonly string[], found: readonly string[]): void {
  const missing = expected.filter(name => !found.includes(name))
  const unexpected = found.filter(name => !expected.includes(name))
  if (missing.length === 0 && unexpected.length === 0) return
  const hint = unexpected.length > 0 ? didYouMean(unexpected[0]!, missing) : ''
  throw new OptionError(
    `loadStateDict: missing [${missing.join(', ')}], unexpected [${unexpected.join(', ')}]${hint}; ` +
      'pass { strict: false } to load what fits',
  )
}

function copyInto(name: string, target: Tensor, source: Tensor): void {
  const expected = target.shape.join(', ')
  const found = source.shape.join(', ')
  if (expected !== found) {
    throw new TorchError(
      'VALUE',
      `loadStateDict: '${name}' expected shape [${expected}], found [${found}]`,
    )
  }
  target.copy_(source)
}
