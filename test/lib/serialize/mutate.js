'use strict'
// Ways in which a file goes wrong.
const zlib = require('node:zlib')

/** Numbers from 0 on below `bound`. @param {number} seed @returns {(bound: number) => number} */
function makeRandom(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0
  return bound => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    let mixed = state ^ (state >>> 15)
    mixed = Math.imul(mixed, 0x2c1b3c6d) >>> 0
    return ((mixed ^ (mixed >>> 12)) >>> 0) % bound
  }
}

/** @typedef {(bytes: Buffer, random: (bound: number) => number) => Buffer} Mutation */

const numbers = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff]
const words = [
  '__proto__',
  '-1',
  '18446744073709551615',
  '"F99"',
  '[[[[',
  '}}',
  'os\nsystem\n',
  '\0',
]

/** @type {readonly Mutation[]} */
const mutations = [
  // A bit or a byte, here and there.
  (bytes, random) => {
    for (let i = random(4); i >= 0; --i) bytes[random(bytes.length)] ^= 1 << random(8)
    return bytes
  },
  (bytes, random) => {
    bytes[random(bytes.length)] = random(256)
    return bytes
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => Buffer.concat([bytes, Buffer.alloc(1 + random(64), random(256))]),
  // A number where one may be.
  (bytes, random) => {
    const at = random(bytes.length - 8)
    if (random(2)) bytes.writeUInt32LE(numbers[random(numbers.length)], at)
    else bytes.writeBigUInt64LE(2n ** BigInt(random(64)), at)
    return bytes
  },
  // A piece that is gone, doubled, or elsewhere.
  (bytes, random) => {
    const [at, length] = [random(bytes.length), 1 + random(40)]
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
  },
  (bytes, random) => {
    const [at, length] = [random(bytes.length), 1 + random(40)]
    return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
  },
  (bytes, random) => {
    const length = 1 + random(30)
    bytes.copyWithin(random(bytes.length), random(bytes.length), random(bytes.length) + length)
    return bytes
  },
  (bytes, random) => {
    bytes.write(words[random(words.length)], random(bytes.length), 'latin1')
    return bytes
  },
]

/** @param {Buffer} bytes */
function findEntries(bytes) {
  const entries = []
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0;) {
    const [name, extra] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)]
    const header = bytes.readUInt32LE(at + 42)
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
    entries.push({
      at,
      start,
      size: bytes.readUInt32LE(at + 20),
      method: bytes.readUInt16LE(at + 10),
    })
    at = bytes.indexOf('PK\x01\x02', at + 46 + name + extra, 'latin1')
  }
  return entries
}

/** Damages what an entry contains, and mends its checksum: whoever attacks can do so. @type {Mutation} */
function mutateEntry(bytes, random) {
  const entries = findEntries(bytes).filter(({ size, method }) => size > 8 && method === 0)
  if (entries.length === 0) return bytes
  const { at, start, size } = entries[random(entries.length)]
  const content = Buffer.from(bytes.subarray(start, start + size))
  const mutated = mutations[[0, 1, 4, 7, 8][random(5)]](content, random).subarray(0, size)
  mutated.copy(bytes, start)
  bytes.writeUInt32LE(checksum(bytes.subarray(start, start + size)), at + 16)
  return bytes
}

/** @param {Buffer} bytes */
function checksum(bytes) {
  // Of gzip's trailer: Node has crc32 of its own only since 20.15.
  const packed = zlib.gzipSync(bytes, { level: 0 })
  return packed.readUInt32LE(packed.length - 8)
}

/** @type {Mutation} */
function mutate(original, random) {
  const bytes = Buffer.from(original)
  const isZip = bytes.toString('latin1', 0, 2) === 'PK'
  if (isZip && random(2)) return mutateEntry(bytes, random)
  return mutations[random(mutations.length)](bytes, random)
}

module.exports = { makeRandom, mutate }
