'use strict'

const { SUPPORTED } = require('./inspect')

/** @typedef {{ root: string, version: string }} Libtorch */
/** @typedef {[problem: string, advice: string]} Diagnosis */
/** @typedef {(match: RegExpExecArray, libtorch: Libtorch) => Diagnosis} Cause */

/** @param {Libtorch} libtorch */
const named = ({ root, version }) => `libtorch ${version} in ${root}`

/**
 * What a pattern in the output of CMake, the compiler or the linker means, likeliest cause first.
 * @type {ReadonlyArray<readonly [RegExp, Cause]>}
 */
const CAUSES = [
  [/No space left on device/, () => ['the disk is full', 'Free some space and build again']],
  [
    /Killed signal terminated|internal compiler error: Killed|[Cc]annot allocate memory/,
    () => ['the compiler ran out of memory', 'Build with fewer jobs: CMAKE_BUILD_PARALLEL_LEVEL=1'],
  ],
  [
    /CMake (\S+) or higher is required/,
    match => [`CMake is too old: expected ${match[1]} or newer`, 'Install a newer CMake'],
  ],
  [
    /No CMAKE_CXX_COMPILER could be found|CMAKE_CXX_COMPILER.*not able to compile/s,
    () => [
      'no working C++ compiler: expected one with C++20',
      'Install g++ or clang++, or set CXX',
    ],
  ],
  [
    /unsupported (?:GNU|clang) version[^\n]*/i,
    match => [
      `nvcc does not take this C++ compiler: ${match[0]}`,
      'Set CXX to an older g++ or clang++',
    ],
  ],
  [
    /no libcudart in (.*)/,
    match => [
      `the CUDA runtime library is missing: expected libcudart in ${match[1]}`,
      'Install the CUDA toolkit, or remove the cached libtorch to have it fetched again',
    ],
  ],
  [
    /unrecognized command[ -]line option.*std=c\+\+20|requires? (at least )?C\+\+20/,
    () => [
      'the C++ compiler is too old: expected one with C++20',
      'Install GCC 11 or Clang 14, or newer',
    ],
  ],
  [
    /is not a libtorch folder|libtorch \S+ found in/,
    (_match, libtorch) => [
      `${named(libtorch)} does not fit: expected ${SUPPORTED}`,
      'Set LIBTORCH to one that does',
    ],
  ],
  [
    /fatal error: ['"]?((?:torch|ATen|c10|caffe2)\/[^'": ]+)/,
    (match, libtorch) => [
      `${named(libtorch)} lacks the header ${match[1]}: expected ${SUPPORTED}, complete`,
      'Remove that folder to have it fetched again, or set LIBTORCH to another',
    ],
  ],
  [
    /fatal error: ['"]?(napi\.h|node_api\.h)/,
    match => [`the header ${match[1]} of Node-API is missing`, 'Run `npm ci` again'],
  ],
  [
    /(?:native\/)(\S+?:\d+):\d+: (?:fatal )?error: (.*)/,
    match => [
      `native/${match[1]} does not compile: ${match[2]}`,
      'Correct it and run `npm run build`',
    ],
  ],
  [
    /undefined reference to|undefined symbol|cannot find -l(\S+)/,
    (_match, libtorch) => [
      `linking with ${named(libtorch)} failed: expected ${SUPPORTED}, complete`,
      'Remove that folder to have it fetched again, or set LIBTORCH to another',
    ],
  ],
]

/**
 * @param {string} output of a failed native build
 * @param {Libtorch} libtorch
 * @returns {Diagnosis} its likely cause and what to do about it
 */
function diagnose(output, libtorch) {
  for (const [pattern, cause] of CAUSES) {
    const match = pattern.exec(output)
    if (match) return cause(match, libtorch)
  }
  return ['the native build failed', 'The output of CMake and the compiler follows']
}

module.exports = { diagnose }
