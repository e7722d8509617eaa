import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { built } from './built'

const name = `probe-${process.pid}`

function make(value: string, content: () => string): string {
  return built(name, {
    sources: ['test/support'],
    values: [value],
    make: file => writeFileSync(file, content()),
  })
}

test('what was built is built again only where something changed, and replaces the older', () => {
  const first = make('one', () => 'first')
  expect(make('one', () => 'another')).toBe(first)
  expect(readFileSync(first, 'utf8')).toBe('first')
  const second = make('two', () => 'second')
  expect(readFileSync(second, 'utf8')).toBe('second')
  expect(existsSync(first)).toBe(false)
  const failing = (): string => {
    throw new Error('does not compile')
  }
  expect(() => make('three', failing)).toThrow('does not compile')
  expect(make('two', failing)).toBe(second)
  expect(
    readFileSync(
      make('three', () => 'third'),
      'utf8',
    ),
  ).toBe('third')
  rmSync(make('three', failing))
})
