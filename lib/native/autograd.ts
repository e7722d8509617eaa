/** What the addon exports for gradients: backward, the graph, functions and hooks of JavaScript. */

/** A tensor as it crosses the boundary: slot and generation in a process-wide table. */
export type Handle = number

/** Anything that only C++ understands, such as a generator. */
export type Opaque = { readonly __opaque: unique symbol }

/** A node of the graph and its address, which no other node has while it lives. */
export type NativeNode = [node: Opaque, identity: number]

export type Handles = (Handle | null)[]

/** A single tensor crosses as itself, which costs less than an array of it. */
export type HandleOrHandles = Handle | Handles

export interface NativeAutograd {
  backward(
    tensors: HandleOrHandles,
    gradients: HandleOrHandles,
    retainGraph: boolean,
    createGraph: boolean,
    inputs: HandleOrHandles,
  ): void
  grad(
    outputs: HandleOrHandles,
    inputs: HandleOrHandles,
    gradients: HandleOrHandles,
    retainGraph: boolean,
    createGraph: boolean,
    allowUnused: boolean,
  ): HandleOrHandles
  gradients(handles: (Handle | null)[]): (Handle | null)[]
  gradientsLieAlike(handles: (Handle | null)[]): boolean
  setGradient(handle: Handle, gradient: Handle | null): void
  zeroGradients(handles: (Handle | null)[], setToNone: boolean): void
  requiresGrad(handle: Handle): boolean
  setRequiresGrad(handle: Handle, requiresGrad: boolean): void
  retainGrad(handle: Handle): void
  isLeaf(handle: Handle): boolean
  isView(handle: Handle): boolean
  bumpVersion(handle: Handle): void
  variableData(handle: Handle): Handle
  setData(handle: Handle, data: Handle): void
  gradientFunction(handle: Handle): string | null
  /**
   * The number of the node, 0 for none; where an output became another tensor, that number and a
   * handle or null for each output.
   */
  connectFunction(
    name: string,
    backward: (...gradients: Handles) => HandleOrHandles,
    inputs: HandleOrHandles,
    outputs: HandleOrHandles,
    saved: HandleOrHandles | undefined,
    dirty: HandleOrHandles | undefined,
    nonDifferentiable: HandleOrHandles | undefined,
    /** Undefined gradients become zeros. */
    materializes: boolean,
    /** What is saved was not known while `forward` ran. */
    setsUpContext: boolean,
  ): number | [node: number, ...replaced: Handles]
  savedTensors(node: number): HandleOrHandles
  needsInputGrad(node: number): boolean[]
  /** The function that hooks of the tensor have already, else `run`, which becomes it. */
  tensorHook<F extends (gradient: Handle) => Handle | undefined>(handle: Handle, run: F): F
  /** `waitsForAll` gives it all gradients of a backward together, null for those it has not; else the first. */
  multiGradHook(handles: Handle[], run: (gradients: Handles) => void, waitsForAll: boolean): Opaque
  removeMultiGradHook(hook: Opaque): void
  accumulatedHook<F extends (tensor: Handle) => void>(handle: Handle, run: F): F
  gradientEdge(handle: Handle): [node: NativeNode, output: number]
  nodeName(node: Opaque): string
  nextEdges(node: Opaque): [node: NativeNode | null, output: number][]
  hookBefore(node: Opaque, hook: (gradients: Handles) => Handles | undefined): void
  hookAfter(node: Opaque, hook: (inputs: Handles, outputs: Handles) => Handles | undefined): void
  /** `pack` gives what gives the tensor back; until the `pop` that belongs to it. */
  pushSavedTensorsHooks(pack: (tensor: Handle) => () => Handle): void
  /** In pinned memory, or not. */
  pushSaveOnCpu(pins: boolean): void
  popSavedTensorsHooks(): void
  /** `factory` gives the stack of the running JS: nodes remember it in anomaly mode. */
  setStackFactory(factory: () => string): void
  /** Of the last failure in anomaly mode: the node, then those in whose backward it was made. */
  takeFailure(): [node: string, stack: string][]
  /** Backward is run by a helper thread also where it need not be; for tests. */
  setAlwaysServes(on: boolean): void
}
