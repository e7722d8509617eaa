'use strict'
// Calls everything with what is wrong. A line of JSON for each target whose errors are none of ours,
// or that leaves tensors behind; the target at work goes to stderr, in case it ends the process.
const { mkdtempSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')

// Functions that write files are called with names such as 'x'.
process.chdir(mkdtempSync(path.join(tmpdir(), 'isbe-wrong-')))

const { default: torch } = require('../../../dist/index.js')
const { makeInstances } = require('./instances')
const { exportsOf, membersAsTargets } = require('./targets')
const { makeValues } = require('./values')

const { TorchError } = torch
const everything = process.argv.includes('--all')

/** Argument lists by name. @param {number} turn chooses some of them, unless all are asked for */
function* argumentLists(turn) {
  const values = Object.entries(makeValues(torch))
  const tensor = torch.ones([2, 2])
  yield ['', []]
  for (const [i, [name, value]] of values.entries()) {
    if (!everything && (i + turn) % 3 !== 0) continue
    yield [name, [value]]
    yield [`${name}, ${name}`, [value, value]]
    yield [`a tensor, ${name}`, [tensor, value]]
    yield [`2, 2, ${name}`, [2, 2, value]]
  }
  yield ['20 tensors', Array.from({ length: 20 }, () => tensor)]
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error)
}

/** Releases what a call made, tensors apart, which tidy sees to. @param {any} result */
function discard(result) {
  if (!(result instanceof torch.Tensor) && typeof result?.dispose === 'function') result.dispose()
}

/**
 * @param {import('./targets').Target} target
 * @param {number} turn
 * @returns {Promise<string[]>} the errors that are none of ours
 */
async function callWrongly({ path, call }, turn) {
  const foreign = new Set()
  const note = (/** @type {string} */ args, /** @type {unknown} */ error) => {
    if (!(error instanceof TorchError)) foreign.add(`${path}(${args}): ${describe(error)}`)
  }
  const pending = []
  torch.tidy(() => {
    for (const [name, args] of argumentLists(turn)) {
      try {
        const { result } = torch.tidy(() => ({ result: call(args) }))
        if (result instanceof Promise) pending.push(result.catch(error => note(name, error)))
        else discard(result)
      } catch (error) {
        note(name, error)
      }
    }
  })
  await Promise.all(pending)
  return [...foreign]
}

/**
 * What keeps or gives away what it is given, or becomes its owner; and copies of optimizers, whose
 * parameters no module owns.
 */
const takesOver =
  /^(keep|(adam|sgd|lbfgs|exponentialLR|reduceLROnPlateau)\.deepCopy|tensor\.keep|tensor\.transfer|data\.shareTensor|dataset\.recipe|new nn\.(Uninitialized)?(Buffer|Parameter))$| =$/

let turn = 0

/**
 * @param {import('./targets').Target} target
 * @param {number} live tensors before the target's instance was made
 * @param {() => void} release that instance
 */
async function examine(target, live, release) {
  process.stderr.write(`${target.path}\n`)
  const foreign = await callWrongly(target, turn++)
  release()
  const leaked = takesOver.test(target.path) ? 0 : torch.memory().tensors - live
  if (foreign.length > 0 || leaked > 0)
    console.log(JSON.stringify({ path: target.path, foreign, leaked }))
}

/** @param {string} label @param {() => any} make @param {string} only */
async function examineMembers(label, make, only) {
  const sample = make()
  const paths = [...membersAsTargets(label, sample)].map(({ path }) => path)
  sample.dispose?.()
  for (const path of paths.filter(path => path.includes(only))) {
    const live = torch.memory().tensors
    const instance = make()
    for (const target of membersAsTargets(label, instance)) {
      if (target.path === path) await examine(target, live, () => instance.dispose?.())
    }
  }
}

async function main() {
  const only = process.argv.find(word => word.startsWith('--only='))?.slice('--only='.length) ?? ''
  for (const target of exportsOf(torch)) {
    if (target.path.includes(only)) await examine(target, torch.memory().tensors, () => undefined)
  }
  for (const [label, make] of makeInstances(torch)) await examineMembers(label, make, only)
  console.log(JSON.stringify({ targets: turn }))
}

main()
