/** What `forward` of a function of autograd leaves for its `backward`. */
import { checkBoolean } from '../../base/check'
import { native, type HandleOrHandles } from '../../native'
import { handlesOf, optionalTensors, tensorList, tensorsOf } from '../check'
import { Tensor } from '../tensor'

type ContextSettings = [
  saved: HandleOrHandles | undefined,
  dirty: HandleOrHandles | undefined,
  nonDifferentiable: HandleOrHandles | undefined,
  materializes: boolean,
]

const none: readonly Tensor[] = []

function handles(tensors: readonly (Tensor | null)[]): HandleOrHandles | undefined {
  return tensors.length === 0 ? undefined : handlesOf(tensors)
}

/**
 * Attributes of any name may be added to it; the graph keeps them, and what they refer to, until it
 * is gone. Tensors belong in `saveForBackward`, which also sees when one is changed in place.
 */
export class FunctionContext {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a user adds
  [attribute: string]: any

  #inputs: readonly unknown[] | null
  #node = 0
  #saved: readonly (Tensor | null)[] = none
  #dirty: readonly Tensor[] = none
  #nonDifferentiable: readonly Tensor[] = none
  #materializes = true

  /** @internal */
  constructor(inputs: readonly unknown[]) {
    this.#inputs = inputs
  }

  /** Keeps tensors, or null, for `backward`: inputs, outputs, or what was computed on the way. */
  saveForBackward(...tensors: (Tensor | null | undefined)[]): void {
    this.#saved = optionalTensors('saveForBackward', tensors)
  }

  /**
   * What `saveForBackward` kept, null for null; free again after a backward without `retainGraph`.
   * @throws TorchError when the graph was freed, or when one of them was changed in place.
   */
  get savedTensors(): Tensor[] {
    if (this.#node === 0) return this.#saved as Tensor[]
    return tensorsOf(native.savedTensors(this.#node)) as Tensor[]
  }

  /** Declares inputs that `forward` changed in place; it has to return them. */
  markDirty(...tensors: Tensor[]): void {
    this.#dirty = tensorList('markDirty', tensors)
  }

  /** Declares outputs that need no gradient. */
  markNonDifferentiable(...tensors: Tensor[]): void {
    this.#nonDifferentiable = tensorList('markNonDifferentiable', tensors)
  }

  /** With false `backward` gets null, not zeros, for an output that nothing was computed from. */
  setMaterializeGrads(value: boolean): void {
    checkBoolean('setMaterializeGrads', value)
    this.#materializes = value
  }

  /** For each input of the function whether it is a tensor that needs a gradient. */
  get needsInputGrad(): boolean[] {
    if (this.#node !== 0) return native.needsInputGrad(this.#node)
    return (this.#inputs ?? []).map(input => input instanceof Tensor && input.requiresGrad)
  }

  /** Saved, changed and not differentiable tensors, and the rest of its settings. @internal */
  static settings(context: FunctionContext): ContextSettings {
    return [
      handles(context.#saved),
      handles(context.#dirty),
      handles(context.#nonDifferentiable),
      context.#materializes,
    ]
  }

  /** From here on the graph knows what was saved; 0 where there is none. @internal */
  static attach(context: FunctionContext, node: number): void {
    context.#node = node
    context.#inputs = null
    context.#saved = context.#dirty = context.#nonDifferentiable = none
  }
}
