/** A tensor as PyTorch prints it: values, then what the values do not show. */
import { pythonFloat, pythonTuple } from '../../base/python'
import { elementCount } from '../../base/shape'
import { native } from '../../native'
import { noGrad } from '../autograd'
import { getDefaultDtype } from '../defaults'
import { describeTensor } from '../describe'
import { ops } from '../ops'
import { tidy } from '../scope'
import { Tensor } from '../tensor'
import { contentsOf } from './contents'
import { printSettings } from './options'

function hasDefaultDtype({ dtype }: Tensor): boolean {
  const complex = getDefaultDtype() === 'float64' ? 'complex128' : 'complex64'
  return [getDefaultDtype(), complex, 'int64', 'bool'].includes(dtype)
}

function dtypeSuffix(tensor: Tensor): string[] {
  return hasDefaultDtype(tensor) ? [] : [`dtype=torch.${tensor.dtype}`]
}

interface Text {
  contents: string
  suffixes: string[]
}

/** A tensor within another: `values=tensor([1.])`. */
function partOf(name: string, part: Tensor, indent: number): string {
  const prefix = `${name}=tensor(`
  const isMeta = part.device.startsWith('meta')
  const contents = isMeta ? '...' : contentsOf(part.detach(), indent + prefix.length)
  const isShown = !isMeta && elementCount(part.shape) > 0
  return `${prefix}${contents}${isShown ? '' : `, size=${pythonTuple(part.shape)}`})`
}

const partNames: Record<string, [name: string, method: string][]> = {
  sparse_coo: [
    ['indices', '_indices'],
    ['values', '_values'],
  ],
  sparse_csr: [
    ['crow_indices', 'crow_indices'],
    ['col_indices', 'col_indices'],
    ['values', 'values'],
  ],
  sparse_csc: [
    ['ccol_indices', 'ccol_indices'],
    ['row_indices', 'row_indices'],
    ['values', 'values'],
  ],
}
partNames.sparse_bsr = partNames.sparse_csr!
partNames.sparse_bsc = partNames.sparse_csc!

function sparse(tensor: Tensor, indent: number): Text {
  const call = (name: string): unknown => ops.aten![name]!(tensor)
  const parts = partNames[tensor.layout]!.map(([name, method]) =>
    partOf(name, call(method) as Tensor, indent),
  )
  const count = tensor.device.startsWith('meta') ? [] : [`nnz=${String(call('_nnz'))}`]
  return {
    contents: parts.join(`,\n${' '.repeat(indent)}`),
    suffixes: [`size=${pythonTuple(tensor.shape)}`, ...count, ...dtypeSuffix(tensor)],
  }
}

function quantizer(tensor: Tensor): string[] {
  const call = (name: string): unknown => ops.aten![name]!(tensor)
  const scheme = native.quantization(tensor.handle)!
  if (scheme.startsWith('per_tensor')) {
    return [
      `quantization_scheme=torch.${scheme}`,
      `scale=${pythonFloat(Number(call('q_scale')))}`,
      `zero_point=${String(call('q_zero_point'))}`,
    ]
  }
  return [
    `quantization_scheme=torch.${scheme}`,
    `scale=${tensorText(call('q_per_channel_scales') as Tensor)}`,
    `zero_point=${tensorText(call('q_per_channel_zero_points') as Tensor)}`,
    `axis=${String(call('q_per_channel_axis'))}`,
  ]
}

function quantized(tensor: Tensor, indent: number): Text {
  return {
    contents: contentsOf(tensor.dequantize(), indent),
    suffixes: [`size=${pythonTuple(tensor.shape)}`, ...dtypeSuffix(tensor), ...quantizer(tensor)],
  }
}

function meta(tensor: Tensor): Text {
  const dtype = tensor.dtype === getDefaultDtype() ? [] : [`dtype=torch.${tensor.dtype}`]
  return { contents: '...', suffixes: [`size=${pythonTuple(tensor.shape)}`, ...dtype] }
}

function dense(tensor: Tensor, indent: number): Text {
  const { shape, dtype, layout } = tensor
  if (elementCount(shape) === 0) {
    // An empty tensor has no values that would show its shape and dtype.
    const size = shape.length === 1 ? [] : [`size=${pythonTuple(shape)}`]
    const type = dtype === getDefaultDtype() ? [] : [`dtype=torch.${dtype}`]
    return { contents: '[]', suffixes: [...size, ...type] }
  }
  const size = printSettings().edgeItems === 0 ? [`size=${pythonTuple(shape)}`] : []
  const values = layout === 'strided' ? tensor : tensor.toDense()
  return { contents: contentsOf(values, indent), suffixes: [...size, ...dtypeSuffix(tensor)] }
}

function nested(tensor: Tensor): Text {
  const rows = tensor.unbind().map(row => tensorText(row).replace(/^/gm, '  '))
  return { contents: `[\n${rows.join(',\n')}\n]`, suffixes: [] }
}

function textOf(tensor: Tensor, indent: number): Text {
  if (tensor.layout in partNames) return sparse(tensor, indent)
  if (tensor.isQuantized) return quantized(tensor, indent)
  if (tensor.isNested) return nested(tensor)
  return tensor.device.startsWith('meta') ? meta(tensor) : dense(tensor, indent)
}

/** A function of C++ is named with its namespace. */
function gradientSuffix(tensor: Tensor): string[] {
  const { gradFn } = tensor
  if (gradFn !== null) return [`grad_fn=<${gradFn.replace(/^.*::|>$/g, '')}>`]
  return tensor.requiresGrad ? ['requires_grad=True'] : []
}

function withSuffixes(start: string, suffixes: readonly string[], indent: number, broken: boolean) {
  const { lineWidth } = printSettings()
  let text = start
  let breaks = broken
  let lineLength = start.length - start.lastIndexOf('\n') + 1
  for (const suffix of suffixes) {
    if (breaks || lineLength + suffix.length + 2 > lineWidth) {
      text += `,\n${' '.repeat(indent)}${suffix}`
      lineLength = indent + suffix.length
      breaks = false
    } else {
      text += `, ${suffix}`
      lineLength += suffix.length + 2
    }
  }
  return `${text})`
}

function wholeText(tensor: Tensor): string {
  const prefix = tensor.isNested ? 'nested_tensor(' : 'tensor('
  const { contents, suffixes } = textOf(tensor, prefix.length)
  const { device, layout } = tensor
  const all = [
    ...(device === 'cpu' ? [] : [`device='${device}'`]),
    ...suffixes,
    ...(layout === 'strided' ? [] : [`layout=torch.${layout}`]),
    ...gradientSuffix(tensor),
  ]
  return withSuffixes(prefix + contents, all, prefix.length, layout === 'sparse_coo')
}

/** What a function under `vmap` sees: all of the batch. */
function batchText(value: Tensor, dim: number, level: number): string {
  const text = tensorText(value).replace(/^/gm, '    ')
  return `BatchedTensor(lvl=${level}, bdim=${dim}, value=\n${text}\n)`
}

/** `tensor([1., 2.], grad_fn=<MulBackward0>)`: the text of PyTorch's `repr`. */
export function tensorText(tensor: Tensor): string {
  if (tensor.isDisposed) return describeTensor(tensor)
  const batch = native.batchOf(tensor.handle)
  if (batch) return tidy(() => batchText(new Tensor(batch[0]), batch[1], batch[2]))
  return tidy(() => noGrad(() => wholeText(tensor)))
}
