'use strict'

// Jest's transformer (jest.config.cjs). `jest.mock` is not moved above imports: import a file that
// calls it first.
const { toCommonJs } = require('./toCommonJs')

module.exports = {
  process: toCommonJs,
}
