'use strict'

// ts-node's transpiler (tsconfig.json): esbuild takes a second for all of lib/, where TypeScript
// takes fifteen. Types are checked by lint.
const { transformSync } = require('esbuild')

/** @type {import('ts-node').TranspilerFactory} */
function create() {
  return {
    transpile(input, { fileName }) {
      const { code, map } = transformSync(input, {
        loader: 'ts',
        format: 'cjs',
        target: 'node20',
        platform: 'node',
        sourcemap: true,
        sourcefile: fileName,
      })
      return { outputText: code, sourceMapText: map }
    },
  }
}

module.exports = { create }
