/** libtorch opens in a thread of its own while the package's JavaScript is evaluated; this runs dist/. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../../lib/native/record'

function runProgram(program: string, root = packageRoot) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['-e', program], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, signal, stdout: stdout.trim(), stderr }
}

test('the addon comes when it is first asked for', () => {
  const program = `
    const loading = require('./dist/native')
    const heard = []
    loading.whenLoaded(() => heard.push('before'))
    const before = heard.length
    const version = loading.native.torchVersion()
    loading.whenLoaded(() => heard.push('after'))
    console.log(before, version[0], heard.join(), loading.finishLoading() === loading.native)`
  expect(runProgram(program).stdout).toBe('0 2 before,after true')
})

test.each([
  ['exits', 'process.exit(3)', 3],
  ['throws', 'throw new Error("on purpose")', 1],
  ['has nothing more to do', '', 0],
])('a process that %s while libtorch opens ends as it should', (_, last, status) => {
  for (let run = 0; run < 3; run++)
    expect(runProgram(`require('./dist/native'); ${last}`)).toMatchObject({ status, signal: null })
})

test.each([10, 25, 40, 60])(
  'workers that load at once, some ended meanwhile, each %i ms after the last',
  delay => {
    const worker = `console.log(require('./dist').default.ones([2]).sum().item())`
    const program = `
      const { Worker } = require('node:worker_threads')
      for (let index = 0; index < 6; index++) {
        const thread = new Worker(${JSON.stringify(worker)}, { eval: true })
        if (index % 2) setTimeout(() => void thread.terminate(), ${delay} * index)
      }`
    const { status, signal, stdout } = runProgram(program)
    expect({ status, signal }).toEqual({ status: 0, signal: null })
    expect(stdout.split('\n').filter(line => line === '2').length).toBeGreaterThanOrEqual(3)
  },
)

test('without a native build the import says how to make it', () => {
  const root = mkdtempSync(join(tmpdir(), 'isbe-unbuilt-'))
  try {
    for (const name of ['dist', 'scripts', 'package.json'])
      cpSync(join(packageRoot, name), join(root, name), {
        recursive: true,
        filter: file => !/\.(map|d\.m?ts)$/.test(file),
      })
    symlinkSync(join(packageRoot, 'node_modules'), join(root, 'node_modules'))
    const { status, stderr } = runProgram(`require('./dist')`, root)
    expect(status).toBe(1)
    expect(stderr).toMatch(/NativeNotBuiltError: .*isbe setup/s)
  } finally {
    rmSync(root, { recursive: true })
  }
})
