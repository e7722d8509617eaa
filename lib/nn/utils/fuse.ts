/** Batch norms folded into the layer before them, for inference. */
import { checkInstance } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { checkTensor, noGrad, operators, tidy, type Tensor } from '../../tensor'
import { Module, type AnyModule } from '../module'
import { Parameter } from '../parameter'
import { defineUtil } from './define'

type Folded = [weight: Parameter, bias: Parameter]

interface Statistics {
  runningMean: Tensor
  runningVar: Tensor
  eps: number
  /** Scale and shift of the batch norm, or null. */
  bnWeight?: Tensor | null
  bnBias?: Tensor | null
}

interface FoldArgs extends Statistics {
  weight: Tensor
  bias: Tensor | null
  transpose?: boolean
}

/** weight·γ/√(σ² + ε) along its outputs, and (bias − μ)·γ/√(σ² + ε) + β. */
function fold(args: FoldArgs, outputDim: number): Folded {
  const { weight, bias, runningMean, runningVar, eps, bnWeight, bnBias } = args
  for (const [name, tensor] of Object.entries({ weight, runningMean, runningVar })) {
    checkTensor(`nn.utils: ${name}`, tensor)
  }
  const [newWeight, newBias] = noGrad(() =>
    tidy(() => {
      const inverse = runningVar.add(eps).rsqrt()
      const factor = bnWeight ? inverse.mul(bnWeight) : inverse
      const centered = (bias ?? operators.zerosLike(runningMean)).sub(runningMean).mul(factor)
      const shape = weight.shape.map((_, dim) => (dim === outputDim ? -1 : 1))
      return [
        weight.mul(factor.reshape(shape)).to(weight.dtype),
        (bnBias ? centered.add(bnBias) : centered).to((bias ?? weight).dtype),
      ] as const
    }),
  )
  const learnsBias = bias ? bias.requiresGrad : weight.requiresGrad
  return [new Parameter(newWeight, weight.requiresGrad), new Parameter(newBias, learnsBias)]
}

const weightNames = [
  'weight!',
  'bias!',
  'runningMean!',
  'runningVar!',
  'eps!',
  'bnWeight',
  'bnBias',
] as const

/** Of a convolution [out, in, …], or transposed [in, out, …]. PyTorch: `torch.nn.utils.fuse_conv_bn_weights`. */
export const fuseConvBnWeights = defineUtil(
  'fuseConvBnWeights',
  [...weightNames, 'transpose'] as const,
  (args: FoldArgs) => fold(args, args.transpose ? 1 : 0),
)

/** Of a linear layer [out, in]. PyTorch: `torch.nn.utils.fuse_linear_bn_weights`. */
export const fuseLinearBnWeights = defineUtil(
  'fuseLinearBnWeights',
  weightNames,
  (args: FoldArgs) => fold(args, 0),
)

/** A layer with a weight and perhaps a bias. */
type Layer = AnyModule & { weight: Parameter; bias: Parameter | null }

/** What is taken of a batch norm. */
type Norm = AnyModule & {
  runningMean: Tensor | null
  runningVar: Tensor | null
  weight: Tensor | null
  bias: Tensor | null
  eps: number
  numFeatures: number
}

function checkLayers(what: string, layer: AnyModule, norm: AnyModule): asserts norm is Norm {
  checkInstance(`${what}: layer`, layer, Module, 'a module')
  checkInstance(`${what}: bn`, norm, Module, 'a batch norm')
  if (layer.training || norm.training) {
    throw new TorchError('VALUE', `${what}: expected modules in evaluation; call eval() first`)
  }
  const { runningMean, runningVar } = norm as unknown as Partial<Norm>
  if (!runningMean || !runningVar) {
    throw new OptionError(`${what}: bn: expected a batch norm with running statistics`)
  }
}

function folded<M extends Layer>(layer: M, norm: Norm, outputDim: number): M {
  const copy = layer.deepCopy()
  const { runningMean, runningVar, eps } = norm
  const [weight, bias] = fold(
    {
      weight: layer.weight,
      bias: layer.bias,
      runningMean: runningMean!,
      runningVar: runningVar!,
      eps,
      bnWeight: norm.weight,
      bnBias: norm.bias,
    },
    outputDim,
  )
  copy.weight.dispose()
  copy.bias?.dispose()
  copy.weight = weight
  copy.bias = bias
  return copy
}

/**
 * A convolution that does what `conv` and then `bn` did; both must be in evaluation. `transpose` for
 * transposed convolutions. PyTorch: `torch.nn.utils.fuse_conv_bn_eval`.
 */
export function fuseConvBnEval<M extends Layer>(conv: M, bn: AnyModule, transpose = false): M {
  checkLayers('nn.utils.fuseConvBnEval', conv, bn)
  return folded(conv, bn, transpose ? 1 : 0)
}

/**
 * A linear layer that does what `linear` and then `bn` did; both must be in evaluation.
 * PyTorch: `torch.nn.utils.fuse_linear_bn_eval`.
 */
export function fuseLinearBnEval<M extends Layer>(linear: M, bn: AnyModule): M {
  const what = 'nn.utils.fuseLinearBnEval'
  checkLayers(what, linear, bn)
  const outputs = linear.weight.shape[0]
  if (bn.numFeatures !== outputs && bn.numFeatures !== 1) {
    throw new OptionError(`${what}: expected a bn of ${outputs} features, found ${bn.numFeatures}`)
  }
  return folded(linear, bn, 0)
}
