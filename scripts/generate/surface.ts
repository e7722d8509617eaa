/** What PyTorch shows in Python, from python_surface.json, as the operators of each place. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { camelCase } from '../../lib/tensor/ops/names'
import {
  hiddenNumberOverloads,
  loadSignatures,
  type Signature,
} from '../../lib/tensor/ops/signature'
import * as python from '../../lib/tensor/python'

type Groups = Record<string, string[]>

interface Surface {
  torch: string
  functions: Groups
  methods: Groups
  /** By module and name of the operator: its name in the module, '' for none, then the groups. */
  modules: Record<string, Groups>
  /** Functions of torch that nn.functional has too. */
  functional: string[]
}

/** An operator in the place where callers find it. */
export interface Entry {
  /** `svd` */
  shown: string
  /** `linalg_svd` */
  name: string
  /** The overloads in the order in which they are tried; see `loadSignatures`. */
  groups: string
  signatures: Signature[]
}

/** A place with operators: its interface in generated.ts, and how callers and PyTorch write it. */
export interface Place {
  key: string
  interfaceName: string
  written: string
  documented: string
  entries: Entry[]
}

const surface = JSON.parse(readFileSync(join(__dirname, 'python_surface.json'), 'utf8')) as Surface

/** By hand in lib/tensor/tensor.ts and lib/tensor/ops/extras.ts, with a TypeScript face of their own. */
const byHand = new Set(['size', 'retain_grad', 'stride', 'chalf', 'item'])

function groupsText(name: string, groups: readonly string[], method: boolean): string {
  const hidden = method ? 'Scalar' : 'Scalar+Scalar_out'
  return (hiddenNumberOverloads.has(name) ? [...groups, hidden] : groups).join(' ')
}

function entry(shown: string, name: string, groups: readonly string[], method: boolean): Entry {
  const text = groupsText(name, groups, method)
  return {
    shown,
    name,
    groups: text,
    signatures: loadSignatures(name, text, method ? 'method' : 'function'),
  }
}

function entriesOf(groups: Groups, written: object, method = false): Entry[] {
  return Object.entries(groups)
    .filter(([name]) => !(camelCase(name) in written) && !byHand.has(name))
    .map(([name, overloads]) => entry(name, name, overloads, method))
}

function moduleEntries(module: string, written: object): Entry[] {
  return Object.entries(surface.modules[module]!)
    .filter(([, [shown]]) => shown !== '' && !(camelCase(shown!) in written))
    .map(([name, [shown, ...groups]]) => entry(shown!, name, groups, false))
}

/** The functions of torch that nn.functional has too. */
function sharedWithFunctional(): Entry[] {
  return surface.functional.map(name => entry(name, name, surface.functions[name]!, false))
}

function place(key: string, written: string, documented: string, entries: Entry[]): Place {
  const interfaceName = key[0]!.toUpperCase() + key.slice(1)
  return { key, interfaceName, written, documented, entries: entries.sort(byShown) }
}

function byShown(a: Entry, b: Entry): number {
  return a.shown < b.shown ? -1 : 1
}

function modulePlace(module: string, written: object): Place {
  return place(module, `torch.${module}`, `torch.${module}`, moduleEntries(module, written))
}

export function places(): Place[] {
  const { functions, methods } = surface
  const functional = [...moduleEntries('nn', {}), ...sharedWithFunctional()]
  return [
    place('functions', 'torch', 'torch', entriesOf(functions, python.functions)),
    place('methods', 'x', 'torch.Tensor', entriesOf(methods, python.methods, true)),
    place('functional', 'nn.functional', 'torch.nn.functional', functional),
    modulePlace('fft', python.fft),
    modulePlace('linalg', python.linalg),
    modulePlace('nested', python.nested),
    modulePlace('sparse', python.sparse),
    modulePlace('special', python.special),
  ]
}

/** What libtorch calls the operators of the modules: `linalg_svd`. */
export function flatEntries(): { entry: Entry; interfaceName: string; shown: string }[] {
  return Object.entries(surface.modules)
    .flatMap(([module, groups]) =>
      Object.entries(groups).map(([name, [shown, ...overloads]]) => ({
        entry: entry(name, name, overloads, false),
        interfaceName: module === 'nn' ? 'Functional' : module[0]!.toUpperCase() + module.slice(1),
        shown: shown!,
      })),
    )
    .filter(
      ({ entry: { name } }) => !name.startsWith('_') && !(camelCase(name) in python.functions),
    )
    .sort((a, b) => byShown(a.entry, b.entry))
}

export const surfaceVersion = surface.torch
