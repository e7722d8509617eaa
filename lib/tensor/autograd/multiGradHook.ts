/** A hook on the gradients of several tensors. */
import { checkChoice, checkFunction, checkOptionNames, refusePromise } from '../../base/check'
import { native } from '../../native'
import { tensorList } from '../check'
import { Tensor } from '../tensor'
import type { RemovableHandle } from './hookList'

/** Sees the gradients of a backward, null for those that it does not compute. */
export type AllGradientsHook = (gradients: (Tensor | null)[]) => void
/** Sees the first gradient of a backward. */
export type FirstGradientHook = (gradient: Tensor | null) => void

export interface MultiGradHookOptions<Mode extends 'all' | 'any'> {
  /** Once every gradient that a backward computes is there, or with the first (default 'all'). */
  mode?: Mode
}

const what = 'registerMultiGradHook'

/**
 * Calls `hook` once a backward, with the gradients of `tensors` or the first of them; it must not
 * change them in place. With mode 'any', tensors that require no gradient are passed over. PyTorch:
 * `torch.autograd.graph.register_multi_grad_hook`.
 * @throws TorchError VALUE for a tensor that requires no gradient, with mode 'all'.
 */
export function registerMultiGradHook(
  tensors: readonly Tensor[],
  hook: AllGradientsHook,
  options?: MultiGradHookOptions<'all'>,
): RemovableHandle
export function registerMultiGradHook(
  tensors: readonly Tensor[],
  hook: FirstGradientHook,
  options: MultiGradHookOptions<'any'>,
): RemovableHandle
export function registerMultiGradHook(
  tensors: readonly Tensor[],
  hook: AllGradientsHook | FirstGradientHook,
  options: MultiGradHookOptions<'all' | 'any'> = {},
): RemovableHandle {
  const given = tensorList(`${what}: tensors`, tensors)
  checkFunction(what, hook)
  checkOptionNames(what, options, ['mode'])
  const { mode = 'all' } = options
  checkChoice(`${what}: mode`, mode, ['all', 'any'])
  const waitsForAll = mode === 'all'
  const watched = waitsForAll ? given : given.filter(tensor => tensor.requiresGrad)
  const call = hook as (gradients: unknown) => unknown
  const registered = native.multiGradHook(
    watched.map(({ handle }) => handle),
    handles => {
      const gradients = handles.map(handle => (handle === null ? null : new Tensor(handle)))
      refusePromise(what, call(waitsForAll ? gradients : gradients[0]), 'backward does not wait')
    },
    waitsForAll,
  )
  const remove = (): void => native.removeMultiGradHook(registered)
  return { remove, [Symbol.dispose]: remove }
}
