'use strict'

// Mutation testing: makes small mistakes in lib/, one at a time in a copy of the checkout, and counts
// how many the tests notice. Exits with 1 below 80 %. What was tried before with the same seed is taken
// from the report, as long as its file is as it was, so that a run can be stopped and goes on.
//
//   npm run check:mutation -- [--sample 200] [--seed 1] [--files 'lib/data/**'] [--minutes 30]
//                             [--again] (tries survivors anew) [--report build/mutation.json]
//                             [--cover] (finds out which test calls what, for this run and later ones)
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { parseArgs } = require('node:util')
const { runEntry } = require('../setup/entry')
const { SetupError } = require('../setup/errors')
const { ROOT } = require('../setup/paths')
const { callersIn, functionAround, readCoverage } = require('./mutation/coverage')
const { describe, findMutants, mutated } = require('./mutation/mutants')
const { relatedTests } = require('./mutation/related')
const { Sandbox } = require('./mutation/sandbox')
const { typeChecker } = require('./mutation/types')
const { sourceFiles } = require('./sources')

const GOAL = 0.8
/** Of the tests that call the function, the likeliest decides mostly; some others get a try. */
const MOST = 12
/** Programs that tests start are not seen to call anything. */
const UNSEEN = 2
/** Notices a check of arguments in any file. */
const MESSAGES = 'test/lib/wrong/messages.test.ts'
/** What the first may take, and the others together. */
const SECONDS = 90

/** @typedef {import('./mutation/mutants').Mutant & { file: string, key: string }} FileMutant */
/** @typedef {'killed' | 'survived' | 'timed out' | 'does not compile'} Verdict */
/** @typedef {{ verdict: Verdict, file: string, line: number, kind: string, before: string, after: string, by?: string }} Outcome */

/** @param {string} file */
const read = file => fs.readFileSync(path.join(ROOT, file), 'utf8')

/** Those of lib/ that people write. @returns {string[]} */
function sources() {
  return sourceFiles(ROOT, /\.ts$/).filter(
    file => file.startsWith('lib/') && !read(file).startsWith('// DO NOT EDIT'),
  )
}

