/** Activations, each also in place: the operators have two names for what `inplace` tells here. */
import { describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { operator, type Tensor } from '../../tensor'
import { define, type ByName } from './define'

export interface Inplace {
  input: Tensor
  /** Overwrites the input. */
  inplace?: boolean
}

export type Activation<Args, Names extends readonly string[]> = ByName<
  Args & Inplace,
  readonly ['input!', ...Names, 'inplace'],
  Tensor
>

type Check = (what: string, args: Record<string, unknown>) => void

/** The operator `schema` with its numbers in the order of `names`. */
function activation<Args>(check?: Check) {
  return <const Names extends readonly string[]>(
    name: string,
    schema: string,
    ...names: Names
  ): Activation<Args, Names> => {
    const apply = operator(`aten::${schema}`)
    const overwrite = operator(`aten::${schema}_`)
    const rest = [...names, 'inplace']
    return define(name, ['input'], rest, (args: Inplace & Record<string, unknown>) => {
      check?.(`nn.functional.${name}`, args)
      const values = names.map(key => args[key.replace('!', '')])
      return (args.inplace ? overwrite : apply)(args.input, ...values) as Tensor
    }) as never
  }
}

/** max(x, 0). PyTorch: `nn.functional.relu`. */
export const relu = activation<object>()('relu', 'relu')
/** min(max(x, 0), 6). PyTorch: `nn.functional.relu6`. */
export const relu6 = activation<object>()('relu6', 'relu6')
/** x above 0, alpha·(exp(x) − 1) below. PyTorch: `nn.functional.elu`. */
export const elu = activation<{ alpha?: number }>()('elu', 'elu', 'alpha')
/** ELU with the constants that keep mean and variance. PyTorch: `nn.functional.selu`. */
export const selu = activation<object>()('selu', 'selu')
/** max(x, 0) + min(alpha·(exp(x/alpha) − 1), 0). PyTorch: `nn.functional.celu`. */
export const celu = activation<{ alpha?: number }>()('celu', 'celu', 'alpha')
/** x above 0, negativeSlope·x below. PyTorch: `nn.functional.leaky_relu`. */
export const leakyRelu = activation<{ negativeSlope?: number }>()(
  'leakyRelu',
  'leaky_relu',
  'negativeSlope',
)
function checkRange(what: string, { minVal = -1, maxVal = 1 }: Record<string, unknown>): void {
  const areNumbers = typeof minVal === 'number' && typeof maxVal === 'number'
  if (!areNumbers || !(minVal > maxVal)) return // the operator tells what is no number
  throw new TorchError(
    'VALUE',
    `${what}: expected minVal of at most maxVal, found ${describeValue(minVal)} and ${describeValue(maxVal)}`,
  )
}

/** x between minVal and maxVal. PyTorch: `nn.functional.hardtanh`. */
export const hardtanh = activation<{ minVal?: number; maxVal?: number }>(checkRange)(
  'hardtanh',
  'hardtanh',
  'minVal',
  'maxVal',
)
/** x/6 + ½ between 0 and 1. PyTorch: `nn.functional.hardsigmoid`. */
export const hardsigmoid = activation<object>()('hardsigmoid', 'hardsigmoid')
/** x·hardsigmoid(x). PyTorch: `nn.functional.hardswish`. */
export const hardswish = activation<object>()('hardswish', 'hardswish')
/** x·sigmoid(x). PyTorch: `nn.functional.silu`. */
export const silu = activation<object>()('silu', 'silu')
/** x·tanh(softplus(x)). PyTorch: `nn.functional.mish`. */
export const mish = activation<object>()('mish', 'mish')
/** x above the threshold, the value elsewhere. PyTorch: `nn.functional.threshold`. */
export const threshold = activation<{ threshold: number; value: number }>()(
  'threshold',
  'threshold',
  'threshold!',
  'value!',
)
/** Leaky ReLU of a random slope while training, of the mean slope else. PyTorch: `nn.functional.rrelu`. */
export const rrelu = activation<{ lower?: number; upper?: number; training?: boolean }>()(
  'rrelu',
  'rrelu',
  'lower',
  'upper',
  'training',
)
