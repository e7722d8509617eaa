/** The settings of a training run: checked once, here. */
import { z } from 'zod'
import { OptionError } from '../errors'

const settingsSchema = z.strictObject({
  arch: z.string().default('n0'),
  data: z.literal('mnist', { error: ({ input }) => `expected mnist, found '${String(input)}'` })
    .default('mnist'),
  dataDir: z.string().optional(),
  loss: z.string().default('isbe:softmax'),
  epochs: z.int().positive().default(2),
  seed: z.int().nonnegative().default(1),
  batchSize: z.int().positive().default(128),
  lr: z.number().positive().default(1e-3),
  /** The learning rate's factor from one epoch to the next. */
  decay: z.number().positive().default(0.9),
  device: z.string().default('auto'),
  /** Replay a CUDA graph of the step. */
  cudaGraph: z.boolean().default(false),
  threads: z.int().positive().optional(),
  /** Train on the first images only. */
  limit: z.int().positive().optional(),
  runs: z.string().default('runs'),
})

export type Settings = z.infer<typeof settingsSchema>
export type SettingsInput = z.input<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})

/** Fills in defaults. Throws OptionError that names the setting. */
export function parseSettings(input: Record<string, unknown>): Settings {
  const result = settingsSchema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  const name = issue.path.join('.') || ('keys' in issue ? String(issue.keys) : 'settings')
  throw new OptionError(`${name}: ${issue.message} (found ${JSON.stringify(input[name])})`)
}
