/** Different transforms for different images of one batch. */
import { TorchError } from '../../base/errors'
import { fromTypedArray, operators, type Tensor } from '../../tensor'

/**
 * The images after `apply(images, choice, positions)` for each choice that occurs: image i has
 * `choices[i]`, and stays as it is where that is null. `positions` are those of the images given.
 */
export function applyByChoice<T>(
  what: string,
  images: Tensor,
  choices: readonly (T | null)[],
  apply: (images: Tensor, choice: T, positions: readonly number[]) => Tensor,
): Tensor {
  const groups = positionsByChoice(choices)
  if (groups.size === 1 && choices[0] !== null)
    return apply(
      images,
      choices[0] as T,
      choices.map((_, i) => i),
    )
  let result = images
  for (const [choice, positions] of groups) {
    if (choice === null) continue
    const index = fromTypedArray(BigInt64Array.from(positions, BigInt)).to(images.device)
    const changed = apply(operators.indexSelect(images, 0, index), choice, positions)
    checkSameKind(what, images, changed)
    result = operators.indexCopy(result, 0, index, changed)
  }
  return result
}

function positionsByChoice<T>(choices: readonly (T | null)[]): Map<T | null, number[]> {
  const groups = new Map<T | null, number[]>()
  choices.forEach((choice, position) => {
    const positions = groups.get(choice)
    if (positions) positions.push(position)
    else groups.set(choice, [position])
  })
  return groups
}

function checkSameKind(what: string, images: Tensor, changed: Tensor): void {
  const same = [1, 2, 3].every(dim => images.size(dim) === changed.size(dim))
  if (same && images.dtype === changed.dtype) return
  throw new TorchError(
    'VALUE',
    `${what}: expected transforms that keep shape and dtype of images, as only some images of a ` +
      `batch get each, found [${images.shape.join(', ')}] of ${images.dtype} become ` +
      `[${changed.shape.join(', ')}] of ${changed.dtype}`,
  )
}
