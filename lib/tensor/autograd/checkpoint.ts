/** Memory for time: what a function computed is computed again when backward needs it. */
import {
  checkBoolean,
  checkChoice,
  checkFunction,
  checkOptionNames,
  describeValue,
} from '../../base/check'
import { OptionError } from '../../base/errors'
import { tidy } from '../scope'
import type { Tensor } from '../tensor'
import { isGradEnabled } from './modes'
import { runForgetting, type Compute } from './recompute'

export interface CheckpointOptions {
  /** Computes again with the random numbers of the first time (default true). */
  preserveRngState?: boolean
  /** Whether the tensors of both runs are compared by shape, dtype and device (default 'default'). */
  determinismCheck?: 'default' | 'none'
  /** Taken from PyTorch and without effect: there is one implementation, which can what both can. */
  useReentrant?: boolean
}

/**
 * `fn(...inputs)` of which only the inputs are kept: backward, or `grad`, runs `fn` again, with the
 * random numbers and the autocast mode of the first time. `fn` may return tensors in arrays and plain
 * objects, and use other tensors than its inputs.
 *
 * PyTorch: `torch.utils.checkpoint.checkpoint(fn, *inputs, use_reentrant=False)`.
 * @throws OptionError for what is no function; in backward TorchError VALUE where the second run
 * saves other tensors than the first.
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
  checkOptionNames('checkpoint', options, ['preserveRngState', 'determinismCheck', 'useReentrant'])
  checkFunction('checkpoint', fn)
  const { preserveRngState = true, determinismCheck = 'default', useReentrant } = options
  checkBoolean('checkpoint: preserveRngState', preserveRngState)
  checkChoice('checkpoint: determinismCheck', determinismCheck, ['default', 'none'])
  if (useReentrant !== undefined) checkBoolean('checkpoint: useReentrant', useReentrant)
  if (!isGradEnabled()) return fn(...inputs)
  return tidy(() =>
    runForgetting(fn as Compute, inputs, preserveRngState, determinismCheck === 'default'),
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
