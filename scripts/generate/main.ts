/**
 * Writes the public surface from the schemas of the linked libtorch: signatures, named exports, entry.
 * `--check` writes nothing and fails when a committed file differs.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { native } from '../../lib/native'
import { packageRoot } from '../../lib/native/record'
import { camelCase } from '../../lib/tensor/ops/names'
import { loadOverloads, overloadsOf, type Overload } from '../../lib/tensor/ops/overloads'
import { renderEntry, renderNamed } from './named'
import { isMethod, signature } from './signatures'

// The surface is that of one libtorch, whatever version a user links.
const pinned = '2.13'

/** Written by hand in lib/tensor/tensor.ts and lib/tensor/ops/extras.ts, with a TypeScript face of their own. */
const handWritten = new Set([
  'to',
  'item',
  'data',
  'size',
  'requires_grad_',
  'is_leaf',
  'retain_grad',
])

interface PublicOperator {
  /** `index_select` */
  name: string
  overloads: Overload[]
}

function publicOperators(): PublicOperator[] {
  const names = new Set(
    native
      .operatorNames()
      .filter(name => name.startsWith('aten::') && !name.startsWith('aten::_'))
      .map(name => name.slice('aten::'.length).replace(/\..*$/, '')),
  )
  return [...names]
    .sort()
    .map(name => ({ name, overloads: loadOverloads(`aten::${name}`) }))
    .filter(operator => operator.overloads.length > 0)
}

function member(operator: PublicOperator, asMethod: boolean): string[] {
  const name = camelCase(operator.name)
  const overloads = operator.overloads.filter(
    o => !asMethod || (isMethod(o.schema) && o.outs.length === 0),
  )
  const lines = new Set<string>()
  for (const { schema } of overloads) lines.add(`  ${signature(name, schema, asMethod)}`)
  return [...lines]
}

function operatorMembers(operator: PublicOperator): string {
  const schemas = operator.overloads
    .filter(o => o.outs.length === 0)
    .map(o => o.schema.text.slice('aten::'.length))
  const doc = schemas.length > 0 ? `  /** \`${schemas.join('`, `')}\` */\n` : ''
  return doc + member(operator, false).join('\n')
}

function render(operators: readonly PublicOperator[]): string {
  const methods = operators.filter(
    o =>
      !handWritten.has(o.name) &&
      o.overloads.some(overload => isMethod(overload.schema) && overload.outs.length === 0),
  )
  return `// DO NOT EDIT: written by \`npm run generate\` from the schemas of libtorch ${pinned}.
// Arguments and results are explained by the PyTorch operator of the same name in snake_case.
import type { Stream } from '../../cuda/stream'
import type { Generator } from '../../runtime/generator'
import type {
  Device, DType, Int, IntList, IntOrList, Layout, MemoryFormat, Scalar, Tensor, TensorList,
} from './types'

export interface Operators {
${operators.map(operatorMembers).join('\n')}
}

export interface TensorMethods {
${methods.flatMap(o => member(o, true)).join('\n')}
}

/** Every public operator, as libtorch names it. */
export const operatorNames: readonly string[] = \`
${operators.map(o => o.name).join('\n')}
\`.trim().split('\\n')

/** Those that are also methods of Tensor. */
export const methodNames: readonly string[] = \`
${methods.map(o => o.name).join('\n')}
\`.trim().split('\\n')
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

/** In this order: the names of the entry are those of the modules written before. */
function outputs(operators: readonly PublicOperator[]): Output[] {
  return [
    { path: 'lib/tensor/ops/generated.ts', text: () => render(operators) },
    { path: 'lib/tensor/ops/named.ts', text: () => renderNamed(operators.map(o => o.name)) },
    { path: 'lib/entry.mts', text: () => renderEntry(exportedNames()) },
  ]
}

function exportedNames(): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- after named.ts is written
  return Object.keys(require('../../lib/torch') as object)
}

function main(): void {
  if (!checkVersion()) return
  const check = process.argv.includes('--check')
  for (const { path, text } of outputs(publicOperators())) {
    const file = join(packageRoot, path)
    if (!check) {
      writeFileSync(file, text())
      console.log(`generate: ${path} written`)
    } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text()) {
      console.error(`generate: ${path} differs from the schemas; run \`npm run generate\``)
      process.exitCode = 1
    } else {
      console.log(`generate: ${path} is fresh`)
    }
  }
}

if (overloadsOf('aten::add').length === 0) throw new Error('libtorch lists no operators')
main()
