/** Integers of schemas that are words in PyTorch's Python. */

const words: Readonly<Record<string, readonly string[]>> = {
  reduction: ['none', 'mean', 'sum'],
  interpolation_mode: ['bilinear', 'nearest', 'bicubic'],
  padding_mode: ['zeros', 'border', 'reflection'],
  // Of embedding_bag.
  mode: ['sum', 'mean', 'max'],
}

/** The words for the integers 0, 1, … of this parameter; undefined where they are just numbers. */
export function wordsFor(parameter: { name: string; type: string }): readonly string[] | undefined {
  return parameter.type === 'int' ? words[parameter.name] : undefined
}
