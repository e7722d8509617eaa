'use strict'

const { SetupError } = require('./errors')

/**
 * The arguments of an npm verb; `--help` prints its usage and ends the process.
 * @param {string} verb such as `npm run build`
 * @param {readonly string[]} [known] what it takes
 * @returns {string[]} what was given
 * @throws {SetupError} with the usage, for any other argument
 */
function readArguments(verb, known = []) {
  const usage = known.length > 0 ? `Usage: ${verb} [-- ${known.join(' | ')}]` : `Usage: ${verb}`
  const given = process.argv.slice(2)
  if (given.includes('--help')) {
    console.log(usage)
    process.exit(0)
  }
  const unknown = given.find(argument => !known.includes(argument))
  if (unknown !== undefined) throw new SetupError(`unknown argument ${unknown}`, usage)
  return given
}

module.exports = { readArguments }
