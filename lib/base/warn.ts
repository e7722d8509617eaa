const told = new Set<string>()

/** A warning of Node, once in these words: a training would repeat it at every step. */
export function warnOnce(message: string): void {
  if (told.has(message)) return
  told.add(message)
  process.emitWarning(message, 'TorchWarning')
}
