/** What tables and figures are made of: the finished runs and measurements of a plan. */
import { OptionError } from '../base/errors'
import { lossesOf, type PlannedRun, type Scope, type Study } from './plan'
import { paperNets, type PaperNet } from './preset'
import type { RunConfig } from './run/config'
import type { RunResult } from './run/result'
import type { TestSets } from './run/testSets'
import type { TimesConfig, TimesResult } from './measure/times'

export interface FinishedRun {
  study: Study
  config: RunConfig
  result: RunResult
}

export interface Measurement {
  config: TimesConfig
  result: TimesResult
}

export class Results {
  constructor(
    readonly scope: Scope,
    readonly finished: readonly FinishedRun[],
    /** Planned and not there. */
    readonly missing: readonly PlannedRun[],
    readonly times: ReadonlyMap<PaperNet, Measurement>,
    readonly sets: TestSets,
  ) {}

  /** The runs of a study of a network, by their seeds. */
  runs(study: Study, net: PaperNet, loss?: string): FinishedRun[] {
    return this.finished.filter(
      run =>
        run.study === study &&
        run.config.net === net &&
        (loss === undefined || run.config.loss === loss),
    )
  }

  /** The networks with a finished run of the paper's comparison. */
  get nets(): PaperNet[] {
    return paperNets.filter(net => this.runs('paper', net).length > 0)
  }

  /** What results of a run are labelled as. */
  titleOf({ data }: Pick<RunConfig, 'data'>): string {
    return this.sets.source(data).title
  }

  /** Whether every loss of the network has a run. */
  isComplete(net: PaperNet): boolean {
    return lossesOf(net).every(({ name }) => this.runs('paper', net, name).length > 0)
  }

  /** The first run of a network and loss. @throws OptionError where there is none. */
  first(net: PaperNet, loss: string): FinishedRun {
    const [run] = this.runs('paper', net, loss)
    if (run) return run
    throw new OptionError(`results: expected a run of ${net} with ${loss}, found none`)
  }
}
