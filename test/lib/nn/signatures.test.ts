/** The arguments of nn.init and nn.utils, in PyTorch's order (those of PyTorch 2.13 in camelCase). `!` marks required ones. */
import { nn } from '../../../lib'

type Call = (...args: unknown[]) => unknown

function messageOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing is refused'
}

/** What is asked for when nothing is given, then when that is given too, and so on. */
function required(call: Call): string[] {
  const given: Record<string, null> = {}
  for (;;) {
    const missing = /found no (\w+), expected/.exec(messageOf(() => call(given)))?.[1]
    if (missing === undefined || missing in given) return Object.keys(given)
    given[missing] = null
  }
}

const signatures: [path: string, signature: string][] = [
  ['init.constant_', 'tensor! val!'],
  ['init.dirac_', 'tensor! groups'],
  ['init.eye_', 'tensor!'],
  ['init.kaimingNormal_', 'tensor! a mode nonlinearity generator'],
  ['init.kaimingUniform_', 'tensor! a mode nonlinearity generator'],
  ['init.normal_', 'tensor! mean std generator'],
  ['init.ones_', 'tensor!'],
  ['init.orthogonal_', 'tensor! gain generator'],
  ['init.sparse_', 'tensor! sparsity! std generator'],
  ['init.truncNormal_', 'tensor! mean std a b generator'],
  ['init.uniform_', 'tensor! a b generator'],
  ['init.xavierNormal_', 'tensor! gain generator'],
  ['init.xavierUniform_', 'tensor! gain generator'],
  ['init.zeros_', 'tensor!'],
  ['utils.clipGradNorm_', 'parameters! maxNorm! normType errorIfNonfinite foreach'],
  ['utils.clipGradValue_', 'parameters! clipValue! foreach'],
  ['utils.clipGradsWithNorm_', 'parameters! maxNorm! totalNorm! foreach'],
  [
    'utils.fuseConvBnWeights',
    'weight! bias! runningMean! runningVar! eps! bnWeight bnBias transpose',
  ],
  ['utils.fuseLinearBnWeights', 'weight! bias! runningMean! runningVar! eps! bnWeight bnBias'],
  ['utils.getTotalNorm', 'tensors! normType errorIfNonfinite foreach'],
  ['utils.parametrizations.orthogonal', 'module! name orthogonalMap useTrivialization'],
  ['utils.parametrizations.spectralNorm', 'module! name nPowerIterations eps dim'],
  ['utils.parametrizations.weightNorm', 'module! name dim'],
  ['utils.prune.customFromMask', 'module! name! mask!'],
  ['utils.prune.identity', 'module! name!'],
  ['utils.prune.l1Unstructured', 'module! name! amount! importanceScores'],
  ['utils.prune.lnStructured', 'module! name! amount! n! dim! importanceScores'],
  ['utils.prune.randomStructured', 'module! name! amount! dim!'],
  ['utils.prune.randomUnstructured', 'module! name! amount!'],
  ['utils.prune.remove', 'module! name!'],
]

test.each(signatures)('%s takes %s', (path, signature) => {
  const call = path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], nn) as Call
  const names = signature.replaceAll('!', '').split(' ')
  const name = `nn.${path}`
  expect(messageOf(() => call())).toBe(
    `${name}: found no ${names[0]}, expected ${name}(${names.join(', ')})`,
  )
  expect(messageOf(() => call({ odd: 1 }))).toContain(
    `${name}: unknown option 'odd'; expected one of ${names.join(', ')}`,
  )
  expect(required(call)).toEqual(
    signature
      .split(' ')
      .filter(text => text.endsWith('!'))
      .map(text => text.slice(0, -1)),
  )
})
