// Compares the kernels of the CPU capability that ATEN_CPU_CAPABILITY asks for with the reference.
require('ts-node/register/transpile-only')
const { default: torch } = require('../../../lib/index')
const { compareAll, normalizations } = require('./matrix')

const names = Object.keys(normalizations)
const runs = [
  ...names.map(name => compareAll(name, 'float32')),
  ...['float64', 'bfloat16', 'float16'].flatMap(dtype =>
    ['softmax', 'tanh'].map(name => compareAll(name, dtype)),
  ),
]
process.stdout.write(
  JSON.stringify({
    capability: torch.versions().cpuCapability,
    compared: runs.reduce((sum, { compared }) => sum + compared, 0),
    failures: runs.flatMap(({ failures }) => failures),
  }),
)
