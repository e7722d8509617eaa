'use strict'

// Whether a changed file still compiles: what the compiler refuses needs no test.
const path = require('node:path')
const ts = require('typescript')

/**
 * @param {string} root of a checkout
 * @returns {(file: string, text: string) => boolean} whether a file of lib/ has no errors as this text
 */
function typeChecker(root) {
  const config = path.join(root, 'tsconfig.build.json')
  const { config: json } = ts.readConfigFile(config, file => ts.sys.readFile(file))
  const parsed = ts.parseJsonConfigFileContent(json, ts.sys, root)
  // A statement that is left out may leave a name unused.
  const options = { ...parsed.options, noUnusedLocals: false, noUnusedParameters: false }
  /** @type {{ file: string, text: string } | undefined} */
  let changed
  let version = 0
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => parsed.fileNames,
    getScriptVersion: file => (file === changed?.file ? `changed ${version}` : 'original'),
    getScriptSnapshot: file => {
      const text = file === changed?.file ? changed.text : ts.sys.readFile(file)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: options => ts.getDefaultLibFilePath(options),
  })
  return (file, text) => {
    changed = { file: path.join(root, file), text }
    version += 1
    const errors = [
      ...service.getSyntacticDiagnostics(changed.file),
      ...service.getSemanticDiagnostics(changed.file),
    ]
    return errors.length === 0
  }
}

module.exports = { typeChecker }
