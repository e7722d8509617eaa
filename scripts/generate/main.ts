/**
 * Writes the public surface from the schemas of the linked libtorch and from python_surface.json:
 * signatures, named exports, entry. `--check` writes nothing and fails when a committed file differs.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { native } from '../../lib/native'
import { packageRoot } from '../../lib/native/record'
import { camelCase } from '../../lib/tensor/ops/names'
import { overloadsOf } from '../../lib/tensor/ops/schemas'
import { hiddenNumberOverloads } from '../../lib/tensor/ops/signature'
import { writeParameters } from '../../lib/tensor/ops/write'
import * as python from '../../lib/tensor/python'
import { readArguments } from '../setup/arguments'
import { runEntry } from '../setup/entry'
import { renderEntry, renderNamed } from './named'
import { signatureLines } from './signatures'
import { flatEntries, places, surfaceVersion, type Entry, type Place } from './surface'

// The surface is that of one libtorch, whatever version a user links.
const pinned = surfaceVersion.split('.').slice(0, 2).join('.')

/** The signatures that callers see: those that compute the same as another are left out. */
function visibleSignatures({ name, signatures }: Entry) {
  const distinct = new Map(signatures.map(s => [s.base!.schema.text, s]))
  return [...distinct.values()].filter(
    ({ base }) => !(hiddenNumberOverloads.has(name) && base!.schema.text.includes('.Scalar(')),
  )
}

function members(entry: Entry, { written, documented, key }: Place): string[] {
  const name = camelCase(entry.shown)
  const source = `PyTorch: \`${documented}.${entry.shown}\`.`
  const seen = new Set<string>()
  return visibleSignatures(entry).flatMap(signature => {
    const lines = signatureLines(entry.shown, entry.name, signature, key === 'methods')
    const doc = `\`${written}.${name}${writeParameters(signature)}\`. ${source}`
    return lines
      .filter(line => !seen.has(line) && seen.add(line))
      .flatMap((line, i) => [`  /** ${i === 0 ? doc : source} */`, `  ${line}`])
  })
}

function renderPlace(place: Place): string {
  const body = place.entries.flatMap(entry => members(entry, place))
  return `export interface ${place.interfaceName} {\n${body.join('\n')}\n}`
}

/** Those of a namespace are what the namespace has; the others are found nowhere else. */
function renderFlat(): string {
  const libtorch = {
    key: 'flat',
    written: 'torch',
    documented: 'at',
    interfaceName: '',
    entries: [],
  }
  const lines = flatEntries().flatMap(({ entry, interfaceName, shown }) =>
    shown === ''
      ? members(entry, libtorch)
      : [`  ${camelCase(entry.name)}: ${interfaceName}['${camelCase(shown)}']`],
  )
  return `/** What libtorch calls the operators of the namespaces. */\nexport interface Flat {\n${lines.join('\n')}\n}`
}

function tableLine({ shown, name, groups }: Entry): string {
  return `${shown === name ? name : `${shown}=${name}`} ${groups}`
}

function renderTable(key: string, entries: readonly Entry[]): string {
  return `  ${key}: \`\n${entries.map(tableLine).join('\n')}\n\`,`
}

function render(all: readonly Place[]): string {
  const tables = all.map(({ key, entries }) => renderTable(key, entries))
  tables.push(
    renderTable(
      'flat',
      flatEntries().map(({ entry }) => entry),
    ),
  )
  return `// DO NOT EDIT: written by \`npm run generate\` from the schemas of libtorch ${pinned}.
// Arguments and results are explained by the PyTorch operator that each comment names.
import type { Stream } from '../../cuda/stream'
import type { Generator } from '../../runtime/generator'
import type {
  DType, FloatLike, Int, IntLike, IntList, IntOrList, Ints, Layout, MemoryFormat, NumpyNamed, Scalar,
  ScalarLike, Tensor, TensorList, WrittenDevice,
} from './types'

${[...all.map(renderPlace), renderFlat()].join('\n\n')}

/**
 * For each place a line per operator: its name there (\`=\` its name in schemas), and its overloads in
 * the order in which they are tried, each with the one that writes into \`out\`.
 */
export const surface = {
${tables.join('\n')}
}
`
}

function checkVersion(): boolean {
  const linked = native.torchVersion().slice(0, 2).join('.')
  if (linked === pinned) return true
  console.log(`generate: linked to libtorch ${linked}; the committed file is made from ${pinned}`)
  return false
}

interface Output {
  path: string
  text: () => string
}

/** The functions of torch, as callers write them. */
function functionNames([functions]: readonly Place[]): string[] {
  const names = [...functions!.entries, ...flatEntries().map(({ entry }) => entry)].map(
    ({ shown }) => camelCase(shown),
  )
  return [...names, ...Object.keys(python.functions)].sort()
}

/** In this order: the names of the entry are those of the modules written before. */
function outputs(all: readonly Place[]): Output[] {
  return [
    { path: 'lib/tensor/ops/generated.ts', text: () => render(all) },
    { path: 'lib/tensor/ops/named.ts', text: () => renderNamed(functionNames(all)) },
    { path: 'lib/entry.mts', text: () => renderEntry(exportedNames()) },
  ]
}

function exportedNames(): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- after named.ts is written
  return Object.keys(require('../../lib/torch') as object)
}

function main(): number {
  const check = readArguments('npm run generate', ['--check']).length > 0
  if (!checkVersion()) return 0
  let status = 0
  for (const { path, text } of outputs(places())) {
    const file = join(packageRoot, path)
    if (!check) {
      writeFileSync(file, text())
      console.log(`generate: ${path} written`)
    } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text()) {
      console.error(`generate: ${path} differs from the schemas; run \`npm run generate\``)
      status = 1
    } else {
      console.log(`generate: ${path} is fresh`)
    }
  }
  return status
}

if (overloadsOf('aten::add').length === 0) throw new Error('libtorch lists no operators')
runEntry(() => Promise.resolve(main()))
