'use strict'
// Every public function, constructor, method and accessor, found by walking the exports.
const { readFileSync, readdirSync } = require('node:fs')
const path = require('node:path')

/**
 * @typedef {object} Target
 * @property {string} path how a program writes it
 * @property {(args: unknown[]) => unknown} call
 */

/** Not called: what is abstract, or has targets of its own. */
const left = new Set(['ops', 'Tensor', 'default', 'nn.Module', 'optim.Optimizer', 'metrics.Metric'])

/** @param {unknown} value */
function isClass(value) {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value))
}

/** @param {unknown} value */
function isNamespace(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * @param {Record<string, any>} namespace
 * @param {string} prefix
 * @returns {Generator<Target>}
 */
function* exportsOf(namespace, prefix = '') {
  for (const name of Object.keys(namespace)) {
    const written = prefix + name
    const value = namespace[name]
    if (left.has(written) || /Error$/.test(name)) continue
    if (isClass(value)) yield { path: `new ${written}`, call: args => new value(...args) }
    else if (typeof value === 'function') yield { path: written, call: args => value(...args) }
    else if (isNamespace(value)) yield* exportsOf(value, `${written}.`)
  }
}

/** Folder of the sources, which know what is protected or private; at run time nothing is. */
const lib = path.join(__dirname, '../../../lib')

/** Class name -> names of its protected and private members. @type {Map<string, Set<string>>} */
const protectedMembers = new Map()

for (const file of readdirSync(lib, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.ts') || file.endsWith('generated.ts')) continue
  let current = new Set()
  for (const line of readFileSync(path.join(lib, file), 'utf8').split('\n')) {
    const declared = /^(?:export )?(?:abstract )?class (\w+)/.exec(line)
    if (declared) protectedMembers.set(declared[1], (current = new Set()))
    const member = /^ {2}(?:protected|private) (?:(?:abstract|override|readonly|get) )*(\w+)/.exec(
      line,
    )
    if (member) current.add(member[1])
  }
}

/** @param {object} instance @param {string} name */
function isHidden(instance, name) {
  for (let owner = instance; owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (protectedMembers.get(owner.constructor?.name)?.has(name)) return true
  }
  return name === 'constructor' || name.startsWith('_')
}

/** Own and inherited names, those of Object left out. @param {object} instance */
function membersOf(instance) {
  const names = new Set(Object.getOwnPropertyNames(instance))
  for (
    let prototype = Object.getPrototypeOf(instance);
    prototype !== null && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    for (const name of Object.getOwnPropertyNames(prototype)) names.add(name)
  }
  return [...names].filter(name => !isHidden(instance, name))
}

/** @param {object} instance @param {string} name */
function descriptorOf(instance, name) {
  for (let owner = instance; owner !== null; owner = Object.getPrototypeOf(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name)
    if (descriptor) return descriptor
  }
}

/**
 * Methods, and setters as functions of one argument, all of one instance.
 * @param {string} label
 * @param {any} instance
 * @returns {Generator<Target>}
 */
function* membersAsTargets(label, instance) {
  for (const name of membersOf(instance)) {
    const descriptor = descriptorOf(instance, name)
    const written = `${label}.${name}`
    if (descriptor?.set) {
      yield { path: `${written} =`, call: args => void (instance[name] = args[0]) }
    } else if (typeof descriptor?.value === 'function') {
      yield { path: written, call: args => instance[name](...args) }
    }
  }
}

module.exports = { exportsOf, membersAsTargets }
