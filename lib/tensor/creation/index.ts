/** Tensors out of JavaScript values, and back. */
export { fromBuffer, fromTypedArray, type BytesOptions } from './buffer'
export type { NestedArray, NestedValues, Value } from './nested'
export { asarray, asTensor, tensor, type ArrayOptions, type CreateOptions } from './tensor'
export { flatValues, nestedArrayOf, typedArrayOf } from './values'
