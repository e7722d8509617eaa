import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTimings, timingsFile, timingsTable } from '../../scripts/setup/timings'
import { makeFolder, removeFolders } from './fixtures'

const folder = makeFolder()

afterAll(removeFolders)

test('the clock notes what a compiler took and made, and passes its status on', () => {
  const log = timingsFile(folder)
  const script = join(__dirname, '../../scripts/setup/timed.sh')
  const busy = 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done'
  const made = 'CMakeFiles/isbe_ops.dir/native/ops/schema.cpp.o'
  execFileSync('sh', [script, log, 'sh', '-c', busy, '-o', made])
  expect(spawnSync('sh', [script, log, 'sh', '-c', 'exit 3']).status).toBe(3)
  const [timing, ...others] = parseTimings(readFileSync(log, 'utf8'))
  expect(others).toEqual([])
  expect(timing!.file).toBe('isbe_ops: native/ops/schema.cpp')
  expect(timing!.seconds).toBeGreaterThan(0)
})

test('of a file that was compiled twice the last time counts; the slowest comes first', () => {
  const lines = [
    '0m9.000s 0m0.100s CMakeFiles/isbe_ops.dir/a.cpp.o',
    '1m2.500s 0m0.500s CMakeFiles/isbe_ops.dir/Unity/unity_cpu_cxx.cxx.o',
    '0m1.000s 0m0.000s CMakeFiles/isbe_ops.dir/a.cpp.o',
  ]
  expect(parseTimings(lines.join('\n'))).toEqual([
    { file: 'isbe_ops: group cpu', seconds: 63 },
    { file: 'isbe_ops: a.cpp', seconds: 1 },
  ])
  const other = join(folder, 'other')
  mkdirSync(other)
  writeFileSync(timingsFile(other), lines.join('\n'))
  expect(timingsTable(other)).toMatch(/ 63\.0 s {2}isbe_ops: group cpu\n .*\n +64\.0 s {2}all$/)
})

test('a build that was not compiled here has no times', () => {
  expect(() => timingsTable(join(folder, 'nowhere'))).toThrow('was not compiled here')
})
