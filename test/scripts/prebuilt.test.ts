import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { NativeBuild } from '../../scripts/setup/native'
import { assemble, requireNoPaths } from '../../scripts/setup/prebuilt'
import { LIBRARIES, prebuiltName } from '../../scripts/setup/stored'
import { makeFolder, packageRoot, removeFolders, writeAddon } from './fixtures'

afterEach(removeFolders)

const build = {
  addon: 'build/isbe_torch.node',
  version: '2.13.0',
  variant: 'cpu',
  sources: 'abc',
} as NativeBuild

test('a prebuilt package holds the libraries, and says what they fit', () => {
  const root = makeFolder()
  const manifest = { name: 'isbe-torch', version: '1.2.3', license: 'MIT' }
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(root, 'LICENSE'), '')
  writeAddon(join(root, 'build'))
  const folder = join(root, 'packages/here')
  assemble(root, build, folder)
  const names = ['LICENSE', 'native.json', 'package.json', ...Object.values(LIBRARIES)]
  expect(readdirSync(folder).sort()).toEqual(names.sort())
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object
  expect(read('native.json')).toEqual({ version: '2.13.0', variant: 'cpu', sources: 'abc' })
  expect(read('package.json')).toMatchObject({
    name: prebuiltName(),
    version: '1.2.3',
    os: [process.platform],
    cpu: [process.arch],
    libc: ['glibc'],
  })
})

test('a library with a folder of this machine in it is refused', () => {
  const folder = makeFolder()
  mkdirSync(folder, { recursive: true })
  writeAddon(folder)
  expect(() => requireNoPaths(folder, ['/home/me'])).not.toThrow()
  writeFileSync(join(folder, LIBRARIES.ops), Buffer.from('\0assert /home/me/native/a.cpp\0'))
  expect(() => requireNoPaths(folder, ['/home/me'])).toThrow(
    /^libisbe_ops\.so holds \/home\/me, a folder of this machine/,
  )
})

test('two packs of the same files are the same to the byte, and hold what is needed alone', () => {
  const pack = () => {
    const folder = makeFolder()
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
    const { stdout } = spawnSync('npm', args, { cwd: packageRoot, encoding: 'utf8' })
    const [packed] = JSON.parse(stdout) as { shasum: string; files: { path: string }[] }[]
    return packed!
  }
  const [first, second] = [pack(), pack()]
  expect(first.shasum).toBe(second.shasum)
  const paths = first.files.map(({ path }) => path)
  expect(
    paths.filter(path => /^(test|lib|build|runs|packages|scripts\/check)\//.test(path)),
  ).toEqual([])
  expect(paths.filter(path => /\.map$|peers\/|\.py$/.test(path))).toEqual([])
  const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8')
  const linked = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(match => match[1]!)
  expect(linked.filter(path => !paths.includes(path))).toEqual([])
  const needed = [
    'scripts/install.js',
    'scripts/doctor/index.js',
    'CMakeLists.txt',
    'dist/cli/main.js',
  ]
  expect(needed.filter(path => !paths.includes(path))).toEqual([])
})
