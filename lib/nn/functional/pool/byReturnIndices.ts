import type { Tensor } from '../../../tensor'
import { define, type ByFlag, type Results } from '../define'

/** Maxima, or maxima and where they are. */
export type Pooled = Tensor | [output: Tensor, indices: Tensor]

/** A pooling whose result follows `returnIndices`. */
export type MaxPooling<
  Args extends { returnIndices?: boolean },
  Names extends readonly string[],
> = ByFlag<
  Args,
  readonly ['input!', ...Names],
  'returnIndices',
  Results<true, [output: Tensor, indices: Tensor], Tensor>
>

/** The same function, with types that tell its results apart. */
export function byReturnIndices<
  Args extends { returnIndices?: boolean },
  const Names extends readonly string[],
>(name: string, names: Names, pool: (args: Args) => Pooled): MaxPooling<Args, Names> {
  return define(name, ['input'], names, pool) as never
}
