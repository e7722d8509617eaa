import { describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'

/** The last dimensions, which one integer or a list tells. */
export function shapeOf(name: string, shape: unknown): readonly number[] {
  const sizes: unknown[] = Array.isArray(shape) ? shape : [shape]
  const areSizes = sizes.every(size => Number.isSafeInteger(size) && Number(size) >= 0)
  if (areSizes && sizes.length > 0) return sizes as number[]
  throw new OptionError(
    `${name}: normalizedShape: expected an integer of at least 0, or a list of them, found ` +
      (Array.isArray(shape) ? `[${shape.map(describeValue).join(', ')}]` : describeValue(shape)),
  )
}
