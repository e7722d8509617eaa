/** Hooks on the gradients of tensors. */
import { checkFunction, describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { native, type Handle } from '../../native'
import { Tensor } from '../tensor'
import { HookList, type RemovableHandle } from './hookList'

/** May return another gradient, which goes on in its place. */
export type GradientHook = (gradient: Tensor) => Tensor | null | undefined | void

export interface TensorHooks {
  /**
   * Calls `hook` with the gradient of this tensor whenever it is computed. It must not change the
   * gradient in place. PyTorch: `Tensor.register_hook`.
   * @throws TorchError VALUE for a tensor that requires no gradient.
   */
  registerHook(hook: GradientHook): RemovableHandle
  /**
   * Calls `hook` with this tensor, a leaf, after its gradient has been accumulated in `grad`.
   * PyTorch: `Tensor.register_post_accumulate_grad_hook`.
   */
  registerPostAccumulateGradHook(hook: (tensor: Tensor) => void): RemovableHandle
}

/** The function that C++ knows, and the hooks that it calls. */
interface Runner<Hook> {
  (handle: Handle): Handle | undefined
  hooks: HookList<Hook>
}

function withHooks<Hook>(
  run: (hooks: HookList<Hook>, handle: Handle) => Handle | undefined,
): Runner<Hook> {
  const hooks = new HookList<Hook>()
  return Object.assign((handle: Handle) => run(hooks, handle), { hooks })
}

function runGradientHooks(hooks: HookList<GradientHook>, handle: Handle): Handle | undefined {
  const given = new Tensor(handle)
  let gradient = given
  for (const hook of hooks) {
    const other: unknown = hook(gradient)
    if (other === undefined || other === null) continue
    if (!(other instanceof Tensor)) {
      throw new TorchError(
        'TYPE',
        `registerHook: expected the hook to return a Tensor or nothing, found ${describeValue(other)}`,
      )
    }
    gradient = other
  }
  return gradient === given ? undefined : gradient.handle
}

/** Weak, for the tensor would otherwise keep itself alive by its own hook. */
interface Observer {
  tensor: WeakRef<Tensor>
  hook: (tensor: Tensor) => void
}

function runObservers(observers: HookList<() => Observer>, handle: Handle): undefined {
  const same = new Tensor(handle)
  for (const observer of observers) {
    const { tensor, hook } = observer()
    const known = tensor.deref()
    hook(known === undefined || known.isDisposed ? same : known)
  }
}

const methods: TensorHooks & ThisType<Tensor> = {
  registerHook(hook) {
    const runner = native.tensorHook(this.handle, withHooks(runGradientHooks))
    return runner.hooks.add('registerHook', hook)
  },
  registerPostAccumulateGradHook(hook) {
    const what = 'registerPostAccumulateGradHook'
    checkFunction(what, hook)
    const observer = { tensor: new WeakRef(this), hook }
    const runner = native.accumulatedHook(this.handle, withHooks(runObservers))
    return (runner as Runner<() => Observer>).hooks.add(what, () => observer)
  },
}

for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(Tensor.prototype, name, { value, writable: true, configurable: true })
}
