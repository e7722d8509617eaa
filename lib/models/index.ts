/** The networks of the paper, section 4, and a multilayer perceptron to compare them with. */
import { checkChoice, checkPositiveInteger } from '../base/check'
import type { Module } from '../nn'
import {
  classes as tenClasses,
  type Architecture,
  type InputShape,
  type Layouts,
} from './architecture'
import { mlp } from './mlp'
import { n0, n0Gap } from './n0'
import { n1, n1r } from './n1'
import { vgg16 } from './vgg16'

export type { ImageLayout, InputShape } from './architecture'

const architectures = { mlp, n0, 'n0-gap': n0Gap, n1, n1r, vgg16 } satisfies Record<
  string,
  Architecture
>

export type ArchitectureName = keyof typeof architectures

export const architectureNames = Object.keys(architectures) as ArchitectureName[]

function describe(name: string): Architecture {
  checkChoice('architecture', name, architectureNames)
  return architectures[name as ArchitectureName]
}

/** A new network, initialised from the default generator. Throws OptionError for unknown names. */
export function makeModel(name: string, classes = tenClasses): Module {
  checkPositiveInteger('classes', classes)
  return describe(name).make(classes)
}

/** Throws OptionError for unknown names. */
export function layoutsOf(name: string): Layouts {
  return describe(name).layouts
}

/** The shape of a sample that the network takes. Throws OptionError for unknown names. */
export function inputShapeOf(name: string): InputShape {
  return describe(name).input
}
