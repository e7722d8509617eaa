import type { Handle } from './autograd'

/** Transformations of functions: native/addon/transforms.cpp. */
export interface NativeTransforms {
  /** Each gives a level, until the `popTransform` that belongs to it. */
  pushGradient(): number
  pushDirection(): number
  pushBatch(size: number, randomness: string): number
  popTransform(): void
  /** What the function of a gradient or a direction gets. */
  wrapAtLevel(handle: Handle, level: number, differentiable: boolean): Handle
  /** What it was made of, or the tensor itself when it is of another level. */
  unwrapAtLevel(handle: Handle, level: number): Handle
  /** Each of the slices along a dimension. */
  addBatchDim(handle: Handle, dim: number, level: number): Handle
  removeBatchDim(handle: Handle, level: number, size: number, dim: number): Handle
  /** What a batch was made of. */
  batchOf(handle: Handle): [value: Handle, dim: number, level: number] | null
  enterDualLevel(): number
  exitDualLevel(level: number): void
  /** Gives what it was. */
  setForwardMode(enabled: boolean): boolean
}
