// Run with --expose-gc: makes graphs with functions of JS in each way that there is, drops them, and
// reports how many of these functions' objects and of the tensors are left after a collection.
const { setTimeout: sleep } = require('node:timers/promises')
const { default: torch, autograd, nn } = require('../../../../dist/index')

const makers = 20
/** @type {Record<string, WeakRef<object>[]>} */
const held = {}

/** An object that only the function which refers to it keeps. */
function heldBy(way) {
  const object = {}
  ;(held[way] ??= []).push(new WeakRef(object))
  return object
}

class Square extends autograd.Function {
  static forward(ctx, x, way) {
    ctx.input = x
    ctx.held = heldBy(way)
    return x.mul(x)
  }
  static backward(ctx, gradient) {
    return [gradient.mul(ctx.input).mul(2), null]
  }
}

const input = () => torch.ones([4, 3], { requiresGrad: true })
const shared = new nn.Linear(3, 3)
shared.registerFullBackwardHook(() => {})

const ways = {
  function: way => Square.apply(input(), way),
  checkpoint: way => {
    const object = heldBy(way)
    return torch.utils.checkpoint.checkpoint(x => (object, x.exp()), input())
  },
  'hook of a tensor': way => {
    const object = heldBy(way)
    const x = input().mul(1)
    x.registerHook(() => void object)
    return x
  },
  'hook of a module': way => {
    const object = heldBy(way)
    const module = new nn.Linear(3, 3)
    module.registerFullBackwardHook(() => void object)
    module.registerFullBackwardPreHook(() => void object)
    return module.forward(input())
  },
  'hook of a module that stays': way => {
    heldBy(way)
    return shared.forward(input())
  },
}

async function main() {
  const before = torch.memory().tensors
  for (const [name, make] of Object.entries(ways)) {
    for (let i = 0; i < makers; ++i) {
      make(name)
      make(name).sum().backward()
      torch.tidy(() => void make(`${name}, in tidy`))
      torch.tidy(() => void make(`${name}, in tidy`).sum().backward())
    }
  }
  shared.zeroGrad()
  const left = () =>
    Object.entries(held).map(([way, objects]) => [way, objects.filter(o => o.deref()).length])
  for (let i = 0; i < 200; ++i) {
    globalThis.gc()
    await sleep(10)
    if (torch.memory().tensors <= before && left().every(([, count]) => count === 0)) break
  }
  const tensors = torch.memory().tensors - before
  process.stdout.write(JSON.stringify({ tensors, left: Object.fromEntries(left()) }))
}

main()
