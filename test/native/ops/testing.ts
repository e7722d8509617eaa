/** The operators of isbe_testing: those of isbe by the source of the CUDA kernels, on the CPU. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import torch from '../../../lib'
import { packageRoot, readBuildRecord } from '../../../lib/native/record'

function libraryPath(): string {
  const path = join(packageRoot, dirname(readBuildRecord().ops), 'libisbe_ops_testing.so')
  if (existsSync(path)) return path
  throw new Error(`${path} is missing: run node scripts/build.js --testing, as npm test does`)
}

torch.ops.loadLibrary(libraryPath())

export const { isbe_testing: testing } = torch.ops
