import { checkBoolean, checkCount, checkOptionNames, checkPositiveInteger } from '../../base/check'
import { TorchError } from '../../base/errors'
import { checkTensor, operators, releaseOnError, type Tensor } from '../../tensor'
import { drawUniform, emptyParameter } from '../init'
import { Module } from '../module'
import { checkFlags, factoryNames, type FactoryOptions } from '../options'
import type { Parameter } from '../parameter'

export interface CellOptions extends FactoryOptions {
  /** Learn biases (default true). */
  bias?: boolean
}

/** What the base takes of the options of a cell, with the names of its own. */
export function cellSettings(
  name: string,
  options: CellOptions,
  own: readonly string[] = [],
): { bias: boolean; factory: FactoryOptions } {
  checkOptionNames(name, options, ['bias', ...own, ...factoryNames])
  checkFlags(name, options, ['bias'])
  const { bias = true, device, dtype } = options
  return { bias, factory: { device, dtype } }
}

/** One step of a recurrent layer. PyTorch: `torch.nn.RNNCellBase`. */
export abstract class RNNCellBase<State> extends Module<[input: Tensor, hx?: State | null], State> {
  declare weightIh: Parameter
  declare weightHh: Parameter
  declare biasIh: Parameter | null
  declare biasHh: Parameter | null

  /** @param numChunks how many rows of weights there are to one of the state */
  constructor(
    readonly inputSize: number,
    readonly hiddenSize: number,
    readonly bias: boolean,
    numChunks: number,
    options: FactoryOptions = {},
  ) {
    super()
    const { name } = new.target
    checkOptionNames(name, options, factoryNames)
    checkBoolean(`${name}: bias`, bias)
    checkPositiveInteger(`${name}: numChunks`, numChunks)
    checkCount(`${name}: inputSize`, inputSize)
    checkCount(`${name}: hiddenSize`, hiddenSize)
    const rows = numChunks * hiddenSize
    const make = (shape: number[]): Parameter => emptyParameter(shape, options)
    releaseOnError(() => {
      this.registerParameter('weightIh', make([rows, inputSize]))
      this.registerParameter('weightHh', make([rows, hiddenSize]))
      this.registerParameter('biasIh', bias ? make([rows]) : null)
      this.registerParameter('biasHh', bias ? make([rows]) : null)
      this.resetParameters()
    })
  }

  /** Draws all weights anew, as the constructor does. PyTorch: `reset_parameters`. */
  resetParameters(): void {
    const bound = this.hiddenSize > 0 ? 1 / Math.sqrt(this.hiddenSize) : 0
    for (const weight of this.parameters()) drawUniform(weight, bound)
  }

  override extraRepr(): string {
    return `${this.inputSize}, ${this.hiddenSize}${this.bias ? '' : ', bias=False'}`
  }

  /** What operators of cells take after input and state. */
  protected weights(): [Parameter, Parameter, Parameter | null, Parameter | null] {
    return [this.weightIh, this.weightHh, this.biasIh, this.biasHh]
  }

  /** [N, inputSize] of that or [inputSize]. */
  protected batched(input: Tensor): Tensor {
    checkTensor('input', input)
    const { shape } = input
    if ([1, 2].includes(shape.length) && shape.at(-1) === this.inputSize) {
      return shape.length === 1 ? input.unsqueeze(0) : input
    }
    return refuse('input', `[N, ${this.inputSize}] or [${this.inputSize}]`, shape)
  }

  /** [N, hiddenSize] of a state of the input's form; zeros without one. */
  protected batchedState(name: string, hx: Tensor | null | undefined, input: Tensor): Tensor {
    const batch = input.ndim === 1 ? [] : [input.shape[0]!]
    const shape = [...batch, this.hiddenSize]
    if (hx === null || hx === undefined) {
      const { dtype, device } = input
      return operators.zeros([batch[0] ?? 1, this.hiddenSize], { dtype, device })
    }
    checkTensor(name, hx)
    if (String(hx.shape) !== String(shape)) refuse(name, `[${shape.join(', ')}]`, hx.shape)
    return input.ndim === 1 ? hx.unsqueeze(0) : hx
  }
}

function refuse(name: string, expected: string, shape: readonly number[]): never {
  throw new TorchError('VALUE', `${name}: expected ${expected}, found [${shape.join(', ')}]`)
}
