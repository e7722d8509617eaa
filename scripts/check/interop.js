'use strict'

// Files between Python and here, both ways: what one writes the other reads, to the bit. Needs the
// Python environment of the benchmarks (`npm run bench:peers`) and some disk: a sparse file of 5 GB.
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { runEntry } = require('../setup/entry')
const { SetupError } = require('../setup/errors')
const { ROOT } = require('../setup/paths')

const PYTHON_SIDE = path.join(__dirname, 'interop.py')

function findPython() {
  const folder = process.env.ISBE_PEERS_VENV || path.join(ROOT, '.venv-peers')
  const python = path.join(folder, 'bin/python')
  if (fs.existsSync(python)) return python
  throw new SetupError(`no Python with PyTorch in ${folder}`, 'Run npm run bench:peers')
}

/**
 * @param {string} python
 * @param {string[]} args of interop.py
 */
function runPython(python, args) {
  process.stdout.write(execFileSync(python, [PYTHON_SIDE, ...args], { encoding: 'utf8' }))
}

/** @param {unknown} condition @param {string} what */
function check(condition, what) {
  if (!condition) throw new SetupError(`${what}: not what was written`)
  console.log(`ok: ${what}`)
}

/**
 * @param {typeof import('../../lib').default} torch
 * @param {string} file
 * @param {object} [options]
 * @returns {Record<string, any>}
 */
function load(torch, file, options) {
  return torch.load(file, options)
}

/** The bits of a tensor. @param {import('../../lib').Tensor} tensor */
function bits(tensor) {
  const values = tensor.detach().resolveConj().resolveNeg().contiguous().toTypedArray()
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
}

/**
 * @param {typeof import('../../lib').default} torch
 * @param {string} folder
 */
function readPythons(torch, folder) {
  const file = (/** @type {string} */ name) => path.join(folder, name)
  /** @type {Record<string, any>} */
  const expected = JSON.parse(fs.readFileSync(file('bits.json'), 'utf8'))
  const same = (/** @type {any} */ tensor, /** @type {string} */ name) => {
    const { dtype, shape, bits: hex } = expected[name]
    return (
      tensor.dtype === dtype &&
      String(tensor.shape) === String(shape) &&
      bits(tensor).toString('hex') === hex
    )
  }
  for (const name of ['python.safetensors', 'python.pt', 'python_legacy.pt', 'python.npz']) {
    for (const mmap of [true, false]) {
      const loaded = load(torch, file(name), { mmap })
      const entries = Object.entries(loaded)
      check(
        entries.length > 10 && entries.every(([key, tensor]) => same(tensor, key)),
        `${name} of Python, ${entries.length} tensors, ${mmap ? 'mapped' : 'read'}`,
      )
    }
  }
  const { base, view } = load(torch, file('python_views.pt'))
  base.fill_(7)
  check(view.min().item() === 7, 'views of one storage in python_views.pt of Python')
  readPackage(torch, folder)
  const net = torch.jit.load(file('python.torchscript')).eval()
  const { x, y } = load(torch, file('python_io.pt'))
  check(torch.allclose(/** @type {any} */ (net.forward(x)), y), 'python.torchscript of Python')
  return net
}

/**
 * A model that PyTorch compiled, which needs a C++ compiler.
 * @param {typeof import('../../lib').default} torch
 * @param {string} folder
 */
function readPackage(torch, folder) {
  const file = path.join(folder, 'python.pt2')
  if (!fs.existsSync(file)) return console.log('skipped: python.pt2: no g++ to compile it')
  const { x, y, more, y_more } = load(torch, path.join(folder, 'python_package_io.pt'))
  const model = torch.inductor.aotiLoadPackage(file)
  const isClose = (/** @type {any} */ input, /** @type {any} */ expected) =>
    torch.allclose(/** @type {any} */ (model.run(input)[0]), expected, 1e-5, 1e-6)
  check(isClose(x, y) && isClose(more, y_more), 'python.pt2 of Python, compiled by AOTInductor')
}

