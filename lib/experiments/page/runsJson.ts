/** The runs that a report is made of, without what is large: values batch by batch, each image's class. */
import type { StepTimes } from '../measure/times'
import type { FinishedRun, Measurement, Results } from '../results'
import { median } from '../statistics/bootstrap'

function runOf({ study, config, result }: FinishedRun): object {
  const { epochs, measured, seconds, finished } = result
  const curves = epochs.map(({ progressive: _, ...row }) => row)
  return { study, config, measured, seconds, finished, epochs: curves }
}

/** Microseconds, the median of each stage. */
function timesOf({ config, result }: Measurement): object {
  const medians = (steps: readonly StepTimes[]): number[] =>
    [0, 1, 2, 3].map(stage => median(steps.map(times => times[stage]!)))
  const stages = Object.entries(result.steps).map(([name, steps]) => [name, medians(steps)])
  const { threads, finished } = result
  return {
    config,
    threads,
    finished,
    stages: ['forward', 'loss', 'backward', 'update'],
    medians: Object.fromEntries(stages) as object,
  }
}

/** A run a line, as JSON. */
export function runsJson({ scope, finished, times }: Results): string {
  const lines = (items: readonly object[]): string =>
    items.map(item => JSON.stringify(item)).join(',\n')
  return (
    `{"preset":${JSON.stringify(scope.preset.name)},"runs":[\n${lines(finished.map(runOf))}\n],` +
    `"times":[\n${lines([...times.values()].map(timesOf))}\n]}\n`
  )
}
