'use strict'
// Every public function, constructor, method and accessor, found by walking the exports.

/**
 * @typedef {object} Target
 * @property {string} path how a program writes it
 * @property {(args: unknown[]) => unknown} call
 */

/** Not called: what ends or changes the process, and what gives the argument itself away. */
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
    const path = prefix + name
    const value = namespace[name]
    if (left.has(path) || /Error$/.test(name)) continue
    if (isClass(value)) yield { path: `new ${path}`, call: args => new value(...args) }
    else if (typeof value === 'function') yield { path, call: args => value(...args) }
    else if (isNamespace(value)) yield* exportsOf(value, `${path}.`)
  }
}

/** What TypeScript has as protected or internal. */
const hidden = new Set([
  'constructor',
  'accumulate',
  'check',
  'checkDimensions',
  'forwardThenRelu',
  'initialState',
  'read',
  'release',
])

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
  return [...names].filter(name => !hidden.has(name))
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
    const path = `${label}.${name}`
    if (descriptor?.set) {
      yield { path: `${path} =`, call: args => void (instance[name] = args[0]) }
    } else if (typeof descriptor?.value === 'function') {
      yield { path, call: args => instance[name](...args) }
    }
  }
}

module.exports = { exportsOf, membersAsTargets }
