'use strict'

// TypeScript to CommonJS by esbuild, which takes a second for all of lib/ where TypeScript takes
// fifteen. Types are checked by lint.
const { transformSync } = require('esbuild')

/**
 * @param {string} source
 * @param {string} fileName
 * @returns {{ code: string, map: string }}
 */
function toCommonJs(source, fileName) {
  return transformSync(source, {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
    platform: 'node',
    tsconfigRaw: { compilerOptions: { alwaysStrict: true } },
    sourcemap: true,
    sourcefile: fileName,
  })
}

module.exports = { toCommonJs }
