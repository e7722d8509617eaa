/** How many products a module adds up in one forward: those of matrices and convolutions. */
import { elementCount } from '../../base/shape'
import { Tensor } from '../../tensor'
import { MultiheadAttention } from '../attention/multiheadAttention'
import { Linear } from '../linear/linear'
import type { AnyModule } from '../module'
import { RNNBase } from '../recurrent/base'
import { RNNCellBase } from '../recurrent/cellBase'
import { PackedSequence } from '../utils/rnn'

/** The tensors in a value: itself, or those of an array or a packed sequence. */
export function tensorsIn(value: unknown): Tensor[] {
  if (value instanceof Tensor) return [value]
  if (value instanceof PackedSequence) return [value.data]
  return Array.isArray(value) ? value.flatMap(tensorsIn) : []
}

/** The rows of a tensor [*, width]. */
function rowsOf(tensor: Tensor | undefined): number {
  return tensor ? elementCount(tensor.shape.slice(0, -1)) : 0
}

function ofAttention(
  { embedDim: width, kdim, vdim, batchFirst }: MultiheadAttention,
  [query, key]: readonly Tensor[],
): number {
  if (!query || !key) return 0
  const [queries, keys] = [rowsOf(query), rowsOf(key)]
  const length = key.ndim === 2 ? keys : key.shape[batchFirst ? 1 : 0]!
  const projections = queries * width * width * 2 + keys * width * (kdim + vdim)
  return projections + 2 * queries * length * width
}

/** Of each output the products are those of the weights that lead to it. */
function ofConvolution(module: AnyModule, input: Tensor, output: Tensor): number {
  const { weight } = module as unknown as { weight: Tensor }
  const isTransposed = module.constructor.name.includes('Transpose')
  const perChannel = elementCount(weight.shape.slice(1))
  return elementCount((isTransposed ? input : output).shape) * perChannel
}

export function multiplyAdds(module: AnyModule, inputs: unknown, result: unknown): number {
  const [given, [output]] = [tensorsIn(inputs), tensorsIn(result)]
  const [input] = given
  if (!input || !output) return 0
  if (module instanceof Linear) return elementCount(output.shape) * module.inFeatures
  if (module instanceof MultiheadAttention) return ofAttention(module, given)
  if (module instanceof RNNBase || module instanceof RNNCellBase) {
    const matrices = module.parameters().filter(parameter => parameter.ndim === 2)
    return rowsOf(input) * matrices.reduce((sum, { shape }) => sum + elementCount(shape), 0)
  }
  return 'kernelSize' in module && 'weight' in module ? ofConvolution(module, input, output) : 0
}
