import { netLabels } from '../preset'
import type { Results } from '../results'

/** How the times of Tables 1 and 2 were taken. */
export function timesNotes({ times }: Results): string[] {
  const how = [...times].map(([net, { config, result }]) => {
    const { steps, batchSize, device, precision } = config
    return (
      `${netLabels[net]}: ${steps} steps of each loss after ${config.warmUp} of warm-up, batch ` +
      `${batchSize}, ${precision} on ${device}, ${result.threads} threads`
    )
  })
  return [
    `${how.join('; ')}.`,
    'All losses take turns on the same batch, in an order that rotates from step to step. Medians; ' +
      'from … to is the 95 % bootstrap interval.',
    'other reading: the loss counted as inference, so that backward alone is in the numerator. It ' +
      'turns the sign of differences round, since a loss that takes longer then makes τ smaller.',
    "The paper's numbers come from another machine and PyTorch in Python: only signs and order of " +
      'differences compare.',
  ]
}
