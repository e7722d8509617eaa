/** Values of machines whose numbers begin with their largest byte. */
import { typedArrayLayout, type DType } from '../base/dtype'

/** Turns the bytes of every number round, in place. */
export function swapBytes(bytes: Buffer, dtype: DType): void {
  const size = typedArrayLayout(dtype).array.BYTES_PER_ELEMENT
  if (size === 2) bytes.swap16()
  else if (size === 4) bytes.swap32()
  else if (size === 8) bytes.swap64()
}
