/** Not a #private field: a subclass may put a proxy in the place of what it constructs. */
const disposed = new WeakSet<Disposable>()

/**
 * What owns tensors or other objects of libtorch: modules, optimizers, metrics, loaders, trainers,
 * generators. `dispose()` and `using` release all of it at once; a second time does nothing.
 *
 * The contract for those who extend it: own what you make and nothing else, release it in
 * `release`, and leave nothing behind when a constructor or a method throws half-way (check before
 * you make; `releaseOnError` of lib/tensor for what can still fail).
 */
export abstract class Disposable implements globalThis.Disposable {
  /** Whether `dispose` was called. */
  get isDisposed(): boolean {
    return disposed.has(this)
  }

  /** Releases what this owns. Harmless when repeated. */
  dispose(): void {
    if (disposed.has(this)) return
    disposed.add(this)
    this.release()
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  /** Called once. */
  protected abstract release(): void
}
