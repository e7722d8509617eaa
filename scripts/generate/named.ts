/** Operators as named exports: ES modules and the hover of an editor know only names that are written out. */
/** Words that no variable may have, though an export may. */
const reserved = new Set(['delete', 'in', 'var', 'with'])

const banner = '// DO NOT EDIT: written by `npm run generate`.\n'

function constant(name: string): string {
  if (!reserved.has(name)) return `export const ${name}: Operators['${name}'] = operators.${name}`
  return `const ${name}_: Operators['${name}'] = operators.${name}\nexport { ${name}_ as ${name} }`
}

/** lib/tensor/ops/named.ts: a constant an operator. */
export function renderNamed(names: readonly string[]): string {
  return `${banner}import { operators, type Operators } from '.'

${names.map(constant).join('\n')}
`
}

/** lib/entry.mts: every name that \`require('isbe-torch')\` gives, for \`import\`. */
export function renderEntry(names: readonly string[]): string {
  return `${banner}// For \`import torch, { nn } from 'isbe-torch'\`.
export { default } from './torch.js'
export {
${[...names]
  .sort()
  .map(name => `  ${name},\n`)
  .join('')}} from './torch.js'
export type * from './torch.js'
`
}
