'use strict'

// `npm run check:tidy`: clang-tidy over the native sources of a CPU build, with what .clang-tidy asks
// for. An argument is a part of the name of what to look at: `npm run check:tidy -- handles`. Minutes.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { compile } = require('./setup/compile')
const { ensureDependencies } = require('./setup/dependencies')
const { runEntry } = require('./setup/entry')
const { SetupError } = require('./setup/errors')
const { makeFolder, readJson, writeJson } = require('./setup/files')
const { ensureLibtorch } = require('./setup/libtorch')
const { secondsSince, step } = require('./setup/log')
const { ROOT } = require('./setup/paths')
const { findTool, run } = require('./setup/process')
const { nodeAddonApi } = require('./setup/stamp')
const { findCompiler } = require('./setup/toolchain')

/** @typedef {{ directory: string, command: string, file: string }} Unit as compile_commands.json has it */

const ENV = { ...process.env, ISBE_CUDA: 'cpu' }
const FOLDER = path.join(ROOT, 'build/tidy')
/** The checks differ between versions; those named in .clang-tidy are in all of these. */
const PROGRAMS = ['clang-tidy-19', 'clang-tidy-20', 'clang-tidy-21', 'clang-tidy']

/** @returns {string} */
function findTidy() {
  for (const name of PROGRAMS) {
    const file = findTool(name, ENV)
    if (file) return file
  }
  throw new SetupError(
    `no clang-tidy on PATH: expected one of ${PROGRAMS.join(', ')}`,
    'Install it (package clang-tidy-19 on Debian, or `pip install clang-tidy`)',
  )
}

/** @returns {Promise<Unit[]>} what the compiler would be called for */
async function units() {
  const libtorch = await ensureLibtorch({ env: ENV, variant: 'cpu' })
  await compile(ROOT, {
    folder: FOLDER,
    libtorch,
    nvcc: null,
    addonApi: nodeAddonApi(ROOT).folder,
    what: 'the smallest target, for the list of commands',
    target: 'isbe_preload',
    settings: ['--CDCMAKE_EXPORT_COMPILE_COMMANDS=ON'],
    env: ENV,
  })
  const all = /** @type {Unit[]} */ (readJson(path.join(FOLDER, 'compile_commands.json')))
  return all.filter(({ file }) => file.startsWith(path.join(ROOT, 'native')) || isGroup(file))
}

/** @param {string} file @returns {boolean} whether it includes the sources of a group (isbe_group) */
const isGroup = file => /\/Unity\/unity_\w+\.cxx$/.test(file)

/**
 * Clang's analyzer looks into the sources that a file includes only if that file is called so.
 * @param {Unit} unit
 * @returns {Unit}
 */
function asUnifiedSource(unit) {
  if (!isGroup(unit.file)) return unit
  const name = path.basename(unit.file).replace(/^unity_(\w+?)_cxx.cxx$/, 'UnifiedSource_$1.cpp')
  const file = path.join(makeFolder(path.join(FOLDER, 'groups')), name)
  fs.copyFileSync(unit.file, file)
  return { ...unit, file, command: unit.command.replaceAll(unit.file, file) }
}

/**
 * omp.h is the compiler's own, which Clang's package lacks, and has an attribute that Clang does not
 * know with arguments.
 * @returns {Promise<string[]>}
 */
async function compilerHeaders() {
  const { stdout } = await run(findCompiler(ENV), ['-print-file-name=include'], { env: ENV })
  return [`--extra-arg=-idirafter${stdout.trim()}`, '--extra-arg=-D__malloc__(...)=']
}

/**
 * @param {string} program
 * @param {readonly string[]} headers as compilerHeaders gives them
 * @param {string} file
 * @returns {Promise<boolean>} whether nothing was found
 */
async function isTidy(program, headers, file) {
  const start = performance.now()
  const args = ['-p', path.join(FOLDER, 'groups'), ...headers, '--quiet', file]
  const { code, stdout, output } = await run(program, args, { cwd: ROOT, env: ENV })
  const name = path.relative(ROOT, file).replace(/^build.*_(\w+)\.cpp$/, 'group $1')
  console.log(`${code === 0 ? 'ok' : 'FAIL'}  ${name}  ${secondsSince(start)}`)
  // Clang's count of what it kept to itself goes to stderr.
  if (code !== 0) process.stderr.write(stdout.trim() ? stdout : output)
  return code === 0
}

runEntry(async () => {
  const [part = ''] = process.argv.slice(2)
  const program = findTidy()
  await ensureDependencies()
  const all = (await units()).map(asUnifiedSource)
  writeJson(path.join(FOLDER, 'groups/compile_commands.json'), all)
  const left = [...new Set(all.map(({ file }) => file))].filter(file => file.includes(part))
  if (left.length === 0) throw new SetupError(`no source has '${part}' in its name`)
  step(`check:tidy: ${left.length} sources and groups with ${path.basename(program)}`)
  const headers = await compilerHeaders()
  let untidy = 0
  const work = async () => {
    for (let file = left.shift(); file; file = left.shift()) {
      if (!(await isTidy(program, headers, file))) untidy++
    }
  }
  await Promise.all(Array.from({ length: os.availableParallelism() }, work))
  if (untidy > 0) throw new SetupError(`clang-tidy found something in ${untidy} sources and groups`)
  console.log('check:tidy passed')
})
