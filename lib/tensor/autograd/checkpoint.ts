/** Memory for time: what a function computed is computed again when backward needs it. */
import { checkBoolean, checkFunction, checkOptionNames, describeValue } from '../../base/check'
import { OptionError, TorchError } from '../../base/errors'
import { native } from '../../native'
import { getRngState, setRngState } from '../random'
import { tidy } from '../scope'
import { operator } from '../ops/operator'
import { Tensor } from '../tensor'
import { backward } from './backward'
import { Function, type FunctionContext } from './function'
import { enableGrad, isGradEnabled } from './modes'

export interface CheckpointOptions {
  /** Computes again with the random numbers of the first time (default true). */
  preserveRngState?: boolean
}

type Compute = (...inputs: unknown[]) => unknown

const empty = operator('aten::empty')
const detach = operator('aten::detach')

/** A tensor that requires a gradient: parameters may, even where no input does. */
function gradientAnchor(): Tensor {
  const anchor = empty([0]) as Tensor
  anchor.requiresGrad = true
  return anchor
}

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

function listOf(output: unknown): unknown[] {
  return Array.isArray(output) ? output : [output]
}

/** The input as a leaf of a graph of its own. */
function asLeaf(input: unknown, needsGrad: boolean): unknown {
  if (!(input instanceof Tensor)) return input
  const leaf = detach(input) as Tensor
  leaf.requiresGrad = needsGrad
  return leaf
}

class Checkpoint extends Function {
  static forward(
    ctx: FunctionContext,
    fn: Compute,
    preserve: boolean,
    _anchor: Tensor,
    ...inputs: unknown[]
  ): unknown {
    const state = preserve ? getRngState() : null
    ctx.saveForBackward(state, ...inputs.map(input => (input instanceof Tensor ? input : null)))
    Object.assign(ctx, {
      fn,
      others: inputs.map(input => (input instanceof Tensor ? null : input)),
      modes: autocastModes(),
    })
    const output = tidy(() => fn(...inputs))
    checkOutput(output)
    return output
  }

  static backward(ctx: FunctionContext, ...gradients: (Tensor | null)[]): (Tensor | null)[] {
    const [state, ...tensors] = ctx.savedTensors as (Tensor | null)[]
    const others = ctx.others as unknown[]
    const needs = ctx.needsInputGrad.slice(3)
    return tidy(() => {
      const inputs = tensors.map((tensor, i) => asLeaf(tensor ?? others[i], needs[i]!))
      const outputs = withRandomState(state ?? null, () =>
        withModes(ctx.modes as Modes[], () =>
          enableGrad(() => listOf((ctx.fn as Compute)(...inputs))),
        ),
      )
      goBack(outputs, gradients)
      return [null, null, null, ...inputs.map((input, i) => (needs[i] ? gradOf(input) : null))]
    })
  }
}

function gradOf(input: unknown): Tensor | null {
  return input instanceof Tensor ? input.grad : null
}

function goBack(outputs: readonly unknown[], gradients: readonly (Tensor | null)[]): void {
  const reached = outputs.flatMap((output, i) => {
    const gradient = gradients[i]
    return output instanceof Tensor && output.requiresGrad && gradient ? [{ output, gradient }] : []
  })
  if (reached.length === 0) return
  backward(
    reached.map(({ output }) => output),
    reached.map(({ gradient }) => gradient),
  )
}

function checkOutput(output: unknown): void {
  const fits = (value: unknown): boolean => typeof value !== 'object' || value instanceof Tensor
  if (listOf(output).every(value => value === null || fits(value))) return
  throw new TorchError(
    'TYPE',
    `checkpoint: expected a function that returns a Tensor or an array of them, found one that ` +
      `returns ${describeValue(output)}`,
  )
}

/**
 * `fn(...inputs)` of which only the inputs are kept: backward runs `fn` again, with the random
 * numbers and the autocast mode of the first time. For `backward()`; `grad` does not reach through
 * it, nor are second derivatives possible. What `fn` uses besides its inputs gets its gradient too
 * where it is a leaf, such as a parameter; other tensors have to be inputs.
 *
 * PyTorch: `torch.utils.checkpoint.checkpoint(fn, *inputs, use_reentrant=True)`, without its
 * condition that an input requires a gradient.
 * @throws OptionError for what is no function, TorchError TYPE where it returns other than tensors.
 */
export function checkpoint<Inputs extends unknown[], Output>(
  fn: (...inputs: Inputs) => Output,
  ...inputs: Inputs
): Output {
  return checkpointWith({}, fn, ...inputs)
}

/** The same, with options. */
export function checkpointWith<Inputs extends unknown[], Output>(
  options: CheckpointOptions,
  fn: (...inputs: Inputs) => Output,
  ...inputs: Inputs
): Output {
  checkOptionNames('checkpoint', options, ['preserveRngState'])
  checkFunction('checkpoint', fn)
  const { preserveRngState = true } = options
  checkBoolean('checkpoint: preserveRngState', preserveRngState)
  if (!isGradEnabled()) return fn(...inputs)
  return tidy(() =>
    Checkpoint.apply(fn as Compute, preserveRngState, gradientAnchor(), ...inputs),
  ) as Output
}

interface Layer {
  forward(input: Tensor): Tensor
}

/**
 * Layers one after the other in `segments` parts, of which all but the last are checkpoints. PyTorch:
 * `torch.utils.checkpoint.checkpoint_sequential`.
 */
export function checkpointSequential(
  layers: Iterable<Layer>,
  segments: number,
  input: Tensor,
  options: CheckpointOptions = {},
): Tensor {
  const all = layersIn(layers)
  if (!Number.isSafeInteger(segments) || segments < 1 || segments > all.length) {
    throw new OptionError(
      `checkpointSequential: expected 1 to ${all.length} segments, found ${describeValue(segments)}`,
    )
  }
  const size = Math.floor(all.length / segments)
  let current = input
  for (let segment = 0; segment < segments - 1; ++segment) {
    const part = all.slice(segment * size, (segment + 1) * size)
    current = checkpointWith(options, (x: Tensor) => runLayers(part, x), current)
  }
  return runLayers(all.slice((segments - 1) * size), current)
}

function layersIn(layers: unknown): Layer[] {
  const all = isIterable(layers) ? [...layers] : null
  if (all?.every(layer => typeof (layer as Layer | null)?.forward === 'function')) {
    return all as Layer[]
  }
  throw new OptionError(
    `checkpointSequential: expected modules one after the other, found ${describeValue(layers)}`,
  )
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

function runLayers(layers: readonly Layer[], input: Tensor): Tensor {
  return layers.reduce((current, layer) => layer.forward(current), input)
}
