'use strict'

// Opens a report in a real browser: `node scripts/check/report.js results/report/index.html [folder]`.
// Fails where a page is wider than the screen or asks the network; leaves screenshots to be looked at.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { execFileSync } = require('node:child_process')
const { pathToFileURL } = require('node:url')
const { SetupError } = require('../setup/errors')
const { runEntry } = require('../setup/entry')

const DEVICES = [
  { name: 'desktop', width: 1280, height: 3000, flags: [] },
  { name: 'phone', width: 500, height: 3000, flags: [] },
  { name: 'dark', width: 1280, height: 3000, flags: ['--blink-settings=preferredColorScheme=0'] },
]
const PROBE =
  '<script>document.body.dataset.wide = String(' +
  'document.documentElement.scrollWidth - document.documentElement.clientWidth)</script>'

/** @returns {string} */
function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const found = names
    .flatMap(name => folders.map(folder => path.join(folder, name)))
    .find(file => fs.existsSync(file))
  if (found) return found
  throw new SetupError(
    `expected one of ${names.join(', ')} on PATH, found none`,
    'Install chromium; this check is opt-in',
  )
}

/**
 * @param {string} browser
 * @param {readonly string[]} args
 * @returns {string} what it prints
 */
function browse(browser, args) {
  const always = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars']
  return execFileSync(browser, [...always, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

/** @param {string} page @param {string} out */
function check(page, out) {
  const browser = findBrowser()
  const text = fs.readFileSync(page, 'utf8')
  const problems = [...text.matchAll(/\b(?:src|href)="((?:https?:)?\/\/[^"]*)"/g)].map(
    ([, url]) => `asks the network for ${url}`,
  )
  fs.mkdirSync(out, { recursive: true })
  const probed = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'isbe-report-')), 'page.html')
  fs.writeFileSync(probed, text.replace('</body>', `${PROBE}</body>`))
  for (const { name, width, height, flags } of DEVICES) {
    const size = `--window-size=${width},${height}`
    const dom = browse(browser, [size, ...flags, '--dump-dom', pathToFileURL(probed).href])
    const wide = Number(/data-wide="(-?\d+)"/.exec(dom)?.[1] ?? NaN)
    if (wide !== 0) problems.push(`${name}: ${wide} pixels wider than the screen`)
    const picture = path.join(out, `${name}.png`)
    browse(browser, [size, ...flags, `--screenshot=${picture}`, pathToFileURL(page).href])
  }
  browse(browser, [`--print-to-pdf=${path.join(out, 'print.pdf')}`, pathToFileURL(page).href])
  fs.rmSync(path.dirname(probed), { recursive: true })
  return problems
}

runEntry(() => {
  const [page, out = path.join(os.tmpdir(), 'isbe-report')] = process.argv.slice(2)
  if (page === undefined || !fs.existsSync(page))
    throw new SetupError(
      `expected the path of a report, found ${page ?? 'none'}`,
      'Make one by isbe reproduce --all',
    )
  const problems = check(page, out)
  for (const problem of problems) console.log(problem)
  console.log(`screenshots in ${out}: look at them`)
  return Promise.resolve(problems.length > 0 ? 1 : 0)
})
