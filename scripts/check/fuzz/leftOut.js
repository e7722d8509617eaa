'use strict'
// Operators that are not called at random, each with the reason.

/** @type {ReadonlyArray<[pattern: RegExp, reason: string]>} */
const LEFT_OUT = [
  [/^aten::from_file/, 'maps and makes files of any name'],
  [/^aten::(save|load|format|print|warn)/, 'of TorchScript, not of tensors'],
]

/** @param {string} name */
function isLeftOut(name) {
  return LEFT_OUT.some(([pattern]) => pattern.test(name))
}

module.exports = { isLeftOut, LEFT_OUT }
