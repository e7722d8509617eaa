/** Transforms out of configuration files: lists of names and options. */
import { checkChoice, checkOptionNames, describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import * as classes from './classes'
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
  centerCrop: entry(classes.CenterCrop, ['size']),
  colorJitter: entry(classes.ColorJitter, [], true),
  compose: entry(classes.Compose, ['transforms']),
  cutMix: entry(classes.CutMix, [], true),
  cutout: entry(classes.Cutout, ['size']),
  grayscale: entry(classes.Grayscale, ['channels']),
  mixUp: entry(classes.MixUp, [], true),
  normalize: entry(classes.Normalize, ['mean', 'std']),
  pad: entry(classes.Pad, ['padding'], true),
  randAugment: entry(classes.RandAugment, [], true),
  randomAffine: entry(classes.RandomAffine, ['degrees'], true),
  randomApply: entry(classes.RandomApply, ['transforms', 'p']),
  randomChoice: entry(classes.RandomChoice, ['transforms', 'p']),
  randomCrop: entry(classes.RandomCrop, ['size'], true),
  randomErasing: entry(classes.RandomErasing, [], true),
  randomGrayscale: entry(classes.RandomGrayscale, ['p']),
  randomHorizontalFlip: entry(classes.RandomHorizontalFlip, ['p']),
  randomResizedCrop: entry(classes.RandomResizedCrop, ['size'], true),
  randomVerticalFlip: entry(classes.RandomVerticalFlip, ['p']),
  resize: entry(classes.Resize, ['size'], true),
  toFloat: entry(classes.ToFloat),
  trivialAugmentWide: entry(classes.TrivialAugmentWide, [], true),
}

/** The names that a configuration may have. */
export const transformNames: readonly string[] = Object.keys(entries)

/**
 * The transform that a list describes, as a configuration file has it:
 * `[{ name: 'randomCrop', size: 32, padding: 4 }, { name: 'randomHorizontalFlip' }]`.
 * @throws OptionError that names what is not known or not allowed
 */
export function fromConfig(list: readonly TransformConfig[]): classes.Compose {
  if (!Array.isArray(list))
    throw new OptionError(
      `transforms: expected a list such as [{ name: 'randomAffine', degrees: 10 }], found ` +
        describeValue(list),
    )
  return new classes.Compose(list.map(make))
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
