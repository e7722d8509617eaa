'use strict'

// The stages of `npm run check:sanitizers`. Each returns what it found, in words, or throws SetupError.
const fs = require('node:fs')
const path = require('node:path')
const { compile } = require('../setup/compile')
const { SetupError } = require('../setup/errors')
const { makeFolder, readJson, writeJson } = require('../setup/files')
const { ensureLibtorch } = require('../setup/libtorch')
const { ensureNative } = require('../setup/native')
const { ROOT } = require('../setup/paths')
const { packageFile, run } = require('../setup/process')
const { nodeAddonApi } = require('../setup/stamp')
const { LIBRARIES } = require('../setup/stored')
const { findCompiler } = require('../setup/toolchain')

const ENV = { ...process.env, ISBE_CUDA: 'cpu', ISBE_BUILD_TYPE: 'Release' }
const IN_USE = path.join(ROOT, 'build/native.json')
const BUILD = path.join(ROOT, 'build/sanitize-address')
/** Of what the sanitizers found, a file a process. */
const REPORTS = path.join(BUILD, 'reports')
const STRESS = 'test/native/stress'
const LEFT_OUT = [
  // Its programs have sanitizers of their own, which do not bear a second one.
  STRESS,
  // Its processes may take little address space, of which the sanitizer wants terabytes.
  'test/native/fuzz',
  // The allocator leaves all memory to the sanitizer, and keeps none.
  'test/native/allocator.test',
  'test/native/memoryLimit',
  // Counts the threads of a process, to which those of sanitizers come.
  'test/native/contention',
  // Reads what other builds export, and this is none of them.
  'test/native/exports',
]

/** @returns {Promise<object>} the record of a build with sanitizers, as build/native.json holds it */
async function buildForAddress() {
  const libtorch = await ensureLibtorch({ env: ENV, variant: 'cpu' })
  const options = {
    what: 'the native addon with sanitizers',
    folder: BUILD,
    libtorch,
    nvcc: null,
    addonApi: nodeAddonApi(ROOT).folder,
    settings: ['--CDISBE_SANITIZE=address,undefined'],
    env: ENV,
  }
  const folder = path.relative(ROOT, await compile(ROOT, options))
  await compile(ROOT, { ...options, target: 'isbe_ops_testing' })
  const { root, version, variant } = libtorch
  return {
    addon: path.join(folder, LIBRARIES.addon),
    preload: path.join(folder, LIBRARIES.preload),
    ops: path.join(folder, LIBRARIES.ops),
    libtorch: root,
    version,
    variant,
    reason: 'npm run check:sanitizers',
    architectures: null,
    // Those of no build, so that a check that was killed cannot leave this one in use.
    sources: '',
    stamp: 'sanitizers',
  }
}

/** @returns {Promise<string>} the library that must be in a process before all others */
async function addressRuntime() {
  const compiler = findCompiler(ENV)
  const { stdout } = await run(compiler, ['-print-file-name=libasan.so'], { env: ENV })
  const file = stdout.trim()
  if (path.isAbsolute(file)) return fs.realpathSync(file)
  throw new SetupError(
    `${compiler} has no libasan.so: expected GCC with its sanitizers`,
    'Install them (package libasan8 on Debian), or set CXX to a GCC that has them',
  )
}

/** @returns {Promise<NodeJS.ProcessEnv>} */
async function addressEnvironment() {
  const log = path.join(makeFolder(REPORTS), 'report')
  // The tests count leaks themselves: V8's heap hides from the sanitizer what it owns, and libtorch
  // never frees its registries. A size that is out of hand is an error of libtorch's, not the end.
  const options = 'detect_leaks=0:allocator_may_return_null=1:strict_string_checks=1'
  return {
    ...ENV,
    LD_PRELOAD: await addressRuntime(),
    ASAN_OPTIONS: `${options}:log_path=${log}-address`,
    UBSAN_OPTIONS: `print_stacktrace=1:log_path=${log}-undefined`,
  }
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number, passed: number }>}
 */
async function jest(args, env) {
  const result = path.join(makeFolder(BUILD), 'jest.json')
  fs.rmSync(result, { force: true })
  const program = packageFile(ROOT, 'jest', 'bin/jest.js')
  // Frames that are not optimised, with the sanitizer's guards in them, are many times as large: what
  // recurses through C++ would meet V8's limit of 1 MB, in kB here; the system gives 8 MB.
  const command = [
    '--stack-size=6000',
    program,
    '--json',
    `--outputFile=${result}`,
    '--testTimeout=600000',
    ...args,
  ]
  const { code } = await run(process.execPath, command, { cwd: ROOT, env, inherit: true })
  const { numPassedTests = 0 } = /** @type {Record<string, number>} */ (readJson(result) ?? {})
  return { code, passed: numPassedTests }
}

/** That memory was refused is what some tests ask for; it is noted beside the reports. */
const reports = () =>
  fs
    .readdirSync(REPORTS)
    .map(name => fs.readFileSync(path.join(REPORTS, name), 'utf8'))
    .filter(text => /ERROR: AddressSanitizer|runtime error:/.test(text))

/**
 * The native tests and those of tensors, which cross the boundary most, with AddressSanitizer and
 * UndefinedBehaviorSanitizer over addon and operators. That build is the one in use meanwhile.
 */
async function address() {
  const record = await buildForAddress()
  fs.rmSync(REPORTS, { recursive: true, force: true })
  const env = await addressEnvironment()
  const before = readJson(IN_USE)
  const restore = () => before !== null && writeJson(IN_USE, before)
  process.once('exit', restore)
  writeJson(IN_USE, record)
  const left = LEFT_OUT.flatMap(file => ['--testPathIgnorePatterns', file])
  const { code, passed } = await jest([...left, '--', 'test/native/', 'test/lib/tensor/'], env)
  restore()
  process.off('exit', restore)
  const found = reports()
  if (found.length > 0) {
    throw new SetupError(`${found.length} processes were reported`, undefined, found.join('\n'))
  }
  if (code !== 0) throw new SetupError('tests failed on the build with sanitizers')
  return `${passed} tests passed without a report`
}

/** Programs over the sources that threads share, with ThreadSanitizer; a report fails them. */
async function thread() {
  await ensureNative({ env: ENV })
  const args = ['--testNamePattern', 'thread', '--', STRESS]
  const { code, passed } = await jest(args, { ...ENV, ISBE_STRESS: 'all' })
  if (code !== 0) throw new SetupError('a program failed with its sanitizer')
  return `${passed} programs ran without a report`
}

/** @type {Record<string, () => Promise<string>>} */
const STAGES = { address, thread }

module.exports = { STAGES }
