/** The views that PyTorch gives as properties. */
import { operator } from './ops/operator'
import { Tensor } from './tensor'

export interface TensorViews {
  /** The dimensions in reverse order. */
  readonly T: Tensor
  /** The last two dimensions swapped. */
  readonly mT: Tensor
  /** The conjugate transpose of a matrix. */
  readonly H: Tensor
  /** The conjugate of the last two dimensions swapped. */
  readonly mH: Tensor
  /** The real part; itself unless complex. Assigning writes into it. */
  real: Tensor
  /** The imaginary part of a complex tensor. Assigning writes into it. */
  imag: Tensor
}

function defineView(name: keyof TensorViews, operatorName: string, isWritable = false): void {
  const view = operator(operatorName) as (tensor: Tensor) => Tensor
  Object.defineProperty(Tensor.prototype, name, {
    configurable: true,
    get(this: Tensor) {
      return view(this)
    },
    set: isWritable
      ? function (this: Tensor, value: Tensor): void {
          view(this).copy_(value)
        }
      : undefined,
  })
}

defineView('T', 'aten::numpy_T')
defineView('mT', 'aten::mT')
defineView('H', 'aten::matrix_H')
defineView('mH', 'aten::mH')
defineView('real', 'aten::real', true)
defineView('imag', 'aten::imag', true)
