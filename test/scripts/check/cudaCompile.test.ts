/** The CUDA kernels compile for a device, where there is a compiler for one. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(__dirname, '..', '..', '..')

it('scripts/check/cuda_compile.py compiles the kernels for one architecture, and spill no registers', async () => {
  const { stdout } = await promisify(execFile)(
    'python3',
    ['scripts/check/cuda_compile.py', '--arch', 'sm_90'],
    { cwd: root },
  )
  if (stdout.includes('not run: no nvcc')) {
    console.log('skipped: no nvcc')
    return
  }
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('compiled')
  const kernels = [...stdout.matchAll(/^ +\d+ +\d+ +\d+ +(\d+) {2}(\w.*)$/gm)].map(
    ([, spilled, name]) => ({ name: name!, spilled: Number(spilled) }),
  )
  expect(kernels.filter(({ name }) => name.startsWith('rows<'))).not.toHaveLength(0)
  expect(kernels.filter(({ name, spilled }) => spilled > 0 && !name.includes('double'))).toEqual([])
}, 600_000)
