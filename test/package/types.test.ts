/** The types of the packed package, under every way that TypeScript resolves modules. */
import { join } from 'node:path'
import ts from 'typescript'
import { makeConsumer, type Consumer } from './consumer'

let consumer: Consumer
beforeAll(() => {
  consumer = makeConsumer()
}, 60_000)
afterAll(() => consumer.remove())

const shared: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  strict: true,
  noEmit: true,
  // No @types/node, no DOM: what the declarations use they bring themselves.
  types: [],
  lib: ['lib.es2022.d.ts'],
}

const resolutions: Record<string, { extensions: string[]; options: ts.CompilerOptions }> = {
  node16: {
    extensions: ['ts', 'mts', 'cts'],
    options: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  },
  nodenext: {
    extensions: ['ts', 'mts', 'cts'],
    options: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  },
  bundler: {
    extensions: ['ts'],
    options: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  },
  node10: {
    extensions: ['ts'],
    options: {
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      esModuleInterop: true,
      ignoreDeprecations: '6.0',
    },
  },
}

/** What the compiler says of the programs, a line each. */
function diagnose(options: ts.CompilerOptions, extensions: readonly string[]): string[] {
  const files = extensions.flatMap(extension =>
    ['right', 'wrong'].map(name => join(consumer.folder, `${name}.${extension}`)),
  )
  const program = ts.createProgram(files, { ...shared, esModuleInterop: true, ...options })
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n')
    return `${file?.fileName ?? ''}: ${text}`
  })
}

describe.each(Object.entries(resolutions))('moduleResolution %s', (_, { options, extensions }) => {
  // Without skipLibCheck, which would check less.
  test('programs and declarations', () => {
    expect(diagnose(options, extensions)).toEqual([])
  })
})

test('an editor shows what an operator takes and where PyTorch explains it', () => {
  const file = join(consumer.folder, 'right.ts')
  const options = { ...shared, ...resolutions.nodenext!.options }
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: name => ts.ScriptSnapshot.fromString(ts.sys.readFile(name) ?? ''),
    getCurrentDirectory: () => consumer.folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: name => ts.sys.fileExists(name),
    readFile: name => ts.sys.readFile(name),
    directoryExists: name => ts.sys.directoryExists(name),
  }
  const service = ts.createLanguageService(host)
  const hover = (code: string): string => {
    const position = ts.sys.readFile(file)!.indexOf(code)
    const info = service.getQuickInfoAtPosition(file, position + code.lastIndexOf('.') + 1)
    return ts.displayPartsToString(info?.documentation)
  }
  expect(hover('everything.add')).toMatch(/\badd\b/)
  expect(hover('torch.ones')).toMatch(/\bones\b/)
})
