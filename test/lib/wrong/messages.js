'use strict'
// What every public function says of what it cannot take, by the function, as JSON: of wrong arguments
// at each of the first places, of options that do not exist, and of options that are no such thing. What
// was found is left out. Options that take anything are listed as `accepts any …`.
// `node test/lib/wrong/messages.js > test/goldens/messages.json` makes the golden.
const { mkdtempSync, readFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')

const lib = path.join(__dirname, '../../../lib')
const folder = mkdtempSync(path.join(tmpdir(), 'isbe-messages-'))
process.chdir(folder)

const { default: torch } = require('../../../dist/index.js')
const { makeInstances } = require('./instances')
const { exportsOf, membersAsTargets } = require('./targets')

/** @typedef {import('./targets').Target} Target */

/** Operators have their messages from a table. */
const generated = new Set(
  Array.from(
    readFileSync(path.join(lib, 'tensor/ops/named.ts'), 'utf8').matchAll(/^export const (\w+)/gm),
    ([, name]) => name,
  ),
)

const tensor = torch.ones([2, 2])
const labels = torch.zeros([2], { dtype: 'int64' })
const fn = () => 1
/** What may come before options. */
const beginnings = [[], [tensor], [2, 2], [tensor, tensor], [[tensor]], [2], [tensor, 2], [labels]]
beginnings.push([fn], [fn, tensor])
/** Options without which others are not looked at. @type {[string, unknown][]} */
const needed = [
  ['numClasses', 3],
  ['numLabels', 3],
]
const wrong = [{ x: 1 }, 'x', -1]

/**
 * Those of libtorch are its own; others tell of tensors that an earlier call disposed of, or of GPUs
 * that this machine has not. @param {string} text
 */
const isOurs = text => !/^(aten|isbe)::|was disposed|a CUDA device/.test(text)

/** @param {Target} target */
const dependsOnMachine = ({ path: name }) => /^(new )?cuda\./.test(name)

/**
 * @param {Target} target @param {readonly unknown[]} args
 * @returns {Promise<string | null>} null where nothing was wrong
 */
async function messageOf({ call }, args) {
  try {
    const { result } = torch.tidy(() => ({ result: call([...args]) }))
    if (!(result instanceof Promise)) void (/** @type {any} */ (result)?.dispose?.())
    await result
    return null
  } catch (error) {
    const isKnown = error instanceof torch.TorchError
    const [line = ''] = isKnown ? error.message.split('\n') : [String(error)]
    return line.replace(/, found .*/, '').replaceAll(folder, '<folder>')
  }
}

/** @param {Target} target @returns {Promise<string[]>} */
async function ofOptions(target) {
  for (const beginning of beginnings) {
    const message = await messageOf(target, [...beginning, { x: 1 }])
    const known = /unknown option 'x'; expected one of ([^;]*)/.exec(message ?? '')
    if (!known) continue
    const found = []
    const names = /** @type {string} */ (known[1]).split(', ')
    const right = Object.fromEntries(needed.filter(([name]) => names.includes(name)))
    for (const name of names) {
      const said = await messageOf(target, [...beginning, { ...right, [name]: Symbol('s') }])
      found.push(said ?? `accepts any ${name}`)
    }
    return found
  }
  return []
}

/** @param {Target} target */
async function messagesOf(target) {
  const found = [await messageOf(target, [])]
  for (const value of wrong)
    for (const beginning of beginnings) found.push(await messageOf(target, [...beginning, value]))
  found.push(...(await ofOptions(target)))
  const own = found.filter(text => text !== null).filter(isOurs)
  return [...new Set(own)].sort()
}

async function main() {
  /** @type {Record<string, string[]>} */
  const all = {}
  const known = new Set()
  /** @param {Target} target */
  const note = async target => {
    const found = await messagesOf(target)
    const method = target.path.split('.').at(-1)
    const key = `${method} ${found.join()}`
    // What all modules have says the same of each.
    if (found.length > 0 && !known.has(key)) all[target.path] = found
    if (/^[a-z]/.test(target.path)) known.add(key)
  }
  for (const target of exportsOf(torch))
    if (!generated.has(target.path) && !dependsOnMachine(target)) await note(target)
  for (const [label, make] of makeInstances(torch)) {
    if (label === 'tensor') continue
    const sample = make()
    const count = [...membersAsTargets(label, sample)].length
    sample.dispose?.()
    for (let i = 0; i < count; ++i) {
      const instance = make()
      await note(/** @type {Target} */ ([...membersAsTargets(label, instance)][i]))
      instance.dispose?.()
    }
  }
  process.stdout.write(`${JSON.stringify(all, null, 1)}\n`)
}

main()
