/** The settings of a training run: checked once, here. */
import { z } from 'zod'
import { resolveDevice } from '../runtime/device'
import { OptionError } from '../base/errors'
import { plain, recommendedFor } from './recommended'

const settingsSchema = z.strictObject({
  arch: z.string().default('n0'),
  data: z
    .literal('mnist', { error: ({ input }) => `expected mnist, found '${String(input)}'` })
    .default('mnist'),
  dataDir: z.string().optional(),
  loss: z.string().default('isbe:softmax'),
  epochs: z.int().positive().default(2),
  seed: z.int().nonnegative().default(1),
  batchSize: z.int().positive().default(128),
  lr: z.number().positive().default(1e-3),
  /** The learning rate's factor from one epoch to the next. */
  decay: z.number().positive().default(0.9),
  /** The recommended precision and memory format for the network, where they are not given. */
  fast: z.boolean().default(false),
  /** Of the operators that gain from 16 bits; 'float32' is no autocast. */
  precision: z.enum(['float32', 'bfloat16', 'float16']).optional(),
  memoryFormat: z.enum(['contiguous_format', 'channels_last']).optional(),
  device: z.string().default('auto'),
  /** Replay a CUDA graph of the step. */
  cudaGraph: z.boolean().default(false),
  threads: z.int().positive().optional(),
  /** Train on the first images only. */
  limit: z.int().positive().optional(),
  runs: z.string().default('runs'),
  /** Profile some steps and leave the table and the trace in the run folder. */
  profile: z.boolean().default(false),
})

type Parsed = z.infer<typeof settingsSchema>
export type Settings = Parsed & Required<Pick<Parsed, 'precision' | 'memoryFormat'>>
export type SettingsInput = z.input<typeof settingsSchema>

function complete(parsed: Parsed): Settings {
  const { precision, memoryFormat } = parsed.fast
    ? recommendedFor(parsed.arch, resolveDevice(parsed.device))
    : plain
  return {
    ...parsed,
    precision: parsed.precision ?? precision,
    memoryFormat: parsed.memoryFormat ?? memoryFormat,
  }
}

export const defaultSettings: Settings = complete(settingsSchema.parse({}))

/** Fills in defaults. Throws OptionError that names the setting. */
export function parseSettings(input: Record<string, unknown>): Settings {
  const result = settingsSchema.safeParse(input)
  if (result.success) return complete(result.data)
  const issue = result.error.issues[0]!
  const name = issue.path.join('.') || ('keys' in issue ? String(issue.keys) : 'settings')
  throw new OptionError(`${name}: ${issue.message} (found ${JSON.stringify(input[name])})`)
}
