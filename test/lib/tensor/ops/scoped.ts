import torch, { Tensor } from '../../../../lib/index'

const { tidy, tensor } = torch

/** A test in a scope: nothing is left for the collector. */
export function test(name: string, run: () => void): void {
  it(name, () => {
    tidy(run)
  })
}

export const x = tensor([
  [1, 5, 3],
  [4, 2, 6],
])
export const y = tensor([
  [2, 2, 2],
  [5, 5, 5],
])

/** One tensor as nested arrays, several as a list of them. */
export function values(result: Tensor | readonly Tensor[]): unknown {
  return result instanceof Tensor ? result.toArray() : result.map(one => one.toArray())
}
