'use strict'

// `npm run check:gpu`: everything that needs a GPU, on a CUDA build. Without one it says why and
// ends well: `npm run check:cuda` shows what can be shown then. A driver without a toolkit is a failure.
const fs = require('node:fs')
const path = require('node:path')
const { readArguments } = require('./setup/arguments')
const { CUDA_VARIANT, chooseVariant, hasDriver } = require('./setup/cuda')
const { ensureDependencies } = require('./setup/dependencies')
const { runEntry } = require('./setup/entry')
const { SetupError } = require('./setup/errors')
const { secondsSince, step } = require('./setup/log')
const { ensureNative } = require('./setup/native')
const { ROOT } = require('./setup/paths')
const { packageFile, run } = require('./setup/process')
const { ensureTypescript } = require('./setup/typescript')

const ENV = { ...process.env, ISBE_CUDA: process.env.ISBE_CUDA || 'auto' }
const ISBE = path.join(ROOT, 'dist/cli/main.js')

const ASK = `
const { cuda } = require('./dist/index.js')
const reason = cuda.reason()
if (reason !== null) console.log('skipped: no CUDA device (' + reason + ')')
else for (let i = 0; i < cuda.deviceCount(); ++i) {
  const { name, major, minor, totalMemory } = cuda.getDeviceProperties(i)
  console.log('cuda:' + i + '  ' + name + ', sm_' + major + minor + ', ' + (totalMemory / 2 ** 30).toFixed(0) + ' GiB')
}
process.exitCode = reason === null ? 0 : 3
`

/** @returns {string[]} */
const jest = () => [
  packageFile(ROOT, 'jest', 'bin/jest.js'),
  'test/lib/cuda',
  'test/lib/isbe',
  'test/native/exports.test.ts',
]

/**
 * @param {string} loss
 * @param {readonly string[]} more
 * @returns {() => string[]}
 */
const train =
  (loss, ...more) =>
  () => [ISBE, 'train', '--device', 'cuda', '--loss', loss, '--epochs', '2', ...more]

/** @type {ReadonlyArray<readonly [name: string, args: () => readonly string[]]>} */
const STAGES = [
  ['tests', jest],
  ['N0 with cross-entropy', train('ce')],
  ['N0 with ISBE', train('isbe:softmax')],
  ['N0 with ISBE, as a CUDA graph', train('isbe:softmax', '--cuda-graph')],
  [
    'N0 in float16, as a CUDA graph',
    train('isbe:softmax', '--precision', 'float16', '--cuda-graph'),
  ],
  ['bench loss', () => [ISBE, 'bench', 'loss', '--device', 'cuda']],
  ['bench step', () => [ISBE, 'bench', 'step', '--device', 'cuda']],
]

/** The Python that `npm run bench:peers` has set up with PyTorch, or the machine's own. */
function findPython() {
  const peers = path.join(
    process.env.ISBE_PEERS_VENV ?? path.join(ROOT, '.venv-peers'),
    'bin/python',
  )
  return fs.existsSync(peers) ? peers : 'python3'
}

/**
 * The part that needs Python and PyTorch: every option and layout of the operators against the CPU.
 * @returns {Promise<boolean>} whether it passed, or could not be run
 */
async function gpuCheck() {
  const { code } = await run(findPython(), ['scripts/check/gpu.py'], { cwd: ROOT, inherit: true })
  if (code === 2 || code === 127) {
    step(
      'check:gpu: scripts/check/gpu.py was not run, for the reason above; npm run bench:peers makes a Python for it',
    )
  }
  return code === 0 || code === 2 || code === 127
}

runEntry(async () => {
  readArguments('npm run check:gpu')
  await ensureDependencies()
  const choice = await chooseVariant(ENV)
  const { variant } = await ensureNative({ env: ENV })
  await ensureTypescript()
  step(`check:gpu: ${variant} build (ISBE_CUDA=${CUDA_VARIANT} asks for one of CUDA)`)
  const { code, output } = await run(process.execPath, ['-e', ASK], { cwd: ROOT })
  process.stdout.write(output)
  if (code === 3 && ENV.ISBE_CUDA === 'auto' && choice.variant === 'cpu' && hasDriver()) {
    throw new SetupError(
      `expected a CUDA build, found one for the CPU: ${choice.reason}`,
      'Install the CUDA toolkit 13, or set CUDA_HOME to it',
    )
  }
  if (code === 3) return 0
  if (code !== 0) throw new SetupError('the addon cannot be loaded', undefined, output)
  const failed = []
  for (const [name, args] of STAGES) {
    step(`check:gpu: ${name}`)
    const start = performance.now()
    const result = await run(process.execPath, args(), { cwd: ROOT, env: ENV, inherit: true })
    step(`check:gpu: ${name}: ${result.code === 0 ? 'passed' : 'FAILED'} in ${secondsSince(start)}`)
    if (result.code !== 0) failed.push(name)
  }
  step('check:gpu: scripts/check/gpu.py')
  if (!(await gpuCheck())) failed.push('scripts/check/gpu.py')
  if (failed.length > 0) throw new SetupError(`check:gpu failed: ${failed.join(', ')}`)
  console.log('check:gpu passed')
})
