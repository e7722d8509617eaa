/** The CUDA kernels compile for a device, where there is a compiler for one. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { packageRoot } from '../../../lib/native/record'
import { findNvcc } from '../../../scripts/setup/cuda'
import { built } from '../../support/built'

const script = 'scripts/check/cuda_compile.py'

/** What the script prints when all compiles. */
function compile(nvcc: string): string {
  const report = built('cuda-compile', {
    sources: ['native/ops', script],
    values: [
      nvcc,
      execFileSync(nvcc, ['--version'], { encoding: 'utf8' }),
      process.env.LIBTORCH ?? '',
    ],
    make: file => {
      const options = { cwd: packageRoot, encoding: 'utf8' } as const
      const { status, stdout } = spawnSync('python3', [script, '--arch', 'sm_90'], options)
      if (status !== 0) throw new Error(stdout)
      writeFileSync(file, stdout)
    },
  })
  return readFileSync(report, 'utf8')
}

it(`${script} compiles the kernels for one architecture, and spill no registers`, () => {
  const nvcc = findNvcc(process.env)
  if (nvcc === null) {
    console.log('skipped: no nvcc')
    return
  }
  const printed = compile(nvcc)
  expect(printed.trimEnd().split('\n').at(-1)).toBe('compiled')
  const kernels = [...printed.matchAll(/^ +\d+ +\d+ +\d+ +(\d+) {2}(\w.*)$/gm)].map(
    ([, spilled, name]) => ({ name: name!, spilled: Number(spilled) }),
  )
  expect(kernels.filter(({ name }) => name.startsWith('rows<'))).not.toHaveLength(0)
  expect(kernels.filter(({ name, spilled }) => spilled > 0 && !name.includes('double'))).toEqual([])
}, 600_000)
