/** The machine that the tests of the doctor break, one part at a time. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { examine } from '../../scripts/doctor'
import { sourceStamp } from '../../scripts/setup/stamp'
import { libtorchFiles, makeFolder, makeTools, writeAddon, writeTree } from './fixtures'

export type Machine = NonNullable<Parameters<typeof examine>[0]> & {
  root: string
  env: NodeJS.ProcessEnv
  home: string
}

export const tools = {
  cmake: 'echo cmake version 3.25.1',
  'c++': 'echo "c++ 12.2.0"',
  ninja: '',
  npm: 'case "$1" in --version) echo 11.0.0 ;; *) echo false ;; esac',
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A machine on which all is well. */
export function makeMachine(): Machine {
  const home = makeFolder()
  const env: NodeJS.ProcessEnv = { PATH: makeTools(tools), ISBE_HOME: home, ISBE_CUDA: 'cpu' }
  const files = libtorchFiles('2.13.0')
  const library = 'libtorch_cpu.so'
  const sums = { [library]: sha256(files[`lib/${library}`]!) }
  const installed = JSON.stringify({ version: '2.13.0', variant: 'cpu', libraries: sums })
  const libtorch = writeTree(join(home, 'libtorch/cpu-2.13.0'), {
    ...files,
    'isbe-torch.json': installed,
  })
  const root = writeTree(makeFolder(), {
    'package.json': '{ "engines": { "node": ">=20" } }',
    'CMakeLists.txt': '# build',
    'native/addon.cpp': '// source',
  })
  env.NODE_OPTIONS = writeAddon(join(root, 'build'))
  const build = {
    addon: 'build/isbe_torch.node',
    preload: 'build/isbe_preload.node',
    ops: 'build/libisbe_ops.so',
    libtorch,
    version: '2.13.0',
    variant: 'cpu',
    reason: 'ISBE_CUDA=cpu',
    architectures: null,
    sources: sourceStamp(root),
  }
  writeFileSync(join(root, 'build/native.json'), JSON.stringify(build))
  return { root, env, home, busyShare: () => Promise.resolve(0.1), cgroup: makeFolder() }
}
