/** A step that is recorded once and replayed with one launch instead of one an operator. */
import { checkFunction, checkOptionNames, checkPositiveInteger, refusePromise } from '../base/check'
import { TorchError } from '../base/errors'
import { native, type Opaque } from '../native'
import { describeTensor, keep, tidy, type Tensor } from '../tensor'
import { requireCuda, synchronize } from './device'
import { Stream, currentStream, stream } from './stream'

/** What a step takes and gives: tensors by position. */
export type Step = (...inputs: Tensor[]) => Tensor | readonly Tensor[]

export interface GraphOptions {
  /**
   * Calls that run as they are before one is recorded (default 3): libraries set themselves up in
   * them. They are steps like any other, on the inputs of their calls.
   */
  warmup?: number
}

export interface GraphedStep<S extends Step> {
  /** One step. The results are the same tensors at every call, overwritten by the next. */
  (...inputs: Parameters<S>): ReturnType<S>
  /** Whether the step has been recorded, so that a call is a replay. */
  readonly isCaptured: boolean
  /** Gives the graph's memory back, and forgets a recording that failed; the next call records anew. */
  reset(): void
}

interface Captured<S extends Step> {
  graph: Opaque
  inputs: Tensor[]
  outputs: ReturnType<S>
}

function describe(inputs: readonly Tensor[]): string {
  return inputs.map(describeTensor).join(', ')
}

function tensorsOf(outputs: Tensor | readonly Tensor[]): readonly Tensor[] {
  return Array.isArray(outputs) ? (outputs as readonly Tensor[]) : [outputs as Tensor]
}

/** The CUDA device that all inputs are on; undefined, for the current one, without inputs. */
function deviceOf(inputs: readonly Tensor[]): string | undefined {
  const devices = [...new Set(inputs.map(input => input.device))]
  if (devices.length === 0) return undefined
  if (devices.length === 1 && devices[0]!.startsWith('cuda')) return devices[0]
  throw new TorchError(
    'VALUE',
    `cuda.graph: expected inputs on one CUDA device, found ${describe(inputs)}; move them with .to()`,
  )
}

/**
 * Runs a step. Its results are apart from autograd: a graph that they kept alive would belong to one
 * stream, and the next step may be in another.
 */
function run<S extends Step>(step: S, inputs: readonly Tensor[]): ReturnType<S> {
  return tidy(() => {
    const outputs = step(...inputs)
    refusePromise('cuda.graph', outputs, 'a graph holds one synchronous call')
    const detached = tensorsOf(outputs).map(output => output.detach())
    return (Array.isArray(outputs) ? detached : detached[0]) as ReturnType<S>
  })
}

/**
 * A function that does what `step` does, after its warm-up by replaying a CUDA graph of it.
 * The step must do the same work at every call: inputs of the same shapes, no value read on the
 * host, no choice that depends on one. Numbers of JavaScript in it, such as a learning rate, are
 * recorded as they are: call `reset()` when one changes. PyTorch: `torch.cuda.CUDAGraph`.
 * @throws DeviceError without CUDA, TorchError VALUE for inputs of other shapes than recorded or that
 * are not on one GPU. A failed recording's error is thrown again by every call until `reset()`.
 */
export function graph<S extends Step>(step: S, options: GraphOptions = {}): GraphedStep<S> {
  checkFunction('cuda.graph', step)
  checkOptionNames('cuda.graph', options, ['warmup'])
  const { warmup = 3 } = options
  checkPositiveInteger('cuda.graph: warmup', warmup)
  requireCuda('cuda.graph')
  let side: Stream | null = null
  let calls = 0
  let warmedUp: string | null = null
  let captured: Captured<S> | null = null
  let failure: { cause: unknown } | null = null

  const reset = (): void => {
    if (captured && side) {
      synchronize(side.device)
      discard(captured)
    }
    captured = failure = side = null
  }
  /** The stream beside that of the caller, on the inputs' GPU, the same from call to call. */
  const sideFor = (inputs: Parameters<S>): Stream => {
    const device = deviceOf(inputs)
    side ??= new Stream({ device })
    if (warmedUp !== side.device) calls = 0
    warmedUp = side.device
    if (device === undefined || device === side.device) return side
    throw new TorchError(
      'VALUE',
      `cuda.graph: expected inputs on ${side.device} as in the calls before, found ${describe(inputs)}; call reset() first`,
    )
  }
  const record = (stream: Stream, inputs: Parameters<S>): Captured<S> => {
    try {
      return capture(stream, step, inputs)
    } catch (cause) {
      failure = { cause }
      throw cause
    }
  }
  const call = (...inputs: Parameters<S>): ReturnType<S> => {
    if (failure) throw failure.cause
    if (!captured) {
      const own = sideFor(inputs)
      if (calls++ < warmup) return beside(own, () => run(step, inputs))
      captured = record(own, inputs)
    }
    replay(captured, inputs)
    return captured.outputs
  }
  return Object.defineProperty(Object.assign(call, { reset }), 'isCaptured', {
    get: () => captured !== null,
  }) as GraphedStep<S>
}

/** Runs `fn` in another stream, after all that this one has, and lets this one wait for it. */
function beside<T>(side: Stream, fn: () => T): T {
  const own = currentStream(side.device)
  side.waitStream(own)
  const result = stream(side, fn)
  own.waitStream(side)
  return result
}

/** The result of `fn`; when it throws, `cleanUp` runs, and what that throws is not the cause. */
function orElse<T>(fn: () => T, cleanUp: () => void): T {
  try {
    return fn()
  } catch (cause) {
    try {
      cleanUp()
    } catch {
      // The first failure is the one to report.
    }
    throw cause
  }
}

function capture<S extends Step>(side: Stream, step: S, inputs: Parameters<S>): Captured<S> {
  const recorder = native.cudaNewGraph()
  const statics: Tensor[] = []
  const record = (): ReturnType<S> => {
    native.cudaBeginCapture(recorder)
    const made = orElse(
      () => run(step, statics),
      () => native.cudaEndCapture(recorder),
    )
    native.cudaEndCapture(recorder)
    return made
  }
  return orElse(
    () => {
      for (const input of inputs) statics.push(keep(tidy(() => input.clone())))
      synchronize(side.device)
      const outputs = beside(side, record)
      tensorsOf(outputs).forEach(keep)
      return { graph: recorder, inputs: statics, outputs }
    },
    () => {
      statics.forEach(input => input.dispose())
      native.cudaResetGraph(recorder)
    },
  )
}

function replay(captured: Captured<Step>, inputs: readonly Tensor[]): void {
  const [expected, found] = [describe(captured.inputs), describe(inputs)]
  if (expected !== found) {
    throw new TorchError(
      'VALUE',
      `cuda.graph: the step was recorded for ${expected}, found ${found}; call reset() first`,
    )
  }
  captured.inputs.forEach((input, i) => tidy(() => input.copy_(inputs[i]!)))
  native.cudaReplay(captured.graph)
}

/** The graph's memory is free for others only once the allocator's cache is emptied. */
function discard({ graph, inputs, outputs }: Captured<Step>): void {
  for (const tensor of [...tensorsOf(outputs), ...inputs]) tensor.dispose()
  native.cudaResetGraph(graph)
  native.cudaEmptyCache()
}
