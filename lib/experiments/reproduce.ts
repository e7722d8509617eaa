/** Trains and measures what the wanted tables and figures need, then makes them. */
import type { Abortable } from '../base/abort'
import { DataError } from '../base/errors'
import type { Exhibit } from './exhibit'
import type { Item } from './items'
import { obtainTimes, timesConfig } from './measure/obtain'
import type { TimesConfig, TimesResult } from './measure/times'
import { planRuns, type PlannedRun, type Scope } from './plan'
import { dataOf, type PaperNet, type Preset } from './preset'
import { Results, type FinishedRun, type Measurement } from './results'
import { runName } from './run/config'
import type { DataFolders } from './run/data'
import { runMatrix, type MatrixWatcher } from './run/matrix'
import type { RunResult } from './run/result'
import { ResultStore } from './run/store'
import { TestSets } from './run/testSets'

export interface ReproduceOptions {
  items: readonly Item[]
  preset: Preset
  /** Those of the preset that are wanted. */
  nets: readonly PaperNet[]
  /** Whether they were named: then a dataset that is missing is an error. */
  netsAreNamed: boolean
  device: string
  /** The folder of the results. */
  root: string
  folders: DataFolders
  /** Train and measure nothing: show what is finished. */
  finishedOnly: boolean
}

export interface ReproduceWatcher extends Omit<MatrixWatcher, 'signal'> {
  onTimes?: (config: TimesConfig) => void
  onTimesReused?: (config: TimesConfig, folder: string) => void
  onLeftOut?: (net: PaperNet, reason: string) => void
  signal?: Abortable
}

export interface Reproduction {
  exhibits: { item: Item; exhibit: Exhibit }[]
  results: Results
  /** Networks that were left out, and why. */
  leftOut: { net: PaperNet; reason: string }[]
  [Symbol.dispose](): void
}

export async function reproduce(
  options: ReproduceOptions,
  watcher: ReproduceWatcher = {},
): Promise<Reproduction> {
  const { items, preset, device } = options
  const store = new ResultStore(options.root)
  const sets = new TestSets(options.folders)
  const leftOut = findLeftOut(options, sets, watcher)
  const nets = options.nets.filter(net => !leftOut.some(each => each.net === net))
  const scope: Scope = { preset, nets, device }
  const runs = planRuns(scope).filter(run => isWanted(run, items))
  if (!options.finishedOnly) await runMatrix(runs, store, options.folders, watcher)
  const times = items.some(item => item.times)
    ? await collectTimes({ ...scope, nets: options.nets }, store, options.finishedOnly, watcher)
    : new Map<PaperNet, Measurement>()
  const results = collect(scope, runs, store, times, sets)
  const exhibits: Reproduction['exhibits'] = []
  for (const item of items) exhibits.push({ item, exhibit: await item.make(results) })
  return { exhibits, results, leftOut, [Symbol.dispose]: () => sets.dispose() }
}

function isWanted({ study, config }: PlannedRun, items: readonly Item[]): boolean {
  return items.some(
    item => item.studies.includes(study) && (item.nets?.includes(config.net as PaperNet) ?? true),
  )
}

/** Networks whose dataset is not there. @throws DataError where they were asked for by name. */
function findLeftOut(
  { items, nets, netsAreNamed, finishedOnly }: ReproduceOptions,
  sets: TestSets,
  watcher: ReproduceWatcher,
): Reproduction['leftOut'] {
  const needed = nets.filter(net =>
    items.some(item => item.studies.length > 0 && (item.nets?.includes(net) ?? true)),
  )
  return needed.flatMap(net => {
    const reason = sets.whyMissing(dataOf[net])
    if (reason === null) return []
    const mayBeLeftOut = dataOf[net] !== 'mnist' && (!netsAreNamed || finishedOnly)
    if (!mayBeLeftOut || items.length === 1) throw new DataError(reason)
    watcher.onLeftOut?.(net, reason)
    return [{ net, reason }]
  })
}

async function collectTimes(
  scope: Scope,
  store: ResultStore,
  finishedOnly: boolean,
  watcher: ReproduceWatcher,
): Promise<Map<PaperNet, Measurement>> {
  const found = new Map<PaperNet, Measurement>()
  for (const net of scope.nets) {
    const config = timesConfig(net, scope)
    if (config === null || watcher.signal?.aborted) continue
    const stored = store.read<TimesResult>('times', net, config)
    if (stored !== null) {
      watcher.onTimesReused?.(config, store.folderOf('times', net, config))
      found.set(net, { config, result: stored })
    } else if (!finishedOnly) {
      watcher.onTimes?.(config)
      const { signal } = watcher
      const kept = await obtainTimes(config, store, { signal })
      if (kept) found.set(net, { config, result: kept.value })
    }
  }
  return found
}

function collect(
  scope: Scope,
  runs: readonly PlannedRun[],
  store: ResultStore,
  times: ReadonlyMap<PaperNet, Measurement>,
  sets: TestSets,
): Results {
  const finished: FinishedRun[] = []
  const missing: PlannedRun[] = []
  for (const run of runs) {
    const result = store.read<RunResult>('runs', runName(run.config), run.config)
    if (result) finished.push({ ...run, result })
    else missing.push(run)
  }
  return new Results(scope, finished, missing, times, sets)
}
