/** How many values go into and out of each unit, and how much its nonlinearity dampens them. */
import { checkChoice, checkNumber } from '../../base/check'
import { TorchError } from '../../base/errors'
import { elementCount } from '../../base/shape'
import { checkTensor, type Tensor } from '../../tensor'
import { stateName } from '../naming'

export type Nonlinearity =
  | 'linear'
  | 'conv1d'
  | 'conv2d'
  | 'conv3d'
  | 'conv_transpose1d'
  | 'conv_transpose2d'
  | 'conv_transpose3d'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'leaky_relu'
  | 'selu'

const layers = [
  'linear',
  ...['conv', 'conv_transpose'].flatMap(k => [1, 2, 3].map(d => `${k}${d}d`)),
]

const gains: Record<string, number> = {
  ...Object.fromEntries(layers.map(layer => [layer, 1])),
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  selu: 3 / 4,
}

/**
 * By what initial values are scaled for a nonlinearity: 1 for layers and sigmoid, 5/3 for tanh, √2 for
 * relu, √(2/(1 + slope²)) for leaky_relu, whose slope is `param` (default 0.01), 3/4 for selu. Names in
 * camelCase are taken too. PyTorch: `torch.nn.init.calculate_gain`.
 */
export function calculateGain(nonlinearity: Nonlinearity, param?: number | null): number {
  const name = typeof nonlinearity === 'string' ? stateName(nonlinearity) : nonlinearity
  checkChoice('nn.init.calculateGain', name, [...Object.keys(gains), 'leaky_relu'])
  if (name !== 'leaky_relu') return gains[name]!
  if (param !== null && param !== undefined) checkNumber('nn.init.calculateGain: param', param)
  return Math.sqrt(2 / (1 + (param ?? 0.01) ** 2))
}

/** The inputs of one output of a weight [out, in, …kernel], and the outputs of one input. */
export function fans(what: string, tensor: Tensor): { fanIn: number; fanOut: number } {
  checkTensor(what, tensor)
  const { shape } = tensor
  if (shape.length < 2) {
    throw new TorchError(
      'VALUE',
      `${what}: expected a tensor of 2 or more dimensions, found [${shape.join(', ')}]`,
    )
  }
  const kernel = elementCount(shape.slice(2))
  return { fanIn: shape[1]! * kernel, fanOut: shape[0]! * kernel }
}
