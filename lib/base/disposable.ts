/**
 * What owns tensors or other objects of libtorch: modules, optimizers, metrics, loaders, trainers,
 * generators. `dispose()` and `using` release all of it at once; a second time does nothing.
 *
 * The contract for those who extend it: own what you make and nothing else, release it in
 * `release`, and leave nothing behind when a constructor or a method throws half-way (check before
 * you make; `releaseOnError` of lib/tensor for what can still fail).
 */
export abstract class Disposable implements globalThis.Disposable {
  #isDisposed = false

  /** Whether `dispose` was called. */
  get isDisposed(): boolean {
    return this.#isDisposed
  }

  /** Releases what this owns. Harmless when repeated. */
  dispose(): void {
    if (this.#isDisposed) return
    this.#isDisposed = true
    this.release()
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  /** Called once. */
  protected abstract release(): void
}
