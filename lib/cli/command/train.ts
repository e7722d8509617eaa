/** `isbe train` */
import { parseSettings } from '../../experiments/settings'
import { train } from '../../experiments/train'
import { progress, withInterrupt } from '../progress'

export type TrainingOptions = Record<string, unknown> & { json?: boolean }

export async function trainOne({ json = false, ...options }: TrainingOptions): Promise<void> {
  const settings = parseSettings(options)
  const outcome = await withInterrupt(signal =>
    train(settings, { ...progress(settings.loss), signal }),
  )
  if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`)
  else process.stdout.write(`run recorded in ${outcome.runDir}\n`)
}
