import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LINT_CHECKS } from '../../scripts/lint'
import {
  makeCheckout,
  makeFolder,
  makeLibtorch,
  makeTools,
  packageRoot,
  removeFolders,
} from './fixtures'

afterEach(removeFolders)

/** A package whose program ends with the status given. */
const program = (name: string, bin: string, body: string) => ({
  [`node_modules/${name}/package.json`]: '{ "version": "1.0.0" }',
  [`node_modules/${name}/${bin}`]: body,
})

const cmakeJs = `
const fs = require('node:fs')
const folder = process.argv[process.argv.indexOf('--out') + 1] + '/Release'
fs.mkdirSync(folder, { recursive: true })
for (const name of ['isbe_torch.node', 'isbe_preload.node', 'libisbe_ops.so', 'libisbe_ops_testing.so']) fs.writeFileSync(folder + '/' + name, '')
`

/** Prints its arguments; ends with 7, or at "wait" only after a signal and a pause. */
const main = `
console.log(process.argv.slice(2).join(' '))
let signals = 0
if (process.argv.includes('wait')) {
  setInterval(() => {}, 1000)
  process.on('SIGINT', () => setTimeout(() => {
    console.log('signals: ' + ++signals)
    process.exit(signals === 1 ? 3 : 4)
  }, 200))
  console.log('ready')
} else process.exitCode = 7
`

const tsc = `
const fs = require('node:fs')
if (process.argv.includes('--noEmit')) {
  console.log('Types: 1')
  process.exit(Number(process.env.TSC_STATUS ?? 0))
}
fs.mkdirSync('dist/cli', { recursive: true })
fs.writeFileSync('dist/cli/main.js', ${JSON.stringify(main)})
console.log('TSFILE: ' + process.cwd() + '/dist/cli/main.js')
`

const ruff = `
exports.PositionEncoding = {}
exports.Workspace = class { check() { return [] } format(text) { return text } }
`

const jestProgram = `
const fs = require('node:fs')
const option = process.argv.find((argument) => argument.startsWith('--outputFile='))
fs.writeFileSync(option.split('=')[1], process.env.JEST_REPORT)
console.log('jest ' + process.argv.slice(4).join(' '))
process.exit(Number(process.env.JEST_STATUS ?? 0))
`

function checkout(): string {
  return makeCheckout({
    'CMakeLists.txt': '',
    'native/addon.cpp': '',
    'lib/cli/main.ts': '',
    'node_modules/node-addon-api/package.json': '{ "version": "1.0.0" }',
    ...program('cmake-js', 'bin/cmake-js', cmakeJs),
    ...program('typescript', 'bin/tsc', tsc),
    ...program('eslint', 'bin/eslint.js', ''),
    ...program('prettier', 'bin/prettier.cjs', ''),
    ...program('@astral-sh/ruff-wasm-nodejs', 'ruff_wasm.js', ruff),
    'ruff.toml': '',
    'README.md': '',
    ...program('clang-format', 'index.js', ''),
    ...program('ts-node', 'dist/bin.js', ''),
    ...program('jest', 'bin/jest.js', jestProgram),
  })
}

function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    PATH: makeTools({ cmake: 'echo cmake version 3.25.1', 'c++': '', ninja: '' }),
    LIBTORCH: makeLibtorch('2.13.0'),
    ISBE_BUILD_CACHE: 'off',
    ...more,
  }
}

function runScript(root: string, script: string, args: string[], env: NodeJS.ProcessEnv) {
  const result = spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  return { ...result, last: result.stdout.trim().split('\n').at(-1) }
}

test('a failure is one line on stderr and status 1', () => {
  const { status, stdout, stderr } = runScript(packageRoot, 'build.js', ['--fast'], environment())
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'isbe-torch: unknown argument --fast. Usage: npm run build [-- --native | --testing | --typescript | --timings].\n',
  })
})

