'use strict'

// The stages of `npm run check:cuda`. Each returns what it found, as Markdown, or throws SetupError.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { CUDA_VARIANT } = require('../setup/cuda')
const { kernelsIn } = require('../setup/cuobjdump')
const { SetupError } = require('../setup/errors')
const { readJson } = require('../setup/files')
const { secondsSince } = require('../setup/log')
const { ensureNative } = require('../setup/native')
const { ROOT, homeFolder } = require('../setup/paths')
const { packageFile, run } = require('../setup/process')

/** @typedef {import('../setup/native').NativeBuild} NativeBuild */

const ENV = { ...process.env, ISBE_CUDA: CUDA_VARIANT, LIBTORCH: '' }
const CPU_ENV = { ...ENV, ISBE_CUDA: 'cpu', ISBE_LIBTORCH_VERSION: '', ISBE_LIBTORCH_ARCHIVE: '' }

/** @param {string} text @returns {string} a code block, without the paths of this machine */
function block(text) {
  const clean = text
    .trim()
    .replaceAll(ROOT, '.')
    .replaceAll(homeFolder(ENV), '$ISBE_HOME')
    .replaceAll(os.homedir(), '~')
  return `\`\`\`\n${clean}\n\`\`\``
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<string>} what it printed
 */
async function must(command, args) {
  const { code, output } = await run(command, args, { cwd: ROOT, env: ENV })
  if (code !== 0)
    throw new SetupError(`${path.basename(args[0] ?? command)} failed`, undefined, output)
  return output
}

/** @param {NativeBuild} build @returns {number} when its libraries were written */
const writtenAt = ({ addon, ops }) =>
  Math.max(...[addon, ops].map(file => fs.statSync(path.join(ROOT, file)).mtimeMs))

/**
 * Makes the other variant the one in use, and this one again: nothing may be compiled for that.
 * @param {NativeBuild} cuda in use
 */
async function switchBackAndForth(cuda) {
  const cpu = await ensureNative({ env: CPU_ENV })
  const before = [cpu, cuda].map(writtenAt)
  const start = performance.now()
  for (const env of [ENV, CPU_ENV, ENV]) await ensureNative({ env })
  const seconds = secondsSince(start)
  const after = [cpu, cuda].map(writtenAt)
  if (String(before) !== String(after))
    throw new SetupError('switching between two builds that are there compiled one again')
  return (
    `Side by side in \`build/\`: \`${cpu.addon}\` and \`${cuda.addon}\`; switching between them three times ` +
    `took ${seconds} and wrote neither.`
  )
}

async function build() {
  const start = performance.now()
  const native = await ensureNative({ env: ENV })
  const seconds = secondsSince(start)
  const { libtorch, version, variant, architectures, ops } = native
  const dynamic = await must('readelf', ['-d', path.join(ROOT, ops)])
  const needed = [...dynamic.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name]) => name)
  return (
    `libtorch ${version} (${variant}), architectures \`${architectures}\`, ${seconds} with what was ` +
    `there already. ${await switchBackAndForth(native)}\n\n` +
    block(`libtorch: ${libtorch}\nlibisbe_ops.so needs: ${needed.join(' ')}`)
  )
}

const LOAD = `
const torch = require('./dist/index.js')
const reason = torch.cuda.reason()
console.log('versions              ', JSON.stringify(torch.versions()))
console.log('cuda.isAvailable()    ', torch.cuda.isAvailable())
console.log('cuda.reason()         ', reason)
console.log('torch.ones([2]).sum() ', torch.ones([2]).sum().item())
try { console.log(torch.ones([2]).cuda().sum().item()) } catch (error) { console.log('torch.ones([2]).cuda() ', error.name + ': ' + error.message) }
const config = torch.ops.isbe.soft_error(torch.ones([1, 2]), torch.tensor([1n]))
console.log('isbe.soft_error       ', JSON.stringify(config[0].toArray()))
process.exitCode = torch.versions().variant === '${CUDA_VARIANT}' && torch.cuda.isAvailable() === (reason === null) ? 0 : 1
`

async function load() {
  await ensureNative({ env: ENV })
  return `Without LD_LIBRARY_PATH:\n\n${block(await must('env', ['-u', 'LD_LIBRARY_PATH', process.execPath, '-e', LOAD]))}`
}

/**
 * The whole suite, on the CUDA build.
 * @param {string} folder
 */
