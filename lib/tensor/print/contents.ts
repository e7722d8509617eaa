/** The values of a tensor between brackets, broken into lines, summarised when there are many. */
import { isFloating } from '../../base/dtype'
import { elementCount } from '../../base/shape'
import { flatValues, type Value } from '../creation'
import { operators } from '../ops'
import type { Tensor } from '../tensor'
import type { Complex } from '../ops/types'
import { exactFormatter, floatFormatter } from './formatter'
import { printSettings } from './options'

interface Contents {
  /** Of the whole tensor. */
  shape: readonly number[]
  /** What is shown of each dimension: all of it, or its two ends. */
  shown: readonly number[]
  /** What is shown, in row-major order. */
  texts: readonly string[]
  /** Characters an element takes, with the comma and space after it. */
  elementWidth: number
}

function complexTexts(values: readonly Complex[]): Pick<Contents, 'texts' | 'elementWidth'> {
  const reals = floatFormatter(values.map(({ real }) => real))
  const imaginaries = floatFormatter(values.map(({ imag }) => imag))
  const texts = values.map(({ real, imag }) => {
    const imaginary = `${imaginaries.format(imag)}j`.trimStart()
    return reals.format(real) + (/^[+-]/.test(imaginary) ? '' : '+') + imaginary
  })
  return { texts, elementWidth: reals.width + imaginaries.width + 3 }
}

function textsOf(tensor: Tensor): Pick<Contents, 'texts' | 'elementWidth'> {
  const { dtype } = tensor
  const values: Value[] = flatValues(tensor)
  if (dtype.startsWith('complex')) return complexTexts(values as Complex[])
  const formatter = isFloating(dtype)
    ? floatFormatter(values as number[])
    : exactFormatter(values as (number | bigint | boolean)[])
  return {
    texts: values.map(value => formatter.format(value as number)),
    elementWidth: formatter.width + 2,
  }
}

/** The two ends of every long dimension. */
function ends(tensor: Tensor): Tensor {
  const { edgeItems } = printSettings()
  return tensor.shape.reduce((part, size, dim) => {
    if (size <= 2 * edgeItems) return part
    const sides = [0, size - edgeItems].map(start => part.narrow(dim, start, edgeItems))
    return operators.cat(sides, { dim })
  }, tensor)
}

function vector(contents: Contents, offset: number, indent: number): string {
  const { shape, shown, texts, elementWidth } = contents
  const count = shown.at(-1)!
  const items = texts.slice(offset, offset + count)
  if (count < shape.at(-1)!) items.splice(count / 2, 0, ' ...')
  const perLine = Math.max(1, Math.floor((printSettings().lineWidth - indent) / elementWidth))
  const lines: string[] = []
  for (let i = 0; i < items.length; i += perLine) lines.push(items.slice(i, i + perLine).join(', '))
  return `[${lines.join(`,\n${' '.repeat(indent + 1)}`)}]`
}

function block(contents: Contents, depth: number, offset: number, indent: number): string {
  const { shape, shown, texts } = contents
  if (shape.length === 0) return texts[0]!
  if (depth === shape.length - 1) return vector(contents, offset, indent)
  const step = elementCount(shown.slice(depth + 1))
  const parts = Array.from({ length: shown[depth]! }, (_, i) =>
    block(contents, depth + 1, offset + i * step, indent + 1),
  )
  if (shown[depth]! < shape[depth]!) parts.splice(parts.length / 2, 0, '...')
  const newlines = '\n'.repeat(shape.length - depth - 1)
  return `[${parts.join(`,${newlines}${' '.repeat(indent + 1)}`)}]`
}

/** The values of a dense tensor as PyTorch prints them after `indent` characters. */
export function contentsOf(tensor: Tensor, indent: number): string {
  const { shape } = tensor
  const count = elementCount(shape)
  if (count === 0) return '[]'
  const { threshold, edgeItems } = printSettings()
  const summarised = count > threshold && shape.length > 0
  if (summarised && edgeItems === 0) return '[...]'
  const shown = summarised ? ends(tensor) : tensor
  return block({ shape, shown: shown.shape, ...textsOf(shown) }, 0, 0, indent)
}
