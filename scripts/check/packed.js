'use strict'

// `node scripts/check/packed.js ARCHIVE`: the packed package in empty projects, under npm 10, 11 and 12,
// with a prebuilt package made of this checkout's native build: installed, set up offline from the
// libtorch archive given, imported both ways from read-only folders with spaces and letters beyond ASCII.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { runEntry } = require('../setup/entry')
const { SetupError } = require('../setup/errors')
const { readJson, withTemporaryFolder } = require('../setup/files')
const { secondsSince, step } = require('../setup/log')
const { ensureNative } = require('../setup/native')
const { ROOT } = require('../setup/paths')
const { assemble } = require('../setup/prebuilt')
const { run } = require('../setup/process')

const NPM_VERSIONS = ['10', '11', '12']
const IMPORTS = [
  ['-e', "console.log(require('isbe-torch').ones([2, 2]).sum().item())"],
  [
    '--input-type=module',
    '-e',
    "import torch from 'isbe-torch'; console.log(torch.ones([2, 2]).sum().item())",
  ],
]

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} stdout
 */
async function must(command, args, options) {
  const { code, stdout, output } = await run(command, args, options)
  if (code === 0) return stdout
  throw new SetupError(`${command} ${args.join(' ')} failed`, undefined, output)
}

/**
 * @param {string} folder
 * @param {string} target
 * @returns {Promise<string>} path of the tarball
 */
async function pack(folder, target) {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', target]
  const output = await must('npm', args, { cwd: folder })
  const [packed] = /** @type {[{ filename: string }]} */ (JSON.parse(output))
  return path.join(target, packed.filename)
}

/**
 * @param {string} npm version
 * @param {readonly string[]} tarballs
 * @param {string} archive
 * @param {string} temporary
 */
async function checkWith(npm, tarballs, archive, temporary) {
  const cwd = path.join(temporary, `mit Leerzeichen, Größe ${npm}`)
  fs.mkdirSync(cwd)
  fs.writeFileSync(path.join(cwd, 'package.json'), '{ "name": "p", "version": "1.0.0" }')
  const home = path.join(temporary, `Häuser ${npm}`)
  const env = { ...process.env, ISBE_HOME: home, ISBE_LIBTORCH_ARCHIVE: archive, ISBE_CUDA: 'cpu' }
  const options = { cwd, env }
  const start = performance.now()
  await must('npx', ['--yes', `npm@${npm}`, 'install', ...tarballs], options)
  const installed = secondsSince(start)
  await must('npx', ['--no-install', 'isbe', 'setup'], options)
  const build = path.join(cwd, 'node_modules/isbe-torch/build')
  const { reason = '', addon = '' } = /** @type {Record<string, string>} */ (
    readJson(path.join(build, 'native.json')) ?? {}
  )
  if (!addon.includes('@isbe-torch'))
    throw new SetupError(`not the prebuilt package: ${addon} ${reason}`)
  await must('chmod', ['-R', 'a-w', 'node_modules'], options)
  for (const args of IMPORTS) {
    const text = await must(process.execPath, args, options)
    if (text.trim() !== '4') throw new SetupError(`expected 4, found ${text}`)
  }
  await must('chmod', ['-R', 'u+w', 'node_modules'], options)
  step(`npm ${npm}: installed in ${installed}, set up and imported in ${secondsSince(start)}`)
}

/** @param {string} temporary */
async function check(temporary) {
  const archive = path.resolve(process.argv[2] ?? '')
  const build = await ensureNative({ env: { ...process.env, ISBE_CUDA: 'cpu' } })
  assemble(ROOT, build, path.join(temporary, 'prebuilt'))
  const tarballs = [
    await pack(ROOT, temporary),
    await pack(path.join(temporary, 'prebuilt'), temporary),
  ]
  for (const npm of NPM_VERSIONS) await checkWith(npm, tarballs, archive, temporary)
  console.log('check:packed passed')
}

runEntry(() => withTemporaryFolder(path.join(os.tmpdir(), 'isbe-torch-packed'), check))
