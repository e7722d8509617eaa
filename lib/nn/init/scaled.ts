/** Distributions that keep the variance of what goes through a layer. */
import { checkChoice } from '../../base/check'
import type { Tensor } from '../../tensor'
import { stateName } from '../naming'
import { defineInit, type RandomArgs } from './define'
import { calculateGain, fans, type Nonlinearity } from './fan'

export interface XavierArgs extends RandomArgs {
  /** Of the nonlinearity, as `calculateGain` gives it (default 1). */
  gain?: number
}

function xavierDeviation(what: string, tensor: Tensor, gain: number): number {
  const { fanIn, fanOut } = fans(what, tensor)
  return gain * Math.sqrt(2 / (fanIn + fanOut))
}

/**
 * U(−a, a) with a = gain·√(6/(fanIn + fanOut)); Glorot and Bengio 2010.
 * PyTorch: `torch.nn.init.xavier_uniform_`.
 */
export const xavierUniform_ = defineInit(
  'xavierUniform_',
  ['gain', 'generator'],
  ({ tensor, gain = 1, generator }: XavierArgs) => {
    const bound = Math.sqrt(3) * xavierDeviation('nn.init.xavierUniform_', tensor, gain)
    tensor.uniform_({ from: -bound, to: bound, generator })
  },
)

/** N(0, σ²) with σ = gain·√(2/(fanIn + fanOut)). PyTorch: `torch.nn.init.xavier_normal_`. */
export const xavierNormal_ = defineInit(
  'xavierNormal_',
  ['gain', 'generator'],
  ({ tensor, gain = 1, generator }: XavierArgs) => {
    tensor.normal_(0, xavierDeviation('nn.init.xavierNormal_', tensor, gain), { generator })
  },
)

export interface KaimingArgs extends RandomArgs {
  /** The slope below 0, for leaky_relu only (default 0). */
  a?: number
  /** Keep the variance forward (fan_in, default) or backward (fan_out). */
  mode?: 'fan_in' | 'fan_out' | 'fanIn' | 'fanOut'
  /** What follows the layer (default leaky_relu). */
  nonlinearity?: Nonlinearity
}

function kaimingDeviation(what: string, args: KaimingArgs): number {
  const { tensor, a = 0, mode = 'fan_in', nonlinearity = 'leaky_relu' } = args
  const name = typeof mode === 'string' ? stateName(mode) : mode
  checkChoice(`${what}: mode`, name, ['fan_in', 'fan_out'])
  const { fanIn, fanOut } = fans(what, tensor)
  return calculateGain(nonlinearity, a) / Math.sqrt(name === 'fan_in' ? fanIn : fanOut)
}

/**
 * U(−b, b) with b = gain·√(3/fan); He and others 2015. PyTorch: `torch.nn.init.kaiming_uniform_`.
 */
export const kaimingUniform_ = defineInit(
  'kaimingUniform_',
  ['a', 'mode', 'nonlinearity', 'generator'],
  (args: KaimingArgs) => {
    const { tensor, generator } = args
    if (tensor.shape.includes(0)) return
    const bound = Math.sqrt(3) * kaimingDeviation('nn.init.kaimingUniform_', args)
    tensor.uniform_({ from: -bound, to: bound, generator })
  },
)

/** N(0, gain²/fan). PyTorch: `torch.nn.init.kaiming_normal_`. */
export const kaimingNormal_ = defineInit(
  'kaimingNormal_',
  ['a', 'mode', 'nonlinearity', 'generator'],
  (args: KaimingArgs) => {
    const { tensor, generator } = args
    if (tensor.shape.includes(0)) return
    tensor.normal_(0, kaimingDeviation('nn.init.kaimingNormal_', args), { generator })
  },
)
