'use strict'

// Links of the documentation that lead nowhere: `node scripts/check/links.js [folder]` reads the Markdown
// files of the checkout, or the HTML files of a folder. Addresses on the web are not visited.
const fs = require('node:fs')
const path = require('node:path')
const { runEntry } = require('../setup/entry')
const { listFiles } = require('../setup/files')
const { ROOT } = require('../setup/paths')
const { sourceFiles } = require('./sources')

/** @typedef {{ links: string[], anchors: Set<string> }} Page */

const CODE = /^(```|~~~)[^]*?^\1/gm

/**
 * As GitHub names the anchor of a heading.
 * @param {string} heading
 */
function anchorOf(heading) {
  const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
  return text
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

/**
 * @param {string} text
 * @returns {Page}
 */
function readMarkdown(text) {
  const prose = text.replace(CODE, '')
  const headings = [...prose.matchAll(/^#+\s+(.*)$/gm)].map(match => anchorOf(match[1] ?? ''))
  const links = [...prose.replace(/`[^`\n]*`/g, '').matchAll(/\]\(([^()\s]+)\)/g)]
  return { links: links.map(match => match[1] ?? ''), anchors: new Set(headings) }
}

/**
 * @param {string} text
 * @returns {Page}
 */
function readHtml(text) {
  const links = [...text.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(match => match[1] ?? '')
  const anchors = [...text.matchAll(/\bid="([^"]*)"/g)].map(match => match[1] ?? '')
  return { links, anchors: new Set(anchors) }
}

/**
 * @param {readonly string[]} files absolute
 * @returns {string[]} a line for each link that leads nowhere
 */
function deadLinks(files) {
  /** @type {Map<string, Page>} */
  const pages = new Map()
  /** @param {string} file */
  const pageOf = file => {
    const known = pages.get(file)
    if (known) return known
    const read = file.endsWith('.md') ? readMarkdown : readHtml
    const page = read(fs.readFileSync(file, 'utf8'))
    pages.set(file, page)
    return page
  }
  /** @param {string} file @param {string} link */
  const isDead = (file, link) => {
    if (/^(\w+:|\/\/)/.test(link)) return false
    const [name = '', anchor] = decodeURIComponent(link.replaceAll('&amp;', '&')).split('#')
    const target = name === '' ? file : path.resolve(path.dirname(file), name)
    if (!fs.existsSync(target)) return true
    return (
      Boolean(anchor) && /\.(md|html)$/.test(target) && !pageOf(target).anchors.has(anchor ?? '')
    )
  }
  return files.flatMap(file =>
    pageOf(file)
      .links.filter(link => isDead(file, link))
      .map(link => `${file}: ${link} leads nowhere`),
  )
}

if (require.main === module) {
  runEntry(() => {
    const folder = process.argv[2]
    const files = folder
      ? listFiles(path.resolve(folder)).filter(file => file.endsWith('.html'))
      : sourceFiles(ROOT, /\.md$/).map(name => path.join(ROOT, name))
    const dead = deadLinks(files)
    for (const line of dead) console.log(line)
    if (files.length === 0) console.log('no page found to check')
    return dead.length > 0 || files.length === 0 ? 1 : 0
  })
}

module.exports = { anchorOf, deadLinks }
