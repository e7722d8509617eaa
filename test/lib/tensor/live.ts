import torch from '../../../lib/index'

export function live(): number {
  return torch.memory().tensors
}

/** Live tensors that `run` leaves behind. */
export function leftBy(run: () => unknown): number {
  const before = live()
  run()
  return live() - before
}
