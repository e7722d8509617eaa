/** What activations share: an operator, and its twin that writes over the input. */
import { operator, type Tensor } from '../../tensor'
import { Module } from '../module'
import { inplaceOf, type InplaceOptions } from '../options'

export type Elementwise = (input: Tensor, inplace: boolean, ...values: unknown[]) => Tensor

export function elementwise(name: string): Elementwise {
  const apply = operator(`aten::${name}`)
  const overwrite = operator(`aten::${name}_`)
  return (input, inplace, ...values) => (inplace ? overwrite : apply)(input, ...values) as Tensor
}

/** An activation whose only option is `inplace`. */
export abstract class InplaceActivation extends Module<[input: Tensor]> {
  readonly inplace: boolean

  constructor(options: InplaceOptions = {}) {
    super()
    this.inplace = inplaceOf(new.target.name, options)
  }

  override extraRepr(): string {
    return this.inplace ? 'inplace=True' : ''
  }
}
