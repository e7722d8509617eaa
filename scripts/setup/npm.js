'use strict'

const fs = require('node:fs')

/** npm, a shell, a script, and what else may stand between. */
const MAX_ANCESTORS = 6

/**
 * @param {string} file
 * @returns {string} empty when it cannot be read
 */
function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** @returns {{ pid: number, command: string } | null} the npm that has started this process, like `npm run build` */
function findNpm() {
  for (let pid = process.ppid, i = 0; i < MAX_ANCESTORS && pid > 1; i++) {
    const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
    if (/\bnpm\b/.test(command)) return { pid, command }
    pid = Number(/^PPid:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)
  }
  return null
}

module.exports = { findNpm }
