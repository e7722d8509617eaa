/** Jacobians as numbers, for `gradcheck`: by differences, and by backward. */
import { tensorList, type TensorOrTensors } from '../check'
import { fromTypedArray } from '../creation'
import { operator } from '../ops/operator'
import { tidy } from '../scope'
import type { Tensor } from '../tensor'
import { grad } from './backward'
import { enableGrad } from './modes'

/** [output][input]: the derivatives, a row an element of the output. */
export type Jacobians = Float64Array[][]

const zerosLike = operator('aten::zeros_like')
const reshape = operator('aten::reshape')
const to = operator('aten::to', 'dtype')
const float64 = 'float64'

function valuesOf(tensor: Tensor): Float64Array {
  const flat = reshape(to(tensor.detach(), { dtype: float64 }), [-1]) as Tensor
  return new Float64Array(flat.toTypedArray() as Float64Array)
}

/** The same tensor with other values, a leaf that requires a gradient. */
function withValues(tensor: Tensor, values: Float64Array): Tensor {
  const copy = reshape(fromTypedArray(values, { shape: [values.length] }), tensor.shape) as Tensor
  const leaf = (to(copy, { dtype: tensor.dtype }) as Tensor).detach()
  leaf.requiresGrad = true
  return leaf
}

/** By central differences, in those of the inputs that `isChecked`. */
export function numericalJacobians(
  fn: (...inputs: unknown[]) => TensorOrTensors,
  inputs: readonly unknown[],
  isChecked: (input: unknown) => input is Tensor,
  eps: number,
): Jacobians {
  const evaluate = (place: number, input: Tensor, values: Float64Array): Float64Array[] =>
    tidy(() => {
      const moved = inputs.map((other, i) => (i === place ? withValues(input, values) : other))
      const outputs = enableGrad(() => tensorList('gradcheck: outputs', fn(...moved)))
      const differentiable = outputs.filter(output => output.requiresGrad)
      return (differentiable.length > 0 ? differentiable : outputs).map(valuesOf)
    })
  const columns = inputs.flatMap((input, place) => {
    if (!isChecked(input)) return []
    const values = valuesOf(input)
    return [
      Array.from(values, (value, j) => {
        const at = (x: number): Float64Array[] => evaluate(place, input, values.with(j, x))
        const [above, below] = [at(value + eps), at(value - eps)]
        return above.map((up, k) => up.map((y, i) => (y - below[k]![i]!) / (2 * eps)))
      }),
    ]
  })
  return fromColumns(columns)
}

/** [input][element of it][output] -> [output][input]. */
function fromColumns(columns: Float64Array[][][]): Jacobians {
  const outputs = columns.flat()[0]?.length ?? 0
  return Array.from({ length: outputs }, (_, k) =>
    columns.map(ofInput => {
      const rows = ofInput[0]?.[k]!.length ?? 0
      const jacobian = new Float64Array(rows * ofInput.length)
      ofInput.forEach((column, j) => {
        column[k]!.forEach((value, i) => (jacobian[i * ofInput.length + j] = value))
      })
      return jacobian
    }),
  )
}

/** A backward for each element of each output. */
export function analyticalJacobians(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
): Jacobians {
  return outputs.map(output => {
    const jacobians = inputs.map(input => new Float64Array(output.nelement() * input.nelement()))
    for (let i = 0; i < output.nelement(); ++i) {
      tidy(() => {
        rowOf(output, i, inputs).forEach((row, k) => jacobians[k]!.set(row, i * row.length))
      })
    }
    return jacobians
  })
}

function rowOf(output: Tensor, index: number, inputs: readonly Tensor[]): Float64Array[] {
  const direction = zerosLike(output, { memoryFormat: 'contiguous_format' }) as Tensor
  ;(reshape(direction, [-1]) as Tensor).select(0, index).fill_(1)
  const gradients = grad([output], inputs, {
    gradOutputs: [direction],
    retainGraph: true,
    allowUnused: true,
  })
  return gradients.map((gradient, k) =>
    gradient ? valuesOf(gradient) : new Float64Array(inputs[k]!.nelement()),
  )
}
