'use strict'

// In the process of a test file: writes which functions of lib/ the file has called, by name, to a
// file of its own in the folder ISBE_COVERAGE.
const fs = require('node:fs')
const inspector = require('node:inspector')
const path = require('node:path')

const session = new inspector.Session()
session.connect()
session.post('Profiler.enable')
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })

const lib = path.join(__dirname, '../../../lib/')

/** @param {inspector.Profiler.ScriptCoverage} script */
const calledIn = ({ functions }) =>
  functions.filter(({ ranges }) => ranges[0]?.count).map(({ functionName }) => functionName)

afterAll(() => {
  session.post('Profiler.takePreciseCoverage', (error, coverage) => {
    if (error) throw error
    const called = coverage.result
      .map(script => ({ ...script, file: script.url.replace(/^file:\/\//, '') }))
      .filter(({ file }) => file.startsWith(lib))
      .map(script => [path.relative(path.dirname(lib), script.file), calledIn(script)])
    const test = path.relative(path.join(lib, '..'), String(expect.getState().testPath))
    const name = `${test.replaceAll('/', '+')}.json`
    const content = JSON.stringify({ test, called: Object.fromEntries(called) })
    fs.writeFileSync(path.join(String(process.env.ISBE_COVERAGE), name), content)
  })
  session.disconnect()
})
