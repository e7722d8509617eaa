'use strict'

const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { SetupError, errorText } = require('./errors')

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()

/**
 * @typedef {object} Result
 * @property {number} code exit status; 127 when the command could not be started
 * @property {NodeJS.Signals | null} signal the signal that ended it
 * @property {string} stdout
 * @property {string} output stdout and stderr, in the order in which they came
 */

/**
 * Runs a command to its end and captures what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, inherit?: boolean, onOutput?: (text: string) => void }} [options]
 *   `inherit` shows the output instead of capturing it; `onOutput` is told of each piece as it comes
 * @returns {Promise<Result>}
 */
function run(command, args, { cwd, env = process.env, inherit = false, onOutput } = {}) {
  return new Promise(resolve => {
    const out = inherit ? 'inherit' : 'pipe'
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', out, out] })
    children.add(child)
    let stdout = ''
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stdout += text
      output += text
      onOutput?.(text)
    })
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text
      onOutput?.(text)
    })
    child.on('error', error => {
      children.delete(child)
      resolve({ code: 127, signal: null, stdout, output: output + errorText(error) })
    })
    child.on('close', (code, signal) => {
      children.delete(child)
      resolve({ code: code ?? 1, signal, stdout, output })
    })
  })
}

/**
 * Ends every command that `run` has under way.
 * @param {NodeJS.Signals} signal
 */
function stopChildren(signal) {
  for (const child of children) child.kill(signal)
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | null} absolute path of the program on PATH
 */
function findTool(name, env = process.env) {
  const folders = path.isAbsolute(name) ? [''] : (env.PATH ?? '').split(path.delimiter)
  for (const folder of folders) {
    const file = path.resolve(folder, name)
    try {
      fs.accessSync(file, fs.constants.X_OK)
      if (fs.statSync(file).isFile()) return file
    } catch {
      // Not in this folder: look in the next.
    }
  }
  return null
}

/**
 * Path of a JavaScript program in an installed package, hoisted or not.
 * @param {string} root folder to resolve from
 * @param {string} name package
 * @param {string} bin path inside the package
 * @returns {string}
 */
function packageFile(root, name, bin) {
  try {
    return path.join(path.dirname(require.resolve(`${name}/package.json`, { paths: [root] })), bin)
  } catch {
    throw new SetupError(
      `the npm package ${name} is not installed in ${root}`,
      'Run `npm ci` there (without --omit=dev)',
    )
  }
}

module.exports = { run, stopChildren, findTool, packageFile }