/** @param {string} glob `*` within a folder's name, `**` over folders */
function matcher(glob) {
  const parts = glob.split(/(\*\*\/?|\*)/).map(part => {
    if (part === '*') return '[^/]*'
    return part.startsWith('**') ? '.*' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`)
}

/** @param {string} text */
const hashOf = text => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** The mistakes that are possible in a file. @param {string} file @returns {FileMutant[]} */
function mutantsOf(file) {
  const text = read(file)
  const hash = hashOf(text)
  return findMutants(file, text).map(mutant => {
    const { start, end, replacement } = mutant
    return { ...mutant, file, key: `${file} ${hash} ${start}-${end} ${replacement}` }
  })
}

class Judge {
  /** Tests that fail, or take too long, with nothing changed. @type {Map<string, boolean>} */
  #sound = new Map()

  /** @param {boolean} coversAnew */
  constructor(coversAnew) {
    const files = sources()
    const tests = sourceFiles(ROOT, /\.test\.ts$/).filter(file =>
      /^test\/(lib|native)\//.test(file),
    )
    this.related = relatedTests(ROOT, files, tests)
    const coverage = readCoverage(ROOT, coversAnew)
    this.callers = coverage === null ? null : callersIn(coverage)
    this.compiles = typeChecker(ROOT)
    this.sandbox = new Sandbox(ROOT)
  }

  /** Whether tests pass with nothing changed. @param {string[]} tests */
  async #isSound(tests) {
    const key = tests.join()
    const known = this.#sound.get(key)
    if (known !== undefined) return known
    const isSound = (await this.sandbox.test(tests, SECONDS)) === 'passed'
    this.#sound.set(key, isSound)
    return isSound
  }

  /** Tests that may notice, the likeliest first. @param {FileMutant} mutant @param {string} text */
  #tests({ file, start }, text) {
    const related = this.related(file)
    const name = functionAround(text, start)
    const callers = name === undefined ? undefined : this.callers?.(file, name)
    const seen = callers ? related.filter(test => callers.has(test)) : related
    const others = callers ? [...callers].filter(test => !related.includes(test)).sort() : []
    const first = [...seen, ...others].slice(0, MOST - UNSEEN)
    return [...new Set([...first, ...related.slice(0, UNSEEN), MESSAGES])]
  }

  /** @param {FileMutant} mutant @returns {Promise<{ verdict: Verdict, by?: string }>} */
  async judge(mutant) {
    const { file } = mutant
    const text = read(file)
    const change = mutated(text, mutant)
    if (!this.compiles(file, change)) return { verdict: 'does not compile' }
    let tests = this.#tests(mutant, text)
    for (let done = 0; done < tests.length;) {
      const some = done === 0 ? tests.slice(0, 1) : tests.slice(1)
      this.sandbox.write(file, change)
      const result = await this.sandbox.test(some, SECONDS)
      this.sandbox.write(file, text)
      const failed = typeof result === 'string' ? [] : result.failed
      const suspects = failed.length > 0 ? failed : some
      // Several may take long with nothing changed.
      if (result === 'passed' || (result === 'timed out' && done > 0)) done += some.length
      else if (await this.#isSound(suspects))
        return { verdict: result === 'timed out' ? result : 'killed', by: suspects.join() }
      else tests = tests.filter(test => !suspects.includes(test))
    }
    return { verdict: 'survived' }
  }
}

/** @param {readonly Outcome[]} outcomes */
function summarize(outcomes) {
  const count = (/** @type {Verdict} */ verdict) =>
    outcomes.filter(outcome => outcome.verdict === verdict).length
  const [killed, late, survived] = [count('killed'), count('timed out'), count('survived')]
  const tried = killed + late + survived
  return { tried, killed, timedOut: late, survived, score: tried ? (killed + late) / tried : 1 }
}

/** @param {Outcome} outcome */
const show = ({ file, line, kind, before, after }) =>
  `${file}:${line} (${kind})\n  - ${before.replaceAll('\n', '\n    ')}\n  + ${after.replaceAll('\n', '\n    ')}`

function readOptions() {
  const text = /** @type {const} */ ({ type: 'string' })
  const { values } = parseArgs({
    options: {
      sample: { ...text, default: '200' },
      seed: { ...text, default: '1' },
      minutes: { ...text, default: '1440' },
      files: { ...text, default: 'lib/**' },
      report: { ...text, default: 'build/mutation.json' },
      again: { type: 'boolean', default: false },
      cover: { type: 'boolean', default: false },
    },
  })
  const [sample, seed, minutes] = [values.sample, values.seed, values.minutes].map(Number)
  if (!(Number(sample) > 0) || !Number.isInteger(seed) || !(Number(minutes) > 0))
    throw new SetupError('--sample and --minutes: expected a number above 0; --seed: an integer')
  return { ...values, sample: Number(sample), seed: Number(seed), minutes: Number(minutes) }
}

/**
 * In an order that the seed gives each mutant by itself, so that the others of a sample stay the same
 * when a file changes.
 * @param {string} glob @param {number} seed @returns {FileMutant[]}
 */
function draw(glob, seed) {
  const isWanted = matcher(glob)
  const files = sources().filter(file => isWanted.test(file))
  const all = files.flatMap(mutantsOf)
  if (all.length === 0) throw new SetupError(`--files: expected files of lib/, '${glob}' is none`)
  console.log(`${all.length} places in ${files.length} files`)
  return all
    .map(mutant => ({ mutant, place: hashOf(`${seed} ${mutant.key}`) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ mutant }) => mutant)
}

async function main() {
  const { sample, seed, minutes, files, report, again, cover } = readOptions()
  const end = Date.now() + 60_000 * minutes
  const file = path.resolve(ROOT, report)
  /** @type {Record<string, Outcome>} */
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).outcomes : {}
  const judge = new Judge(cover)
  /** @type {Outcome[]} */
  const outcomes = []
  const save = () => {
    const content = { seed, files, ...summarize(outcomes), outcomes: known }
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, `${JSON.stringify(content, null, 1)}\n`)
  }
  for (const mutant of draw(files, seed)) {
    if (outcomes.length >= sample || Date.now() > end) break
    const before = known[mutant.key]
    const isOld = before !== undefined && !(again && before.verdict === 'survived')
    const outcome = isOld ? before : { ...(await judge.judge(mutant)), ...placeOf(mutant) }
    known[mutant.key] = outcome
    if (outcome.verdict === 'does not compile') continue
    outcomes.push(outcome)
    if (isOld) continue
    save()
    console.log(`${outcomes.length}. ${outcome.verdict}: ${outcome.file}:${outcome.line}`)
  }
  save()
  const survivors = outcomes.filter(({ verdict }) => verdict === 'survived')
  for (const survivor of survivors) console.log(show(survivor))
  const { tried, killed, timedOut, survived, score } = summarize(outcomes)
  console.log(
    `${tried} mutants: ${killed} killed, ${timedOut} timed out, ${survived} survived: ` +
      `${(100 * score).toFixed(1)} %, at least ${100 * GOAL} % expected; in ${report}`,
  )
  return score >= GOAL ? 0 : 1
}

/** @param {FileMutant} mutant */
function placeOf(mutant) {
  return { file: mutant.file, kind: mutant.kind, ...describe(read(mutant.file), mutant) }
}

if (require.main === module) runEntry(main)

module.exports = { matcher, summarize }
