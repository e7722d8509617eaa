/** The settings of a training run: checked once, here. */
import { checkOptionNames, describeValue, didYouMean } from '../base/check'
import { OptionError } from '../base/errors'
import { datasetNames } from '../data'
import { architectureNames, isTextName, textNames } from '../models'
import { chooseDevice, resolveDevice } from '../runtime/device'
import { mostThreads } from '../runtime/threads'
import { objectiveNames } from '../train'
import { isOwn, ownDataNames } from './data/own'
import { plain, recommendedFor } from './recommended'
import { z } from './zod'

function choice<T extends string>(...names: readonly T[]) {
  return z.enum(names).describe(names.join(', '))
}

const positiveInteger = z.int().positive().describe('a positive integer')
const positiveNumber = z.number().positive().describe('a positive number')
const folder = z.string().min(1).describe('the path of a folder')
const file = z.string().min(1).describe('the path of a file')
const column = z.string().min(1).describe('the name of a column')
const yesOrNo = z.boolean().describe('true or false')
const threads = z.int().positive().max(mostThreads).describe(`an integer from 1 to ${mostThreads}`)
const seed = z.int().nonnegative().describe('an integer of at least 0')

/** What each setting is, in the words of its messages, and what it may be. */
const fields = {
  arch: choice(...architectureNames, ...textNames),
  /** A dataset that has a name, or the format of files of one's own. */
  data: choice(...datasetNames, ...ownDataNames),
  dataDir: folder,
  labelColumn: column,
  imageColumn: column,
  /** What a tokenizer saved. */
  vocabulary: file,
  loss: choice(...objectiveNames),
  epochs: positiveInteger,
  seed,
  batchSize: positiveInteger,
  lr: positiveNumber,
  /** The learning rate's factor from one epoch to the next. */
  decay: positiveNumber,
  /** The recommended precision and memory format for the network, where they are not given. */
  fast: yesOrNo,
  /** Of the operators that gain from 16 bits; 'float32' is no autocast. */
  precision: choice('float32', 'bfloat16', 'float16'),
  memoryFormat: choice('contiguous_format', 'channels_last'),
  device: z.string().describe('auto, cpu, cuda or cuda:<index>'),
  /** Replay a CUDA graph of the step. */
  cudaGraph: yesOrNo,
  threads,
  /** Train on the first images only. */
  limit: positiveInteger,
  runs: folder,
  /** Profile some steps and leave the table and the trace in the run folder. */
  profile: yesOrNo,
}

const settingsSchema = z.object({
  arch: fields.arch.default('n0'),
  data: fields.data.default('mnist'),
  dataDir: fields.dataDir.optional(),
  labelColumn: fields.labelColumn.optional(),
  imageColumn: fields.imageColumn.optional(),
  vocabulary: fields.vocabulary.optional(),
  loss: fields.loss.default('isbe:softmax'),
  epochs: fields.epochs.default(2),
  seed: fields.seed.default(1),
  batchSize: fields.batchSize.default(128),
  lr: fields.lr.default(1e-3),
  decay: fields.decay.default(0.9),
  fast: fields.fast.default(false),
  precision: fields.precision.optional(),
  memoryFormat: fields.memoryFormat.optional(),
  device: fields.device.default('auto'),
  cudaGraph: fields.cudaGraph.default(false),
  threads: fields.threads.optional(),
  limit: fields.limit.optional(),
  runs: fields.runs.default('runs'),
  profile: fields.profile.default(false),
})

type Parsed = z.infer<typeof settingsSchema>
export type Settings = Parsed & Required<Pick<Parsed, 'precision' | 'memoryFormat'>>
export type SettingsInput = z.input<typeof settingsSchema>

/** How messages name a setting: as it was given. */
export type NameOf = (setting: string) => string

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

/** Whatever is wrong with a setting, its message says what it is. */
function refuse(setting: keyof typeof fields, value: unknown, nameOf: NameOf): never {
  const field = fields[setting]
  const choices = field instanceof z.ZodEnum ? field.options : []
  throw new OptionError(
    `${nameOf(setting)}: expected ${field.description}, found ${describeValue(value)}` +
      (typeof value === 'string' ? didYouMean(value, choices) : ''),
  )
}

function checkDevice({ device: name, cudaGraph }: Parsed, nameOf: NameOf): void {
  const { device, reason } = chooseDevice(name, nameOf('device'))
  if (!cudaGraph || device.startsWith('cuda')) return
  throw new OptionError(
    `${nameOf('cudaGraph')}: expected a run on CUDA, found one on ${device} (${reason}); leave ` +
      `${nameOf('cudaGraph')} out, or set ${nameOf('device')} to cuda`,
  )
}

/** Settings that only some formats have. */
const ofFormats = {
  labelColumn: ['csv', 'parquet'],
  imageColumn: ['parquet'],
  vocabulary: ['text'],
} as const

function checkFits({ arch, data }: Parsed, nameOf: NameOf): void {
  if (isTextName(arch) === (data === 'text')) return
  const [wanted, found] = isTextName(arch)
    ? [`${nameOf('data')}: expected text, as ${nameOf('arch')} is ${arch}`, data]
    : [`${nameOf('arch')}: expected ${textNames.join(', ')}, as ${nameOf('data')} is text`, arch]
  throw new OptionError(`${wanted}, found ${found}`)
}

function checkData(parsed: Parsed, nameOf: NameOf): void {
  const { data, dataDir } = parsed
  checkFits(parsed, nameOf)
  if (isOwn(data) && dataDir === undefined)
    throw new OptionError(
      `${nameOf('dataDir')}: expected the folder of the files, as ${nameOf('data')} is ${data}, found none`,
    )
  for (const [setting, formats] of Object.entries(ofFormats)) {
    const isRight = parsed[setting as keyof typeof ofFormats] === undefined
    if (isRight || formats.some(format => format === data)) continue
    throw new OptionError(
      `${nameOf(setting)}: expected ${nameOf('data')} to be ${formats.join(' or ')}, found ${data}`,
    )
  }
}

/** Fills in defaults. Throws OptionError that names the setting. */
export function parseSettings(
  input: Record<string, unknown>,
  nameOf: NameOf = setting => setting,
): Settings {
  checkOptionNames('settings', input, Object.keys(fields))
  const result = settingsSchema.safeParse(input)
  if (!result.success) {
    const setting = result.error.issues[0]!.path[0] as keyof typeof fields
    refuse(setting, input[setting], nameOf)
  }
  checkData(result.data, nameOf)
  checkDevice(result.data, nameOf)
  return complete(result.data)
}
