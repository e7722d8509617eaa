// Takes memory without end, under a limit, until it is refused; prints the error and what still
// works after it.
const { native, operator, release, float64, read } = require('./addon')

native.setErrorFactory((code, message) => Object.assign(new Error(message), { code }))
const empty = operator('empty', 'memory_format')
const held = []
let refused
try {
  for (;;) held.push(empty([1 << 20], 6))
} catch ({ code, message }) {
  refused = { code, message }
}
const count = held.length
release(...held)
const again = empty([1 << 20], 6)
const sum = read(operator('add', 'Tensor')(float64([1]), float64([2])))
process.stdout.write(JSON.stringify({ count, refused, again: again > 0, sum }))
