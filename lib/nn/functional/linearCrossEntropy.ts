import { checkInstance } from '../../base/check'
import { TorchError } from '../../base/errors'
import { checkTensor, operator, operators, tidy, type Tensor } from '../../tensor'
import { LinearCrossEntropyOptions } from '../loss/linearCrossEntropyOptions'
import { define } from './define'

const entropy = operator('aten::cross_entropy_loss')

export interface LinearCrossEntropyArgs {
  /** [N, in] or [in] */
  input: Tensor
  /** [C, in], or [C, …d, in] for d losses a sample. */
  linearWeight: Tensor
  /** Classes [N, …d] or [], or distributions [N, C, …d] or [C]. */
  target: Tensor
  /** [C, …d] */
  linearBias?: Tensor | null
  /** The weight of each class, [C]. */
  weight?: Tensor | null
  reduction?: 'none' | 'mean' | 'sum'
  /** The class that does not count (default −100); not for distributions. */
  ignoreIndex?: number | null
  labelSmoothing?: number
  /** Taken from PyTorch and without effect. */
  options?: LinearCrossEntropyOptions | null
}

function refuse(problem: string): never {
  throw new TorchError('VALUE', `nn.functional.linearCrossEntropy: ${problem}`)
}

function text(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}

function check({ input, linearWeight, linearBias, options = null }: LinearCrossEntropyArgs): void {
  const { shape } = input
  if (options !== null) {
    const expected = 'a LinearCrossEntropyOptions'
    checkInstance(
      'nn.functional.linearCrossEntropy: options',
      options,
      LinearCrossEntropyOptions,
      expected,
    )
  }
  if (shape.length !== 1 && shape.length !== 2) {
    refuse(`input: expected [N, in] or [in], found ${text(shape)}`)
  }
  const weightShape = linearWeight.shape
  if (weightShape.length < 2 || weightShape.at(-1) !== shape.at(-1)) {
    refuse(`linearWeight: expected [C, …, ${shape.at(-1)}], found ${text(weightShape)}`)
  }
  const outputs = text(weightShape.slice(0, -1))
  if (linearBias) checkTensor('nn.functional.linearCrossEntropy: linearBias', linearBias)
  if (linearBias && text(linearBias.shape) !== outputs) {
    refuse(`linearBias: expected ${outputs}, found ${text(linearBias.shape)}`)
  }
  if (weightShape.length > 2 && shape.length === 1) {
    refuse(`input: expected [N, in] for several losses a sample, found ${text(shape)}`)
  }
}

/** The logits of a linear layer: [N, C, …d]. */
function logitsOf({ input, linearWeight, linearBias }: LinearCrossEntropyArgs): Tensor {
  const outputs = linearWeight.shape.slice(0, -1)
  const rows = linearWeight.flatten(0, -2)
  const logits = operators.linear(input, rows, linearBias ? linearBias.reshape([-1]) : null)
  return logits.reshape([...input.shape.slice(0, -1), ...outputs])
}

/**
 * Cross-entropy of what a linear layer makes of the input.
 * PyTorch: `nn.functional.linear_cross_entropy`.
 */
export const linearCrossEntropy = define(
  'linearCrossEntropy',
  ['input', 'linearWeight', 'target'],
  ['linearBias', 'weight', 'reduction', 'ignoreIndex', 'labelSmoothing', 'options'],
  (args: LinearCrossEntropyArgs) =>
    tidy(() => {
      check(args)
      const { target, weight, reduction, ignoreIndex = null, labelSmoothing = 0 } = args
      const logits = logitsOf(args)
      if (ignoreIndex !== null && text(target.shape) === text(logits.shape)) {
        refuse('ignoreIndex: does not go with a target of distributions')
      }
      return entropy(
        logits,
        target,
        weight,
        reduction,
        ignoreIndex ?? -100,
        labelSmoothing,
      ) as Tensor
    }),
)
