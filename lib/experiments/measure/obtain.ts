/** The times of a network: measured, or taken from the results. */
import { getNumThreads } from '../../runtime/threads'
import type { Abortable } from '../../base/abort'
import type { PaperNet } from '../preset'
import type { Scope } from '../plan'
import type { Kept, ResultStore } from '../run/store'
import { measureTimes, type TimesConfig, type TimesResult } from './times'

const warmUp = 5

/** null for a network that the preset does not have. */
export function timesConfig(net: PaperNet, { preset, device }: Scope): TimesConfig | null {
  const plan = preset.nets[net]
  if (!plan) return null
  const { batchSize, timedSteps: steps } = plan
  const shared = { precision: 'float32', memoryFormat: 'contiguous_format' } as const
  return { net, batchSize, steps, warmUp: Math.min(warmUp, steps), device, ...shared }
}

export async function obtainTimes(
  config: TimesConfig,
  store: ResultStore,
  watcher: { onStep?: (step: number) => void; signal?: Abortable },
): Promise<Kept<TimesResult> | null> {
  return store.obtain<TimesResult>('times', config.net, config, async () => {
    const steps = await measureTimes(config, watcher)
    if (steps === null) return null
    return { steps, threads: getNumThreads(), finished: new Date().toISOString() }
  })
}
