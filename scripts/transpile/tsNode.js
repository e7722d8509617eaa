'use strict'

// ts-node's transpiler (tsconfig.json).
const { toCommonJs } = require('./toCommonJs')

/** @type {import('ts-node').TranspilerFactory} */
function create() {
  return {
    transpile(input, { fileName }) {
      const { code, map } = toCommonJs(input, fileName)
      return { outputText: code, sourceMapText: map }
    },
  }
}

module.exports = { create }