async function tests(folder) {
  await ensureNative({ env: ENV })
  const fresh = await must(process.execPath, [
    packageFile(ROOT, 'ts-node', 'dist/bin.js'),
    'scripts/generate/main.ts',
    '--check',
  ])
  const report = path.join(folder, 'jest.json')
  const args = [packageFile(ROOT, 'jest', 'bin/jest.js'), '--json', `--outputFile=${report}`]
  const { code } = await run(process.execPath, args, { cwd: ROOT, env: ENV, inherit: true })
  const result = /** @type {Record<string, number> | null} */ (readJson(report))
  fs.rmSync(report, { force: true })
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTotalTestSuites = 0,
  } = result ?? {}
  if (code !== 0)
    throw new SetupError(`${numFailedTests} tests failed on the ${CUDA_VARIANT} build`)
  return (
    `\`jest\`, whole: ${numTotalTestSuites} files, ${numPassedTests} passed, ${numFailedTests} failed, ` +
    `${numPendingTests} skipped (those that need a GPU, and opt-in ones). The typed operators:\n\n${block(fresh)}`
  )
}

/** Each kernel is in the library for each architecture. */
async function kernels() {
  const { ops, architectures } = await ensureNative({ env: ENV })
  const found = await kernelsIn(path.join(ROOT, ops), ENV)
  const wanted = String(architectures)
    .split(';')
    .map(name => `sm_${name.replace('-real', '')}`)
  const names = [...new Set([...found.kernels.values()].flat().map(({ name }) => name))].sort()
  for (const architecture of wanted) {
    const there = new Set(found.kernels.get(architecture)?.map(({ name }) => name))
    const missing = names.filter(name => !there.has(name))
    if (names.length === 0 || missing.length > 0) {
      throw new SetupError(
        `libisbe_ops.so lacks kernels for ${architecture}: ${missing.join(', ') || 'all'}`,
      )
    }
  }
  const newest = wanted.at(-1) ?? ''
  if (!found.ptx.includes(newest))
    throw new SetupError(`libisbe_ops.so has no PTX of ${newest} for later devices`)
  const cell = (/** @type {string} */ architecture, /** @type {string} */ name) => {
    const kernel = found.kernels.get(architecture)?.find(candidate => candidate.name === name)
    return kernel ? `${kernel.registers} / ${kernel.shared} / ${kernel.stack}` : '–'
  }
  const rows = names.map(name => `| \`${name}\` | ${wanted.map(a => cell(a, name)).join(' | ')} |`)
  return (
    `\`cuobjdump -res-usage\` of the library that was built: ${names.length} kernels, each for ${wanted.join(', ')}, ` +
    `and PTX of ${found.ptx.join(', ')}. Registers a thread / static shared bytes a block / stack bytes a thread ` +
    `(shared memory asked for at the launch is not in it).\n\n| kernel | ${wanted.join(' | ')} |\n` +
    `|---|${wanted.map(() => '---|').join('')}\n${rows.join('\n')}`
  )
}

/** What ptxas reports of each kernel for each architecture; the compiler alone tells of spills. */
async function spills() {
  const { architectures: built } = await ensureNative({ env: ENV })
  const wanted = String(built)
    .split(';')
    .map(name => `sm_${name.replace('-real', '')}`)
  const output = await must('python3', ['scripts/check/cuda_compile.py', '--arch', ...wanted])
  const spilled = [...output.matchAll(/^(sm_\d+).*\n((?: .*\n)*)/gm)].flatMap(
    ([, architecture, table]) =>
      [...String(table).matchAll(/^ +(\d+) +\d+ +(\d+) +(\d+) {2}(\w.*)$/gm)]
        .filter(([, , , bytes]) => Number(bytes) > 0)
        .map(
          ([, registers, stack, bytes, name]) =>
            `| ${architecture} | \`${name}\` | ${registers} | ${stack} | ${bytes} |`,
        ),
  )
  const architectures = [...output.matchAll(/^(sm_\d+)[^:]*: (\d+) kernels/gm)].map(
    ([, name, count]) => `${name} ${count}`,
  )
  return (
    `\`scripts/check/cuda_compile.py\` (ptxas): kernels for ${architectures.join(', ')}. ` +
    (spilled.length === 0
      ? 'None spills a register.'
      : `Those that spill registers, in bytes a thread:\n\n` +
        `| architecture | kernel | registers | stack | spilled |\n|---|---|---|---|---|\n${spilled.join('\n')}`)
  )
}

/** @type {Record<string, (folder: string) => Promise<string>>} `folder`: for files of their own */
const STAGES = { build, load, tests, kernels, spills }

module.exports = { ENV, STAGES }
