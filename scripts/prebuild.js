'use strict'

// `npm run prebuild`: packages/<platform>, the npm package with the native build for the CPU. It is
// compiled in a copy of the checkout, and holds no folder of this machine.
const os = require('node:os')
const path = require('node:path')
const { runEntry } = require('./setup/entry')
const { copyCheckout } = require('./setup/copy')
const { withTemporaryFolder } = require('./setup/files')
const { ensureLibtorch } = require('./setup/libtorch')
const { step } = require('./setup/log')
const { ensureNative } = require('./setup/native')
const { findNpm } = require('./setup/npm')
const { ROOT } = require('./setup/paths')
const { assemble, requireNoPaths } = require('./setup/prebuilt')
const { prebuiltName } = require('./setup/stored')

/** @param {string} temporary */
async function prebuild(temporary) {
  const libtorch = await ensureLibtorch()
  const root = path.join(temporary, 'isbe-torch')
  copyCheckout(ROOT, root)
  // Assertions name the file that they stand in.
  const mapped = [`${root}/=`, `${libtorch.root}/=libtorch/`].map(map => `-ffile-prefix-map=${map}`)
  const CXXFLAGS = [process.env.CXXFLAGS, ...mapped].filter(Boolean).join(' ')
  const env = { ...process.env, ISBE_CUDA: 'cpu', ISBE_BUILD_CACHE: 'off', CXXFLAGS }
  const build = await ensureNative({ root, env })
  const folder = path.join(ROOT, 'packages', path.basename(prebuiltName()))
  assemble(root, build, folder)
  requireNoPaths(folder, [root, libtorch.root, os.homedir()])
  step(`${prebuiltName()} is in ${folder}`)
}

// npm also runs a script of this name before `npm run build`, where nobody has asked for it.
const wanted = /\bprebuild\b/.test(findNpm()?.command ?? 'prebuild')
if (wanted)
  runEntry(() => withTemporaryFolder(path.join(os.tmpdir(), 'isbe-torch-prebuild'), prebuild))
