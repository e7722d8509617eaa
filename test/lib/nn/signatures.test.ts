/** The arguments of nn.init and nn.utils, in PyTorch's order (those of PyTorch 2.13 in camelCase). `!` marks required ones. */
import { nn } from '../../../lib'
import { expectArguments, type Call } from './argumentNames'

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
  expectArguments(`nn.${path}`, call, signature)
})
