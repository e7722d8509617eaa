/** What encoder and decoder layers share: their options, and the network after the attention. */
import {
  checkCount,
  checkNumber,
  checkOptionNames,
  checkPositiveInteger,
  checkProbability,
  describeValue,
} from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Tensor } from '../../tensor'
import { functional } from '../functional'
import { Module } from '../module'
import { checkFlags, factoryNames, type FactoryOptions } from '../options'

/** A function of each value: by name, a function or a module. */
export type Activation = 'relu' | 'gelu' | ((input: Tensor) => Tensor) | Module<[input: Tensor]>

export interface TransformerLayerOptions extends FactoryOptions {
  /** The width between the two linear layers (default 2048). */
  dimFeedforward?: number
  /** Of attention, of the network and after each (default 0.1). */
  dropout?: number
  /** Between the two linear layers (default relu). */
  activation?: Activation
  /** Of the layer norms (default 1e-5). */
  layerNormEps?: number
  /** [N, L, E] instead of [L, N, E] (default false). */
  batchFirst?: boolean
  /** Normalise before each part instead of after its residual (default false). */
  normFirst?: boolean
  /** Learn biases of linear layers and norms (default true). */
  bias?: boolean
}

export const layerNames = [
  'dimFeedforward',
  'dropout',
  'activation',
  'layerNormEps',
  'batchFirst',
  'normFirst',
  'bias',
  ...factoryNames,
]

/** The options with their defaults, checked. */
export function layerSettings(
  name: string,
  dModel: number,
  options: TransformerLayerOptions,
): Required<Omit<TransformerLayerOptions, 'device' | 'dtype'>> {
  checkOptionNames(name, options, layerNames)
  checkFlags(name, options, ['batchFirst', 'normFirst', 'bias'])
  const { dimFeedforward = 2048, dropout = 0.1, activation = 'relu', layerNormEps = 1e-5 } = options
  checkPositiveInteger(`${name}: dModel`, dModel)
  checkCount(`${name}: dimFeedforward`, dimFeedforward)
  checkProbability(`${name}: dropout`, dropout)
  checkNumber(`${name}: layerNormEps`, layerNormEps)
  checkActivation(name, activation)
  const { batchFirst = false, normFirst = false, bias = true } = options
  return { dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, bias }
}

function checkActivation(name: string, value: unknown): void {
  if (value === 'relu' || value === 'gelu') return
  if (typeof value === 'function' || value instanceof Module) return
  throw new OptionError(
    `${name}: activation: expected 'relu', 'gelu', a function or a module, found ` +
      describeValue(value),
  )
}

export function activate(activation: Activation, input: Tensor): Tensor {
  if (activation === 'relu') return input.relu()
  if (activation === 'gelu') return functional.gelu(input)
  return activation instanceof Module ? activation.forward(input) : activation(input)
}

/** The name of an activation that libtorch's fused layer knows; null for others. */
export function fusedActivation(activation: Activation): 'relu' | 'gelu' | null {
  if (activation === 'relu' || activation === functional.relu) return 'relu'
  if (activation === 'gelu' || activation === functional.gelu) return 'gelu'
  return null
}
