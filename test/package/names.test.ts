/** ESM default, ESM named, `import *` and CommonJS offer the same names. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const dist = join(__dirname, '..', '..', 'dist')

const program = `
import { createRequire } from 'node:module'
import torch, * as everything from ${JSON.stringify(pathToFileURL(join(dist, 'entry.mjs')).href)}
const required = createRequire(import.meta.url)(${JSON.stringify(join(dist, 'index.js'))})
const names = object => Object.keys(object).filter(name => name !== 'default').sort()
const values = names(torch).every(name => torch[name] === everything[name] && torch[name] === required[name])
console.log(JSON.stringify({
  esmDefault: names(torch), esmAll: names(everything), commonJs: names(required), values,
}))
`

test('every way to import offers the same names, for the same things', () => {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  const { esmDefault, esmAll, commonJs, values } = JSON.parse(output) as Record<string, string[]>
  expect(esmDefault).toEqual(
    expect.arrayContaining(['Tensor', 'add', 'nn', 'optim', 'tidy', 'var']),
  )
  expect(esmAll).toEqual(esmDefault)
  expect(commonJs).toEqual(esmDefault)
  expect(values).toBe(true)
})