test.each(['bench-peers', 'build', 'check-cuda', 'check-gpu', 'format', 'lint'])(
  '%s: an argument that it does not take shows its usage',
  name => {
    const { status, stderr } = runScript(packageRoot, `${name}.js`, ['--fast'], environment())
    const verb = name.replace('-', ':')
    expect([status, stderr]).toEqual([1, expect.stringContaining(`Usage: npm run ${verb}`)])
    const help = runScript(packageRoot, `${name}.js`, ['--help'], environment())
    expect([help.status, help.stdout]).toEqual([
      0,
      expect.stringContaining(`Usage: npm run ${verb}`),
    ])
  },
)

test('install: a wrong LIBTORCH is one line', () => {
  const env = environment({ LIBTORCH: makeLibtorch('2.9.0'), ISBE_INSTALL: 'require' })
  const { status, stderr } = runScript(checkout(), 'install.js', [], env)
  expect(status).toBe(1)
  expect(stderr).toMatch(/^isbe-torch: libtorch 2.9.0 found in LIBTORCH=.*: expected 2.11 .*\n$/)
})

test('install: what cannot be built is no failure, but a banner with the command to run', () => {
  const env = environment({ LIBTORCH: makeLibtorch('2.9.0') })
  const { status, stderr } = runScript(checkout(), 'install.js', [], env)
  expect(status).toBe(0)
  expect(stderr).toMatch(
    /^isbe-torch: libtorch 2.9.0 found in LIBTORCH=.*\n.*without its native build/,
  )
  expect(stderr).toContain('npx isbe setup')
})

test('install: ISBE_INSTALL=skip does nothing, and another word is an error', () => {
  const env = environment({ LIBTORCH: '/nowhere', ISBE_INSTALL: 'skip' })
  const skipped = runScript(checkout(), 'install.js', [], env)
  expect(skipped).toMatchObject({
    status: 0,
    stderr: 'isbe-torch: ISBE_INSTALL=skip: no native build is made\n',
  })
  const wrong = runScript(checkout(), 'install.js', [], { ...env, ISBE_INSTALL: 'never' })
  expect(wrong.status).toBe(1)
  expect(wrong.stderr).toMatch(/^isbe-torch: ISBE_INSTALL='never': expected auto, require, skip\./)
})

test('the output of a failed compiler stands below its cause', () => {
  const root = checkout()
  writeFileSync(
    join(root, 'node_modules/cmake-js/bin/cmake-js'),
    'console.log("native/a.cpp:1:2: error: bad"); process.exit(1)',
  )
  const lines = runScript(root, 'build.js', ['--native'], environment()).stderr.split('\n')
  expect(lines.slice(1)).toEqual([
    'isbe-torch: native/a.cpp:1 does not compile: bad. Correct it and run `npm run build`.',
    'native/a.cpp:1:2: error: bad',
    '',
  ])
})

test('build: installs the npm packages of a fresh clone first', () => {
  const root = checkout()
  writeFileSync(join(root, 'package-lock.json'), '{ "packages": { "": {} } }')
  const npm = `echo "$*" > ${join(root, 'asked')}`
  const PATH = makeTools({ npm, cmake: 'echo cmake version 3.25.1', 'c++': '', ninja: '' })
  const { status, stderr } = runScript(root, 'build.js', [], environment({ PATH }))
  expect([status, stderr.split('\n')[0]]).toEqual([0, 'isbe-torch: installing npm packages'])
  expect(readFileSync(join(root, 'asked'), 'utf8')).toBe('ci --ignore-scripts\n')
  expect(runScript(root, 'build.js', ['--native'], environment({ PATH: '' })).stderr).not.toContain(
    'npm packages',
  )
})

