/** Networks by name: those of the paper, section 4, and others to compare them with. */
import { checkChoice, checkPositiveInteger } from '../base/check'
import { OptionError } from '../base/errors'
import type { Module } from '../nn'
import {
  classes as tenClasses,
  textLayouts,
  type Architecture,
  type InputShape,
  type Layouts,
} from './architecture'
import { charLmDefaults as defaults } from './charLm'
import { lenet } from './lenet'
import { mlp } from './mlp'
import { smallMobilenetV2 } from './mobilenetV2'
import { n0, n0Gap } from './n0'
import { n1, n1r } from './n1'
import { resnet18, resnet34, resnet50, smallResnet } from './resnet'
import { vgg16 } from './vgg16'
import { smallVit } from './vit'

export { charLm } from './charLm'
export type { ImageLayout, InputShape } from './architecture'

const architectures = {
  mlp,
  lenet,
  n0,
  'n0-gap': n0Gap,
  n1,
  n1r,
  vgg16,
  resnet18: smallResnet(resnet18),
  resnet34: smallResnet(resnet34),
  resnet50: smallResnet(resnet50),
  mobilenetV2: smallMobilenetV2,
  vit: smallVit,
} satisfies Record<string, Architecture>

export type ArchitectureName = keyof typeof architectures

export const architectureNames = Object.keys(architectures) as ArchitectureName[]

function describe(name: string): Architecture {
  checkChoice('architecture', name, architectureNames)
  return architectures[name as ArchitectureName]
}

/**
 * A new network, initialised from the default generator; with `features` one for vectors of so many.
 * Throws OptionError for unknown names, and for features where `vectorNames` lacks the name.
 */
export function makeModel(name: string, classes = tenClasses, features?: number): Module {
  checkPositiveInteger('classes', classes)
  const { make, makeForVectors } = describe(name)
  if (features === undefined) return make(classes)
  checkPositiveInteger('features', features)
  if (makeForVectors) return makeForVectors(classes, features)
  throw new OptionError(
    `makeModel: expected a network that takes vectors (${vectorNames.join(', ')}), found '${name}'`,
  )
}

/** Those that take vectors of any number of features, too. */
export const vectorNames: readonly string[] = architectureNames.filter(
  name => 'makeForVectors' in architectures[name],
)

/** Those that take text, of which they tell the next token. */
export const textNames = ['charLm'] as const

/** The tokens that they look back on. */
export const textLength = defaults.context

export function isTextName(name: string): boolean {
  return textNames.some(known => known === name)
}

/** Throws OptionError for unknown names. */
export function layoutsOf(name: string): Layouts {
  if (isTextName(name)) return textLayouts
  return describe(name).layouts
}

/** The shape of a sample that the network takes. Throws OptionError for unknown names. */
export function inputShapeOf(name: string): InputShape {
  return describe(name).input
}
