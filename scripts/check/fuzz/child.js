'use strict'
// Makes the calls of fuzz.js: node child.js <from> <to> <report> [part of a name]
const fs = require('node:fs')
const path = require('node:path')

const root = path.join(__dirname, '../../..')
const { default: torch } = require(path.join(root, 'dist/index.js'))
const { native } = require(path.join(root, 'dist/native/index.js'))
const { Tensor } = require(path.join(root, 'dist/tensor/tensor.js'))
const { makeRandom } = require('./random')
const { makeArgument } = require('./arguments')
const { isLeftOut } = require('./leftOut')

const [from = '0', to = '0', report = '', only = ''] = process.argv.slice(2)

/** What users reach by name: `torch.add`, `x.add_`, `nn.functional.gelu`. @param {string} name */
function isPublic(name) {
  return /^(aten|isbe)::[a-z]/.test(name) && !isLeftOut(name) && name.includes(only)
}

const operators = native.operatorNames().filter(isPublic).sort()
const file = fs.openSync(report, 'w')

/** @param {unknown} value */
function release(value) {
  if (Array.isArray(value)) value.forEach(release)
  else if (typeof value === 'number' && Number.isInteger(value) && value > 2 ** 24) {
    native.release(Float64Array.of(value), 1)
  }
}

/** Tensors as the addon takes them. @param {any} argument @returns {unknown} */
function encode(argument) {
  if (Array.isArray(argument)) return argument.map(encode)
  return argument instanceof Tensor ? argument.handle : argument
}

/** @param {number} seed */
function callOnce(seed) {
  const random = makeRandom(seed)
  const name = operators[random.below(operators.length)]
  const [base, overload = ''] = name.split('.')
  const operator = native.operator(base, overload)
  fs.writeSync(file, `${seed} ${name}`.padEnd(120), 0)
  torch.tidy(() => {
    const context = random.context()
    const args = native
      .schema(operator)
      .parameters.map((/** @type {any} */ parameter) =>
        makeArgument(torch, random, context, parameter),
      )
    const handles = args.map(encode)
    try {
      const result = native.call(operator, ...handles)
      release(result)
    } catch (error) {
      if (error instanceof torch.TorchError) return
      console.log(JSON.stringify({ seed, operator: name, why: String(error).slice(0, 200) }))
    }
  })
}

torch.manualSeed(0)
for (let seed = Number(from); seed < Number(to); ++seed) callOnce(seed)
