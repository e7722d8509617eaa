'use strict'

/** A failure that the user can act on, in one line: what was found and expected, what to do. */
class SetupError extends Error {
  /**
   * @param {string} problem what was found and what was expected
   * @param {string} [advice] what to do
   * @param {string} [detail] output of the tool that failed, shown below the message
   */
  constructor(problem, advice, detail) {
    const sentence = problem.replace(/\.+$/, '')
    super(advice ? `${sentence}. ${advice}.` : `${sentence}.`)
    this.name = 'SetupError'
    this.problem = sentence
    this.advice = advice
    this.detail = detail
  }
}

/**
 * `instanceof Error` is false for errors that come from another realm, as under Jest.
 * @param {unknown} error
 * @returns {string | undefined}
 */
function errorCode(error) {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function errorText(error) {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    if (typeof error.message === 'string' && error.message) return error.message
  }
  return errorCode(error) ?? String(error)
}

/**
 * Turns a failed write into a message.
 * @param {unknown} error
 * @param {string} folder where the write went
 * @param {string} [variable] the environment variable that moves that folder
 * @returns {SetupError}
 */
function writeError(error, folder, variable) {
  if (error instanceof SetupError) return error
  const code = errorCode(error)
  const move = variable ? `, or set ${variable} to a folder elsewhere` : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new SetupError(`the disk that holds ${folder} is full`, `Free some space${move}`)
  }
  return new SetupError(
    `cannot write to ${folder} (${code ?? errorText(error)})`,
    `Make it a folder that you can write to${move}`,
  )
}

module.exports = { SetupError, errorCode, errorText, writeError }
