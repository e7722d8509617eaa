import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')
const dist = join(root, 'dist')

test('the licence of every package that is bundled is packed too', () => {
  const components = JSON.parse(readFileSync(join(dist, 'third-party.json'), 'utf8')) as {
    name: string
    version: string
    license: string
  }[]
  expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['echarts', 'zod']))
  const texts = readFileSync(join(dist, 'third-party-licences.txt'), 'utf8')
  for (const { name, version, license } of components) {
    expect(texts).toContain(`${name} ${version} (${license})`)
  }
  expect(texts).toContain('Apache License')
  expect(texts).toContain('Permission is hereby granted, free of charge')
})

test('what was built is not built again: every file on record is there', () => {
  const record = join(root, 'build/typescript.json')
  const { files } = JSON.parse(readFileSync(record, 'utf8')) as { files: string[] }
  expect(files).toContain('dist/report/echarts.js')
  expect(files.filter(file => !existsSync(join(root, file)))).toEqual([])
})
