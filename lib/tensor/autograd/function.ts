/** Operators with a derivative of the user's. PyTorch: `torch.autograd.Function`. */
import { checkFunction, describeValue, refusePromise } from '../../base/check'
import { TorchError } from '../../base/errors'
import { native, type Handle, type HandleOrHandles } from '../../native'
import { handlesOf } from '../check'
import { Tensor } from '../tensor'
import { FunctionContext } from './context'
import { isGradEnabled, noGrad } from './modes'

export { FunctionContext } from './context'

/** One gradient an input: a tensor of its shape, or null; null for what is no tensor. */
export type Gradients = Tensor | null | undefined | readonly (Tensor | null | undefined)[]

interface Differentiable {
  readonly name: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a gradient may be null where gradients are not materialized
  backward?(ctx: FunctionContext, ...gradients: any[]): Gradients
}

/** `forward` saves what `backward` needs. */
export interface ContextFunction<Inputs extends unknown[], Output> extends Differentiable {
  forward(ctx: FunctionContext, ...inputs: Inputs): Output
}

/** `forward` computes only; `setupContext` saves. */
export interface SetupFunction<Inputs extends unknown[], Output> extends Differentiable {
  forward(...inputs: Inputs): Output
  setupContext(ctx: FunctionContext, inputs: Inputs, output: Output): void
}

type AnyFunction = ContextFunction<unknown[], unknown> & Partial<SetupFunction<unknown[], unknown>>

const oneCall = 'forward and backward of a function are synchronous'

/**
 * A function whose gradient `backward` computes. A subclass has static `forward(ctx, ...inputs)` and
 * `backward(ctx, ...gradients)`, or `forward(...inputs)` with `setupContext(ctx, inputs, output)`;
 * `MyFunction.apply(...inputs)` calls it. Inputs that are no tensors are passed on as they are.
 * `forward` gives a tensor or an array of outputs, and is not recorded; `backward` gets a gradient an
 * output and gives one an input. With `createGraph` its operators are recorded.
 *
 * `backward` runs on the JS thread that called `apply`. What it throws, `backward()` throws.
 */
export abstract class Function {
  static apply<Inputs extends unknown[], Output>(
    this: SetupFunction<Inputs, Output>,
    ...inputs: Inputs
  ): Output
  static apply<Inputs extends unknown[], Output>(
    this: ContextFunction<Inputs, Output>,
    ...inputs: Inputs
  ): Output
  static apply(...inputs: unknown[]): unknown {
    const definition = this as unknown as AnyFunction
    checkDefinition(definition)
    const context = new FunctionContext(inputs)
    const output = runForward(definition, context, inputs)
    const outputs: readonly unknown[] = Array.isArray(output) ? output : [output]
    const results = connect(definition, context, inputs, outputs)
    return Array.isArray(output) ? results : results[0]
  }
}

function checkDefinition(definition: AnyFunction): void {
  const { name } = definition
  const forward: unknown = Reflect.get(definition, 'forward')
  if (typeof forward === 'function') return
  throw new TorchError(
    'NOT_IMPLEMENTED',
    `${name}: expected a static forward(ctx, ...inputs), found ${describeValue(forward)}`,
  )
}

function runForward(definition: AnyFunction, context: FunctionContext, inputs: unknown[]): unknown {
  const before = native.setGradMode(false)
  try {
    let output: unknown
    if (definition.setupContext) {
      output = definition.forward(...(inputs as [never]))
      definition.setupContext(context, inputs, output)
    } else output = definition.forward(context, ...inputs)
    refusePromise(`${definition.name}.forward`, output, oneCall)
    return output
  } finally {
    if (before) native.setGradMode(true)
  }
}

/** The outputs, with their place in the graph. */
function connect(
  definition: AnyFunction,
  context: FunctionContext,
  inputs: readonly unknown[],
  outputs: readonly unknown[],
): readonly unknown[] {
  const connected = native.connectFunction(
    definition.name,
    (...gradients) => runBackward(definition, context, gradients),
    handlesOf(inputs),
    handlesOf(outputs),
    ...FunctionContext.settings(context),
    definition.setupContext !== undefined,
  )
  if (typeof connected === 'number') {
    FunctionContext.attach(context, connected)
    return outputs
  }
  const [node, ...replaced] = connected
  FunctionContext.attach(context, node)
  return outputs.map((output, i) => {
    const handle = replaced[i] ?? null
    return handle === null ? output : new Tensor(handle)
  })
}

function runBackward(
  definition: AnyFunction,
  context: FunctionContext,
  gradients: readonly (Handle | null)[],
): HandleOrHandles {
  const { name } = definition
  if (typeof definition.backward !== 'function') {
    throw new TorchError(
      'NOT_IMPLEMENTED',
      `${name}: expected a static backward(ctx, ...gradients)`,
    )
  }
  const given = gradients.map(handle => (handle === null ? null : new Tensor(handle)))
  const found = definition.backward(context, ...given)
  refusePromise(`${name}.backward`, found, oneCall)
  if (found instanceof Tensor) return found.handle
  const results: readonly unknown[] = Array.isArray(found) ? found : [found]
  return results.map((gradient, i) => handleOfGradient(name, gradient, i))
}

function handleOfGradient(name: string, gradient: unknown, index: number): Handle | null {
  if (gradient === null || gradient === undefined) return null
  if (gradient instanceof Tensor) return gradient.handle
  throw new TorchError(
    'TYPE',
    `${name}.backward: expected a Tensor or null as gradient of input ${index}, found ` +
      describeValue(gradient),
  )
}

/** The value as it is; whoever goes on to what it was made of is refused. */
class Refusal extends Function {
  static forward(_: FunctionContext, value: Tensor, ..._sources: unknown[]): Tensor {
    return value
  }

  static backward(): never {
    throw new TorchError(
      'NOT_IMPLEMENTED',
      'backward: expected a function that can be differentiated twice, found one marked with ' +
        'onceDifferentiable',
    )
  }
}

/**
 * A backward whose operators are not recorded, for one that cannot be differentiated itself:
 * `static backward = onceDifferentiable((ctx, gradient) => …)`, or as a decorator. A second
 * derivative is an error. PyTorch: `torch.autograd.function.once_differentiable`.
 */
export function onceDifferentiable<
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as of Differentiable
  Backward extends (ctx: FunctionContext, ...gradients: any[]) => Gradients,
>(backward: Backward): Backward {
  checkFunction('onceDifferentiable', backward)
  return ((ctx: FunctionContext, ...gradients: (Tensor | null)[]) => {
    const found = noGrad(() => backward(ctx, ...gradients))
    if (!isGradEnabled() || !gradients.some(gradient => gradient?.requiresGrad)) return found
    return (Array.isArray(found) ? found : [found]).map((value: unknown) =>
      value instanceof Tensor ? Refusal.apply(value, ...gradients) : null,
    )
  }) as Backward
}