/**
 * @param {typeof import('../../lib').default} torch
 * @param {string} folder
 * @param {any} net
 */
function writeForPython(torch, folder, net) {
  const file = (/** @type {string} */ name) => path.join(folder, name)
  const all = load(torch, file('python.pt'))
  const pick = (/** @type {RegExp} */ left) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !left.test(name)))
  torch.save(all, file('ours.pt'))
  torch.save(load(torch, file('python_layouts.pt')), file('ours_layouts.pt'))
  torch.save(pick(/complex32|complex128/), file('ours.safetensors'))
  torch.save(pick(/bfloat16|float8|float4|complex32/), file('ours.npz'))
  torch.save(pick(/bfloat16|float8|float4|complex32/), file('ours_compressed.npz'), {
    compress: true,
  })
  torch.save(all.float32, file('ours.npy'))
  const base = torch.arange(12).reshape(3, 4)
  torch.save(
    {
      base,
      view: base.t(),
      row: base.select(0, 1),
      counts: { 0: { step: torch.tensor(3) }, 1: { step: torch.tensor(4) } },
      parameter: new torch.nn.Parameter(torch.ones([2])),
      list: [1, 2.5, null, 'ä', Object.freeze([1, true])],
    },
    file('ours_nested.pt'),
  )
  const floats = torch.ones([4])
  torch.save({ floats, ints: floats.view('int32') }, file('ours_retyped.pt'))
  const sgd = new torch.optim.SGD([new torch.nn.Parameter(torch.ones([1]))], { lr: 1 })
  const schedule = new torch.optim.lrScheduler.MultiStepLR(sgd, [2, 2, 5], { gamma: 0.5 })
  torch.save(schedule.stateDict(), file('ours_schedule.pt'))
  net.train()
  net
    .forward(load(torch, file('python_io.pt')).x)
    .sum()
    .backward()
  torch.noGrad(() => net.parameters().forEach((/** @type {any} */ p) => p.sub_(p.grad)))
  net.eval()
  torch.jit.save(net, file('ours.torchscript'))
  const { x } = load(torch, file('python_io.pt'))
  torch.save({ x, y: net.forward(x).detach() }, file('ours_io.pt'))
}

/**
 * A file that is nearly all holes: more than 32 bits address, on little disk.
 * @param {typeof import('../../lib').default} torch
 * @param {string} folder
 */
function readLarge(torch, folder) {
  const file = path.join(folder, 'large.safetensors')
  const count = 1_300_000_000
  const header = Buffer.from(
    JSON.stringify({
      holes: { dtype: 'F32', shape: [count], data_offsets: [0, 4 * count] },
      last: { dtype: 'F32', shape: [2], data_offsets: [4 * count, 4 * count + 8] },
    }).padEnd(256),
  )
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const descriptor = fs.openSync(file, 'w')
  fs.writeSync(descriptor, Buffer.concat([length, header]))
  const end = Buffer.from(Float32Array.of(1.5, 2.5).buffer)
  fs.writeSync(descriptor, end, 0, 8, 8 + header.length + 4 * count)
  fs.closeSync(descriptor)
  const { holes, last } = load(torch, file)
  check(holes.nbytes > 5e9 && holes.select(0, count - 1).item() === 0, 'a file of 5 GB, mapped')
  check(String(last.toArray()) === '1.5,2.5', 'what lies behind 5 GB')
}

/** @returns {Promise<number>} */
function checkInterop() {
  const python = findPython()
  const { default: torch } = require(path.join(ROOT, 'dist/index.js'))
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'isbe-interop-'))
  try {
    runPython(python, ['write', folder])
    const net = readPythons(torch, folder)
    writeForPython(torch, folder, net)
    runPython(python, ['read', folder])
    readLarge(torch, folder)
    runPython(python, ['large', folder])
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
  return Promise.resolve(0)
}

runEntry(checkInterop)
