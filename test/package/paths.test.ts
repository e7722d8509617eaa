import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { packageRoot, readBuildRecord } from '../../lib/native/record'

test('the native build names no folder of the machine that made it', () => {
  const { addon, libtorch } = readBuildRecord()
  const folder = dirname(resolve(packageRoot, addon))
  const libraries = readdirSync(folder).filter(name => /\.(node|so)$/.test(name))
  expect(libraries.length).toBeGreaterThanOrEqual(3)
  const naming = libraries.filter(name => {
    const bytes = readFileSync(join(folder, name))
    return [packageRoot, libtorch].some(path => bytes.includes(path))
  })
  expect(naming).toEqual([])
})
