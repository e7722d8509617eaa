'use strict'

// `node scripts/check/pypi-only.js`: on a machine that reaches PyPI and npm alone, libtorch comes
// from PyPI's CUDA wheel, the addon builds against it, and a network trains. Downloads some 550 MB to
// a folder of its own (ISBE_CHECK_HOME), which it removes, and builds in a copy of the checkout.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { copyCheckout } = require('../setup/copy')
const { runEntry } = require('../setup/entry')
const { SetupError } = require('../setup/errors')
const { withTemporaryFolder } = require('../setup/files')
const { ensureLibtorch } = require('../setup/libtorch')
const { secondsSince, step } = require('../setup/log')
const { ROOT } = require('../setup/paths')
const { run } = require('../setup/process')

const TRAIN = `
const { default: torch, nn, optim } = require('./dist')
torch.manualSeed(0)
const model = new nn.Sequential(
  new nn.Conv2d(1, 8, 3, { stride: 2 }), new nn.ReLU(), new nn.Flatten(), new nn.Linear(8 * 6 * 6, 10))
const optimizer = new optim.Adam(model.parameters(), { lr: 1e-2 })
const input = torch.randn([32, 1, 14, 14])
const target = torch.arange(32).remainder(10)
const losses = []
for (let i = 0; i < 20; ++i) torch.tidy(() => {
  const loss = new nn.CrossEntropyLoss().forward(model.forward(input), target)
  optimizer.zeroGrad(); loss.backward(); optimizer.step()
  losses.push(loss.item())
})
const [first, last] = [losses[0], losses.at(-1)]
if (!(last < first / 2)) throw new Error('the loss went from ' + first + ' to ' + last)
console.log('loss ' + first.toFixed(3) + ' -> ' + last.toFixed(3) + ' in 20 steps')
`

/**
 * pip as on a machine without settings: its own index alone, no folder of wheels.
 * @param {string} home
 * @returns {NodeJS.ProcessEnv}
 */
function pypiOnly(home) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ISBE_HOME: home, ISBE_CUDA: 'cpu', PIP_CONFIG_FILE: os.devNull }
  for (const name of Object.keys(env)) {
    if (/^(LIBTORCH|ISBE_LIBTORCH_.*|PIP_(FIND_LINKS|.*INDEX.*|CONSTRAINT))$/.test(name)) {
      delete env[name]
    }
  }
  return env
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function node(root, args, env) {
  const { code } = await run(process.execPath, args, { cwd: root, env, inherit: true })
  if (code !== 0) throw new SetupError(`node ${args[0]} failed with status ${code}`)
}

/** @param {string} folder */
async function check(folder) {
  const env = pypiOnly(path.join(folder, 'home'))
  const start = performance.now()
  const libtorch = await ensureLibtorch({ env, variant: 'cpu', archives: {} })
  if (libtorch.source !== 'CPU part of the wheel') {
    throw new SetupError(`libtorch came from another source (${libtorch.source})`)
  }
  const libraries = fs.readdirSync(path.join(libtorch.root, 'lib')).join(', ')
  step(`libtorch ${libtorch.version} in ${secondsSince(start)}: ${libraries}`)
  const root = path.join(folder, 'checkout')
  copyCheckout(ROOT, root)
  await node(root, ['scripts/build.js', '--native'], env)
  await node(root, ['scripts/build.js', '--typescript'], env)
  await node(root, ['-e', TRAIN], env)
  console.log('check:pypi-only passed')
}

const prefix = path.join(process.env.ISBE_CHECK_HOME ?? os.tmpdir(), 'isbe-torch-pypi-only')
runEntry(() => withTemporaryFolder(prefix, check, 'ISBE_CHECK_HOME'))
