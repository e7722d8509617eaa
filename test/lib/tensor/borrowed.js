// Run with --expose-gc: whether a buffer lives as long as what was made over it, and no longer.
const { setTimeout: sleep } = require('node:timers/promises')
const { default: torch } = require('../../../dist/index')

/** Collects, up to `times`, in jobs of their own: deref() keeps its target until the job ends. */
async function collected(weak, times) {
  for (let i = 0; i < times; ++i) {
    await sleep(1)
    globalThis.gc()
    await sleep(1)
    torch.tidy(() => torch.ones([1])) // gives back, on this thread, the buffers of dead tensors
    if (weak.deref() === undefined) return true
  }
  return false
}

/** A tensor over a buffer that nothing else refers to. */
function borrow() {
  const buffer = new Float32Array(1000).fill(42)
  return { tensor: torch.fromBuffer(buffer), weak: new WeakRef(buffer) }
}

const uses = {
  tensor: tensor => tensor,
  view: tensor => {
    const view = tensor.narrow(0, 500, 2)
    tensor.dispose()
    return view
  },
  graph: tensor => {
    const x = torch.tensor([1], { requiresGrad: true })
    const product = x.mul(tensor)
    tensor.dispose()
    x.dispose()
    return product
  },
}

async function lifetime(use) {
  const { tensor, weak } = borrow()
  const user = use(tensor)
  const aliveWhileUsed = !(await collected(weak, 3))
  const value = torch.tidy(() => user.reshape([-1]).select(0, 1).item())
  user.dispose()
  return { aliveWhileUsed, value, collectedAfter: await collected(weak, 20) }
}

async function main() {
  const report = {}
  for (const [name, use] of Object.entries(uses)) report[name] = await lifetime(use)
  process.stdout.write(JSON.stringify(report))
}

main()