describe('start', () => {
  test("sets up, hands arguments and the exit status on; stdout is the program's own", () => {
    const { status, stdout } = runScript(checkout(), 'start.js', ['--epochs', '1'], environment())
    expect({ status, stdout }).toEqual({ status: 7, stdout: 'start --epochs 1\n' })
  })

  test('Ctrl-C reaches the program once and is waited for', async () => {
    const root = checkout()
    const child = spawn(process.execPath, [join(root, 'scripts/start.js'), 'wait'], {
      cwd: root,
      env: environment(),
      detached: true,
    })
    let text = ''
    const status = new Promise(resolve => child.on('close', resolve))
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (!chunk.includes('ready')) return
      // As from a terminal and, once more, from npm.
      process.kill(-(child.pid ?? 0), 'SIGINT')
      child.kill('SIGINT')
    })
    expect(await status).toBe(3)
    expect(text).toBe('start wait\nready\nsignals: 1\n')
  })
})

describe('test', () => {
  const checks = LINT_CHECKS.length + 1 // the freshness of generated code
  const report = (more: object) =>
    JSON.stringify({ numPassedTests: 5, numFailedTests: 0, numRuntimeErrorTestSuites: 0, ...more })

  test.each<[string, NodeJS.ProcessEnv, string, number]>([
    ['all pass', { JEST_REPORT: report({}) }, `${5 + checks} passed, 0 failed`, 0],
    [
      'a test fails',
      { JEST_REPORT: report({ numFailedTests: 2 }), JEST_STATUS: '1' },
      `${5 + checks} passed, 2 failed`,
      1,
    ],
    [
      'a file does not load',
      { JEST_REPORT: report({ numRuntimeErrorTestSuites: 1 }), JEST_STATUS: '1' },
      `${5 + checks} passed, 1 failed`,
      1,
    ],
    ['jest crashes', { JEST_REPORT: '', JEST_STATUS: '1' }, `${checks} passed, 1 failed`, 1],
    [
      'lint fails, the rest still runs',
      { JEST_REPORT: report({}), TSC_STATUS: '2' },
      `${4 + checks} passed, 1 failed`,
      1,
    ],
    [
      'set-up fails, the rest still runs',
      { JEST_REPORT: report({}), LIBTORCH: '/nowhere' },
      `${5 + checks} passed, 1 failed`,
      1,
    ],
  ])('%s', (_name, env, line, expected) => {
    const { status, last } = runScript(checkout(), 'test.js', [], environment(env))
    expect({ status, last }).toEqual({ status: expected, last: line })
  })

  test('with arguments only Jest runs', () => {
    const env = environment({ JEST_REPORT: report({}) })
    const { stdout } = runScript(checkout(), 'test.js', ['nn', '-t', 'Linear'], env)
    expect(stdout).toBe('jest nn -t Linear\n5 passed, 0 failed\n')
  })

  test('nothing ran: status 1', () => {
    const env = environment({ JEST_REPORT: report({ numPassedTests: 0 }) })
    const { status, last } = runScript(checkout(), 'test.js', ['nothing'], env)
    expect({ status, last }).toEqual({ status: 1, last: '0 passed, 0 failed' })
  })

  test.each([
    ['0 passed, 1 failed', 'exit 1', 1, '0 passed, 1 failed'],
    ['a count, then a line of npm', 'echo "3 passed, 0 failed"; echo bye', 0, '3 passed, 0 failed'],
    ['a status without a count', 'exit 0', 1, '0 passed, 1 failed'],
    ['nothing ran', 'echo "0 passed, 0 failed"', 1, '0 passed, 0 failed'],
    ['a failed status', 'echo "3 passed, 0 failed"; exit 1', 1, '3 passed, 0 failed'],
  ])('.ci/run: %s', (_name, npm, expected, line) => {
    const env = { PATH: `${makeTools({ npm })}:/usr/bin:/bin`, HOME: makeFolder() }
    const { status, stdout } = spawnSync(join(packageRoot, '.ci/run'), { env, encoding: 'utf8' })
    const last = stdout.trim().split('\n').at(-1)
    expect({ status, last }).toEqual({ status: expected, last: line })
  })
})
