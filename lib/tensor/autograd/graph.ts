/** The recorded graph, and what it saves. PyTorch: `torch.autograd.graph`. */
import { TorchError } from '../../base/errors'
import { native, type Handle, type NativeNode, type Opaque } from '../../native'
import {
  checkTensor,
  handleOrNull,
  optionalTensors,
  tensorList,
  type TensorOrTensors,
} from '../check'
import { Tensor } from '../tensor'
import { HookList, type RemovableHandle } from './hookList'

export {
  registerMultiGradHook,
  type AllGradientsHook,
  type FirstGradientHook,
  type MultiGradHookOptions,
} from './multiGradHook'
export {
  disableSavedTensorsHooks,
  savedTensorsHooks,
  saveOnCpu,
  type SaveOnCpuOptions,
} from './savedTensors'

type Given = (Tensor | null)[]
type Replacement = readonly (Tensor | null)[] | Tensor | null | undefined | void

/** Sees the gradients of the inputs, which it may replace, and those of the outputs. */
export type NodeHook = (gradInputs: Given, gradOutputs: Given) => Replacement
/** Sees the gradients of the outputs, which it may replace. */
export type NodePreHook = (gradOutputs: Given) => Replacement

/** A node and which of its outputs. PyTorch: `torch.autograd.graph.GradientEdge`. */
export interface GradientEdge {
  node: Node | null
  outputNr: number
}

const known = new Map<number, WeakRef<Node>>()
const forgotten = new FinalizationRegistry<number>(identity => {
  if (known.get(identity)?.deref() === undefined) known.delete(identity)
})

function wrap(handles: readonly (Handle | null)[]): Given {
  return handles.map(handle => (handle === null ? null : new Tensor(handle)))
}

/** A function of the graph: what `backward` calls for an operator. Keeps the graph below it alive. */
export class Node {
  readonly #native: Opaque
  #before: HookList<NodePreHook> | null = null
  #after: HookList<NodeHook> | null = null

  private constructor(node: Opaque) {
    this.#native = node
  }

  /** The same object for the same node. @internal */
  static of(found: NativeNode | null): Node | null {
    if (found === null) return null
    const [opaque, identity] = found
    const same = known.get(identity)?.deref()
    if (same) return same
    const node = new Node(opaque)
    known.set(identity, new WeakRef(node))
    forgotten.register(node, identity)
    return node
  }

  /** Such as `MulBackward0`, or `AccumulateGrad` for a leaf. */
  get name(): string {
    return native.nodeName(this.#native)
  }

  /** Where its gradients go: an input each, without a node where none is needed. */
  get nextFunctions(): GradientEdge[] {
    return native.nextEdges(this.#native).map(edgeOf)
  }

  /** Calls `hook` after the node has run. PyTorch: `Node.register_hook`. */
  registerHook(hook: NodeHook): RemovableHandle {
    if (this.#after === null) {
      const hooks = (this.#after = new HookList<NodeHook>())
      native.hookAfter(this.#native, (inputs, outputs) => runAfter(hooks, inputs, outputs))
    }
    return this.#after.add('Node.registerHook', hook)
  }

  /** Calls `hook` before the node runs. PyTorch: `Node.register_prehook`. */
  registerPrehook(hook: NodePreHook): RemovableHandle {
    if (this.#before === null) {
      const hooks = (this.#before = new HookList<NodePreHook>())
      native.hookBefore(this.#native, gradients => runBefore(hooks, gradients))
    }
    return this.#before.add('Node.registerPrehook', hook)
  }

  toString(): string {
    return `<${this.name}>`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

function edgeOf([node, outputNr]: [NativeNode | null, number]): GradientEdge {
  return { node: Node.of(node), outputNr }
}

/** What a hook returned in place of `current`, or `current` for nothing. */
function replaced(what: string, current: Given, result: Replacement): Given {
  if (result === undefined || result === null) return current
  const other = [...optionalTensors(what, result)]
  if (other.length === current.length) return other
  throw new TorchError(
    'VALUE',
    `${what}: expected the hook to return ${current.length} gradients, found ${other.length}`,
  )
}

function runAfter(
  hooks: HookList<NodeHook>,
  inputs: readonly (Handle | null)[],
  outputs: readonly (Handle | null)[],
): (Handle | null)[] {
  let current = wrap(inputs)
  const given = wrap(outputs)
  for (const hook of hooks) current = replaced('Node.registerHook', current, hook(current, given))
  return current.map(handleOrNull)
}

function runBefore(
  hooks: HookList<NodePreHook>,
  gradients: readonly (Handle | null)[],
): (Handle | null)[] {
  let current = wrap(gradients)
  for (const hook of hooks) current = replaced('Node.registerPrehook', current, hook(current))
  return current.map(handleOrNull)
}

/**
 * The node that computes the gradient of what a tensor was made from; for a leaf the one that
 * accumulates. PyTorch: `torch.autograd.graph.get_gradient_edge`.
 */
export function getGradientEdge(tensor: Tensor): GradientEdge {
  checkTensor('getGradientEdge', tensor)
  return edgeOf(native.gradientEdge(tensor.handle))
}

/**
 * Says that the values of tensors have changed, for whoever changes their memory by other means than
 * operators: backward then refuses what it has saved of them. Tensors of inference mode have no
 * version. PyTorch: `torch.autograd.graph.increment_version`.
 */
export function incrementVersion(tensors: TensorOrTensors): void {
  for (const { handle } of tensorList('incrementVersion', tensors)) native.bumpVersion(handle)
}
