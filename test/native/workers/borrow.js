// Uses what a worker gave away after that worker and its memory are gone. Prints the gradient of
// the factor, which is the worker's memory, and the view.
const { join } = require('node:path')
const { Worker } = require('node:worker_threads')
const { native, operator, read } = require('./addon')

const values = [1, 2, 3, 4]

/** Something else where the worker's memory was. */
function overwrite() {
  return Array.from({ length: 20_000 }, () => new Float64Array(4).fill(-1))
}

async function main() {
  const worker = new Worker(join(__dirname, 'lend.js'), { workerData: values })
  const transfers = await new Promise(resolve => worker.on('message', resolve))
  const [product, factor, view] = transfers.map(native.adopt)
  await worker.terminate()
  const other = overwrite()
  native.backward([operator('sum')(product)], [null], false, false, [])
  const [gradient] = native.gradients([factor])
  const report = { gradient: read(gradient), view: read(view), other: other.length }
  process.stdout.write(JSON.stringify(report))
}

main()
