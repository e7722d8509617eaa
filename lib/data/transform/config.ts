/** Transforms out of configuration files: lists of names and options. */
import { checkChoice, checkOptionNames, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import { RandAugment, TrivialAugmentWide } from './auto'
import { ColorJitter, Grayscale, RandomGrayscale } from './colorJitter'
import { Compose, RandomApply, RandomChoice } from './compose'
import { CenterCrop, RandomCrop } from './crop'
import { Cutout, RandomErasing } from './erase'
import { RandomHorizontalFlip, RandomVerticalFlip } from './flip'
import { CutMix, MixUp } from './mix'
import { Normalize, ToFloat } from './normalize'
import { Pad } from './pad'
import { RandomAffine } from './randomAffine'
import { Resize } from './resize'
import { RandomResizedCrop } from './resizedCrop'
import type { Transform } from './transform'

/** `{ name: 'randomAffine', degrees: 10 }`: the arguments of the class of that name, all by name. */
export interface TransformConfig {
  readonly name: string
  readonly [option: string]: unknown
}

interface Entry {
  /** The arguments by position; what else is given becomes the object of options at the end. */
  positional: readonly string[]
  /** Whether there is such an object. */
  hasOptions: boolean
  Class: new (...args: never[]) => Transform
}

function entry(Class: Entry['Class'], positional: string[] = [], hasOptions = false): Entry {
  return { Class, positional, hasOptions }
}

const entries: Readonly<Record<string, Entry>> = {
  centerCrop: entry(CenterCrop, ['size']),
  colorJitter: entry(ColorJitter, [], true),
  compose: entry(Compose, ['transforms']),
  cutMix: entry(CutMix, [], true),
  cutout: entry(Cutout, ['size']),
  grayscale: entry(Grayscale, ['channels']),
  mixUp: entry(MixUp, [], true),
  normalize: entry(Normalize, ['mean', 'std']),
  pad: entry(Pad, ['padding'], true),
  randAugment: entry(RandAugment, [], true),
  randomAffine: entry(RandomAffine, ['degrees'], true),
  randomApply: entry(RandomApply, ['transforms', 'p']),
  randomChoice: entry(RandomChoice, ['transforms', 'p']),
  randomCrop: entry(RandomCrop, ['size'], true),
  randomErasing: entry(RandomErasing, [], true),
  randomGrayscale: entry(RandomGrayscale, ['p']),
  randomHorizontalFlip: entry(RandomHorizontalFlip, ['p']),
  randomResizedCrop: entry(RandomResizedCrop, ['size'], true),
  randomVerticalFlip: entry(RandomVerticalFlip, ['p']),
  resize: entry(Resize, ['size'], true),
  toFloat: entry(ToFloat),
  trivialAugmentWide: entry(TrivialAugmentWide, [], true),
}

/** The names that a configuration may have. */
export const transformNames: readonly string[] = Object.keys(entries)

/**
 * The transform that a list describes, as a configuration file has it:
 * `[{ name: 'randomCrop', size: 32, padding: 4 }, { name: 'randomHorizontalFlip' }]`.
 * @throws OptionError that names what is not known or not allowed
 */
export function fromConfig(list: readonly TransformConfig[]): Compose {
  if (!Array.isArray(list))
    throw new OptionError(
      `transforms: expected a list such as [{ name: 'randomAffine', degrees: 10 }], found ` +
        describeValue(list),
    )
  return new Compose(list.map(make))
}

function make(config: unknown): Transform {
  const { name, ...given } = (config ?? {}) as TransformConfig
  checkChoice('transforms: name', name, transformNames)
  const { Class, positional, hasOptions } = entries[name]!
  if (!hasOptions) checkOptionNames(`transforms: ${name}`, given, positional)
  const args = positional.map(argument =>
    argument === 'transforms' && Array.isArray(given[argument])
      ? (given[argument] as unknown[]).map(make)
      : given[argument],
  )
  const options = Object.entries(given).filter(([option]) => !positional.includes(option))
  if (hasOptions) args.push(Object.fromEntries(options))
  return new Class(...(args as never[]))
}
