/** A function whose saved tensors are not kept: the first time that backward asks, it runs again. */
import { TorchError } from '../../base/errors'
import { native } from '../../native'
import { describeTensor } from '../describe'
import { leavesOf, mapTensors } from '../func/tree'
import { operator } from '../ops/operator'
import { getRngState, setRngState } from '../random'
import { keep, tidy } from '../scope'
import { Tensor } from '../tensor'
import { Function, type FunctionContext } from './function'
import { savedTensorsHooks } from './savedTensors'
import { enableGrad } from './modes'

export type Compute = (...inputs: unknown[]) => unknown

const detach = operator('aten::detach') as (tensor: Tensor) => Tensor

/** Autocast as it was in the first run. */
interface Modes {
  device: string
  enabled: boolean
  dtype: number
}

function autocastModes(): Modes[] {
  const devices = native.cudaIsBuilt() ? ['cpu', 'cuda'] : ['cpu']
  return devices.map(device => ({ device, ...native.autocastMode(device) }))
}

function withModes<T>(modes: readonly Modes[], fn: () => T): T {
  const before = autocastModes()
  const set = ({ device, enabled, dtype }: Modes): void =>
    native.setAutocastMode(device, enabled, dtype)
  modes.forEach(set)
  try {
    return fn()
  } finally {
    before.forEach(set)
  }
}

function withRandomState<T>(state: Tensor | null, fn: () => T): T {
  if (state === null) return fn()
  const before = getRngState()
  setRngState(state)
  try {
    return fn()
  } finally {
    setRngState(before)
    before.dispose()
  }
}

/** One call of a function: what it takes to make it again, and what the second run saved. */
class Call {
  readonly #others: readonly unknown[]
  readonly #modes = autocastModes()
  readonly #state: Tensor | null
  /** The tensors that the first run saved, in order. */
  readonly #first: string[] = []
  /** Those of the second run that backward has not asked for yet. */
  readonly #second = new Map<number, Tensor>()
  #context: FunctionContext | null = null

  constructor(
    private readonly fn: Compute,
    private readonly inputs: readonly unknown[],
    preserve: boolean,
    private readonly compares: boolean,
  ) {
    this.#others = inputs.map(input => (input instanceof Tensor ? null : input))
    this.#state = preserve ? getRngState() : null
  }

  /** The first run; nothing that it saves is kept. */
  run(): unknown {
    return savedTensorsHooks(
      tensor => this.#first.push(describeTensor(tensor)) - 1,
      index => this.#take(index),
      () => this.fn(...this.inputs),
    )
  }

  /** Leaves tensors to the graph, which frees them with itself. */
  attach(context: FunctionContext): void {
    context.saveForBackward(
      this.#state,
      ...this.inputs.map(input => (input instanceof Tensor ? input : null)),
    )
    this.#context = context
  }

  runAgain(): void {
    if (this.#context === null) {
      throw new TorchError(
        'VALUE',
        'checkpoint: expected backward to begin at what the function returned, found it at a ' +
          'tensor that the function handed out otherwise, and nothing returned that requires a gradient',
      )
    }
    const [state, ...tensors] = this.#context.savedTensors as (Tensor | null)[]
    const inputs = tensors.map((tensor, i) => tensor ?? this.#others[i])
    for (const tensor of this.#second.values()) tensor.dispose()
    this.#second.clear()
    const saved: string[] = []
    tidy(() =>
      withRandomState(state ?? null, () =>
        withModes(this.#modes, () =>
          enableGrad(() =>
            savedTensorsHooks(
              tensor => {
                this.#second.set(saved.length, keep(detach(tensor)))
                saved.push(describeTensor(tensor))
              },
              neverUnpacked,
              () => void this.fn(...inputs),
            ),
          ),
        ),
      ),
    )
    this.#compare(saved)
  }

  #compare(saved: readonly string[]): void {
    if (saved.length !== this.#first.length) {
      throw new TorchError(
        'VALUE',
        `checkpoint: expected the function to save ${this.#first.length} tensors again, found ` +
          `${saved.length}: it must do the same each time`,
      )
    }
    const index = this.#first.findIndex((first, i) => first !== saved[i])
    if (!this.compares || index < 0) return
    throw new TorchError(
      'VALUE',
      `checkpoint: expected the function to save ${this.#first[index]} again, found ` +
        `${saved[index]}: it must do the same each time`,
    )
  }

  #take(index: number): Tensor {
    if (!this.#second.has(index)) this.runAgain()
    const kept = this.#second.get(index)!
    this.#second.delete(index)
    const taken = detach(kept)
    kept.dispose()
    return taken
  }
}

function neverUnpacked(): never {
  throw new Error('the graph of the second run is dropped')
}

/** The outputs as they are; their gradients are what the second run is made for. */
class Recompute extends Function {
  static forward(ctx: FunctionContext, call: Call, ...outputs: Tensor[]): Tensor[] {
    ctx.call = call
    ctx.setMaterializeGrads(false)
    call.attach(ctx)
    // No views, which a function may not give away to be changed in place.
    return outputs.map(output => output.data)
  }

  static backward(ctx: FunctionContext, ...gradients: (Tensor | null)[]): (Tensor | null)[] {
    tidy(() => (ctx.call as Call).runAgain())
    return [null, ...gradients]
  }
}

/** `fn(...inputs)`, of which backward will compute again what it needs. */
export function runForgetting(
  fn: Compute,
  inputs: readonly unknown[],
  preserveRngState: boolean,
  compares: boolean,
): unknown {
  const call = new Call(fn, inputs, preserveRngState, compares)
  const output = call.run()
  const tensors = leavesOf(output, 'checkpoint').filter(leaf => leaf instanceof Tensor)
  const recorded = [...new Set(tensors)].filter(tensor => tensor.requiresGrad)
  if (recorded.length === 0) return output
  const results = Recompute.apply(call, ...recorded)
  const others = new Map(recorded.map((tensor, i) => [tensor, results[i]!]))
  return mapTensors(output, tensor => others.get(tensor) ?? tensor)
}
