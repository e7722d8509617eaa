'use strict'

// A copy of the checkout, in which files are changed and tested; the checkout itself is only read.
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const ts = require('typescript')

const COPIED = ['lib', 'test', 'scripts', 'docs', 'dist', 'package.json', 'jest.config.cjs']
const COPIED_TOO = ['tsconfig.json', 'tsconfig.build.json', 'README.md', 'CMakeLists.txt']
/** What is large and never written to. */
const LINKED = ['node_modules', 'build', 'native']

/** @typedef {'passed' | 'timed out' | { failed: string[] }} TestResult */

class Sandbox {
  #jest
  /** Of the tests that run. @type {number | undefined} */
  #group

  /** @param {string} root of the checkout */
  constructor(root) {
    this.root = root
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'isbe-mutation-'))
    this.#jest = path.join(root, 'node_modules/jest/bin/jest.js')
    // However this process ends.
    process.once('exit', () => this.#remove())
    const isThere = (/** @type {string} */ name) => fs.existsSync(path.join(root, name))
    for (const name of [...COPIED, ...COPIED_TOO].filter(isThere))
      fs.cpSync(path.join(root, name), path.join(this.folder, name), { recursive: true })
    for (const name of LINKED.filter(isThere))
      fs.symlinkSync(fs.realpathSync(path.join(root, name)), path.join(this.folder, name))
  }

  /** Below lib/, and what programs run of it, below dist/. @param {string} file @param {string} text */
  write(file, text) {
    fs.writeFileSync(path.join(this.folder, file), text)
    const compiled = path.join(this.folder, file.replace(/^lib/, 'dist').replace(/\.ts$/, '.js'))
    if (!fs.existsSync(compiled)) return
    const compilerOptions = { module: ts.ModuleKind.Node16, target: ts.ScriptTarget.ES2022 }
    const { outputText } = ts.transpileModule(text, { fileName: file, compilerOptions })
    fs.writeFileSync(compiled, outputText)
  }

  /**
   * Runs test files until one fails.
   * @param {readonly string[]} files @param {number} seconds that they may take
   * @returns {Promise<TestResult>}
   */
  test(files, seconds) {
    const report = path.join(this.folder, 'report.json')
    fs.rmSync(report, { force: true })
    const flags = ['--ci', '--runInBand', '--bail', '--silent', '--reporters', 'default', '--json']
    const args = [this.#jest, ...flags, '--outputFile', report, '--runTestsByPath', ...files]
    return new Promise(resolve => {
      // A group of its own, so that programs that a test started end with it.
      const options = {
        cwd: this.folder,
        detached: true,
        stdio: /** @type {'ignore'} */ ('ignore'),
      }
      const child = spawn(process.execPath, args, options)
      let isLate = false
      this.#group = child.pid
      const timer = setTimeout(() => {
        isLate = true
        this.#stop()
      }, 1000 * seconds)
      child.on('close', code => {
        clearTimeout(timer)
        this.#group = undefined
        if (isLate) resolve('timed out')
        else if (code === 0) resolve('passed')
        else resolve({ failed: this.#failures(report) })
      })
    })
  }

  /** None where the run itself ended. @param {string} report */
  #failures(report) {
    if (!fs.existsSync(report)) return []
    const { testResults } = JSON.parse(fs.readFileSync(report, 'utf8'))
    return /** @type {{ name: string, status: string }[]} */ (testResults)
      .filter(({ status }) => status === 'failed')
      .map(({ name }) => path.relative(fs.realpathSync(this.folder), name))
  }

  #stop() {
    if (this.#group) process.kill(-this.#group, 'SIGKILL')
  }

  #remove() {
    this.#stop()
    fs.rmSync(this.folder, { recursive: true, force: true })
  }
}

module.exports = { Sandbox }
