/** Printing: what `String(x)`, template strings and `console.log(x)` show. */
import { TorchError } from '../../base/errors'
import { Tensor } from '../tensor'
import { tensorText } from './repr'

export { getPrintOptions, printOptions, setPrintOptions, type PrintOptions } from './options'
export { tensorText } from './repr'

export interface Printable {
  /** The values as PyTorch prints them: `tensor([1., 2.], grad_fn=<MulBackward0>)`. */
  toString(): string
  /** Text for template strings; throws for operators, which would silently give text. */
  [Symbol.toPrimitive](hint: string): string
}

function asPrimitive(tensor: Tensor, hint: string): string {
  if (hint === 'string') return tensor.toString()
  throw new TorchError(
    'TYPE',
    'JavaScript has no operators on tensors: write x.add(1) for x + 1, x.lt(y) for x < y, and ' +
      'x.item() for the number in a tensor of one element',
  )
}

const members = {
  toString(this: Tensor): string {
    return tensorText(this)
  },
  [Symbol.toPrimitive](this: Tensor, hint: string): string {
    return asPrimitive(this, hint)
  },
  [Symbol.for('nodejs.util.inspect.custom')](this: Tensor): string {
    return this.toString()
  },
}

for (const name of Reflect.ownKeys(members)) {
  const value: unknown = Reflect.get(members, name)
  Object.defineProperty(Tensor.prototype, name, { value, writable: true, configurable: true })
}
