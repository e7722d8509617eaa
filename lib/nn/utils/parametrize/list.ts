import { checkInstance, describeValue } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { Tensor, checkTensor, noGrad, tidy } from '../../../tensor'
import { Module, type AnyModule } from '../../module'
import { Buffer, Parameter, replaceInPlace } from '../../parameter'
import { contents } from '../../tree'

/** A function of the tensors that are learned; with `rightInverse`, what they must be for a value. */
export type Parametrization = AnyModule & {
  rightInverse?(value: Tensor): Tensor | readonly Tensor[]
}

function refuse(problem: string): never {
  throw new TorchError('VALUE', `parametrize: ${problem}`)
}

function describe({ dtype, shape }: Tensor): string {
  return `${dtype}[${shape.join(', ')}]`
}

/** Throws unless a parametrization gives a tensor like the one it stands for. */
export function checkLike(what: string, value: unknown, expected: Tensor): asserts value is Tensor {
  if (value instanceof Tensor && describe(value) === describe(expected)) return
  const found = value instanceof Tensor ? describe(value) : describeValue(value)
  refuse(`${what}: expected ${describe(expected)}, found ${found}; { unsafe: true } allows it`)
}

function checkParametrizations(value: unknown): void {
  if (!Array.isArray(value) || value.length === 0) {
    refuse(`expected an array of parametrizations, found ${describeValue(value)}`)
  }
  for (const one of value as unknown[]) {
    checkInstance('parametrize: parametrization', one, Module, 'a module')
  }
}

/** The value before a parametrization; the value itself where it knows no inverse. */
function inverted(parametrization: Parametrization, value: unknown): unknown {
  try {
    return parametrization.rightInverse?.(value as Tensor) ?? value
  } catch (error) {
    if (error instanceof TorchError && error.code === 'NOT_IMPLEMENTED') return value
    throw error
  }
}

/**
 * The parametrizations of one tensor, applied in turn, with what is learned instead of it: `original`,
 * or `original0`, `original1`, … PyTorch: `torch.nn.utils.parametrize.ParametrizationList`.
 */
export class ParametrizationList extends Module<[], Tensor> {
  override readonly [contents]: Parametrization[]
  /** How many tensors are learned; null for one, which is called `original`. */
  readonly count: number | null

  constructor(
    parametrizations: readonly Parametrization[],
    original: Parameter | Buffer,
    public unsafe = false,
  ) {
    super()
    checkParametrizations(parametrizations)
    checkTensor('parametrize: original', original)
    this[contents] = [...parametrizations]
    const before = describe(original)
    this.count = noGrad(() =>
      tidy(() => {
        const inverse = [...parametrizations]
          .reverse()
          .reduce<unknown>((value, one) => inverted(one, value), original)
        return Array.isArray(inverse)
          ? this.registerSeveral(inverse, original)
          : this.registerOne(inverse, original)
      }),
    )
    if (!unsafe) this.checkResult(before)
  }

  get length(): number {
    return this[contents].length
  }

  append(parametrization: Parametrization): void {
    this[contents].push(parametrization)
  }

  /** The tensor that the module sees. */
  forward(): Tensor {
    return tidy(() => {
      const [first, ...rest] = this[contents]
      const start = first!.forward(...this.originals()) as Tensor
      return rest.reduce((value, one) => one.forward(value) as Tensor, start)
    })
  }

  /** Sets what is learned so that the module sees this value. */
  rightInverse(value: Tensor): void {
    noGrad(() =>
      tidy(() => {
        const inverse = [...this[contents]].reverse().reduce<unknown>((result, one) => {
          if (one.rightInverse) return one.rightInverse(result as Tensor)
          return refuse(
            `${one.constructor.name}: expected a rightInverse, for values to be assigned`,
          )
        }, value)
        const tensors = (Array.isArray(inverse) ? inverse : [inverse]) as Tensor[]
        const originals = this.originals()
        if (tensors.length !== originals.length) {
          refuse(`rightInverse: expected ${originals.length} tensors, found ${tensors.length}`)
        }
        originals.forEach((original, i) => {
          checkLike('rightInverse', tensors[i], original)
          original.copy_(tensors[i])
        })
      }),
    )
  }

  /** `original`, or all of `original0`, `original1`, … */
  originals(): (Parameter | Buffer)[] {
    const names =
      this.count === null
        ? ['original']
        : Array.from({ length: this.count }, (_, i) => `original${i}`)
    return names.map(name => Reflect.get(this, name) as Parameter)
  }

  private registerOne(inverse: unknown, original: Parameter | Buffer): null {
    if (!(inverse instanceof Tensor) || inverse.dtype !== original.dtype) {
      const found = inverse instanceof Tensor ? inverse.dtype : describeValue(inverse)
      refuse(`rightInverse: expected a tensor of ${original.dtype}, found ${found}`)
    }
    if (inverse !== original) replaceInPlace(original, inverse.detach())
    register(this, 'original', original)
    return null
  }

  private registerSeveral(inverse: readonly unknown[], original: Parameter | Buffer): number {
    inverse.forEach((value, i) => {
      if (!(value instanceof Tensor)) {
        refuse(`rightInverse: expected tensors, found ${describeValue(value)} at ${i}`)
      }
      const data = value.detach()
      const own =
        original instanceof Parameter
          ? new Parameter(data, original.requiresGrad)
          : new Buffer(data)
      register(this, `original${i}`, own)
    })
    return inverse.length
  }

  private checkResult(before: string): void {
    const found = tidy(() => {
      const value: unknown = this.forward()
      return value instanceof Tensor ? describe(value) : describeValue(value)
    })
    if (found === before) return
    refuse(
      `expected a parametrization to give ${before}, found ${found}; { unsafe: true } allows it`,
    )
  }
}

export function register(module: AnyModule, name: string, owned: Parameter | Buffer): void {
  if (owned instanceof Parameter) module.registerParameter(name, owned)
  else module.registerBuffer(name, owned)
}
