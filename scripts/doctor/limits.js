'use strict'

// Cores, memory and what limits them.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { megabytes } = require('../setup/bar')
const { ok, warning } = require('./check')

/** @typedef {import('./check').Check} Check */
/** @typedef {import('./check').Host} Host */

const NEEDED_MEMORY = 2e9
const BUSY_SHARE = 0.5

/**
 * @param {string} file
 * @returns {string}
 */
function read(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}

/**
 * Every folder from a cgroup of this process up to the root: each may hold a limit.
 * @param {string} base
 * @param {string} inside
 * @returns {string[]}
 */
function foldersUp(base, inside) {
  const parts = inside.split('/').filter(Boolean)
  return Array.from({ length: parts.length + 1 }, (_, up) =>
    path.join(base, ...parts.slice(0, parts.length - up)),
  )
}

/**
 * @param {Host} host
 * @returns {{ cores: number, memory: number }} Infinity: no limit
 */
function cgroupLimits({ cgroup, processCgroup }) {
  const limits = { cores: Infinity, memory: Infinity }
  for (const line of read(processCgroup).split('\n')) {
    const [, controllers = '', inside = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    const bases =
      controllers === '' ? [cgroup] : controllers.split(',').map(name => path.join(cgroup, name))
    for (const folder of bases.flatMap(base => foldersUp(base, inside))) {
      const [quota, period] = read(path.join(folder, 'cpu.max')).split(' ')
      const quota1 = Number(read(path.join(folder, 'cpu.cfs_quota_us')) || -1)
      const period1 = Number(read(path.join(folder, 'cpu.cfs_period_us')) || 1)
      const memory =
        read(path.join(folder, 'memory.max')) || read(path.join(folder, 'memory.limit_in_bytes'))
      if (Number(quota) > 0) limits.cores = Math.min(limits.cores, Number(quota) / Number(period))
      if (quota1 > 0) limits.cores = Math.min(limits.cores, quota1 / period1)
      if (Number(memory) > 0) limits.memory = Math.min(limits.memory, Number(memory))
    }
  }
  return limits
}

/**
 * @param {Host} host
 * @returns {Check}
 */
function checkThreads(host) {
  const { env } = host
  const asked = Number.parseInt(env.OMP_NUM_THREADS ?? '')
  const threads = asked > 0 ? asked : os.availableParallelism()
  const { cores } = cgroupLimits(host)
  const found = `${threads} OpenMP threads, ${os.cpus().length} cores`
  if (!Number.isFinite(cores)) return ok('threads', `${found}, no limit by a cgroup`)
  if (threads <= Math.ceil(cores)) return ok('threads', `${found}, a cgroup allows ${cores}`)
  const fitting = Math.max(1, Math.floor(cores))
  return warning(
    'threads',
    `${found}, and a cgroup allows ${cores}: threads wait for those that it stops`,
    `Set OMP_NUM_THREADS=${fitting}, or call torch.setNumThreads(${fitting}), or allow more cores`,
  )
}

/**
 * @param {Host} host
 * @returns {Check}
 */
function checkMemory(host) {
  const { memory } = cgroupLimits(host)
  const total = Math.min(os.totalmem(), memory)
  const limited = memory < os.totalmem() ? ' by a cgroup' : ''
  const found = `${megabytes(total)}${limited}, ${megabytes(Math.min(os.freemem(), total))} free`
  if (total >= NEEDED_MEMORY) return ok('memory', found)
  return warning(
    'memory',
    found,
    'Allow 2 GB or more; to compile with less, set CMAKE_BUILD_PARALLEL_LEVEL=1',
  )
}

/**
 * @param {Host} host
 * @returns {Promise<Check>}
 */
async function checkBusy({ busyShare }) {
  const share = await busyShare()
  const found = `${Math.round(100 * share)} % of the cores are in use`
  if (share < BUSY_SHARE) return ok('other programs', found)
  return warning(
    'other programs',
    `${found}: OpenMP threads that wait for each other lose time to other programs`,
    'Stop the other programs, or give this one fewer threads with OMP_NUM_THREADS',
  )
}

/** @returns {Check} */
function checkSimd() {
  const flags = /^flags\s*:(.*)$/m.exec(read('/proc/cpuinfo'))?.[1]?.split(' ') ?? []
  const level = ['avx512f', 'avx2', 'avx'].find(name => flags.includes(name))
  if (process.arch !== 'x64' || level === 'avx512f' || level === 'avx2') {
    return ok('SIMD', level ? level.toUpperCase() : process.arch)
  }
  return warning(
    'SIMD',
    level ? 'AVX alone' : 'no AVX2',
    'Use a processor with AVX2: kernels are several times slower without',
  )
}

/**
 * @param {number} [milliseconds]
 * @returns {Promise<number>}
 */
async function measureBusyShare(milliseconds = 300) {
  const sum = () =>
    os.cpus().reduce(
      ({ idle, all }, { times }) => ({
        idle: idle + times.idle,
        all: all + Object.values(times).reduce((a, b) => a + b, 0),
      }),
      { idle: 0, all: 0 },
    )
  const before = sum()
  await new Promise(resolve => setTimeout(resolve, milliseconds))
  const after = sum()
  const all = after.all - before.all
  return all > 0 ? 1 - (after.idle - before.idle) / all : 0
}

module.exports = { checkBusy, checkMemory, checkSimd, checkThreads, measureBusyShare }
