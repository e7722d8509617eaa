/**
 * What each part of a fast training step is worth: the step of a network with none of them, with one
 * more each time, and where the time goes, as a Markdown table.
 *
 * Usage: npx ts-node scripts/bench/parts.ts [network, default n1] [steps, default 60]
 *
 * Each line is a process of its own, since the allocator is chosen when the addon is loaded.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import torch, { isbe, nn, optim, type Tensor } from '../../lib'
import { inputShapeOf, makeModel } from '../../lib/models'
import { summarize } from '../../lib/bench/statistics'

const lines: [name: string, allocator: string, parts: string[]][] = [
  ['none', 'default', []],
  ['allocator', '', []],
  ['and dropout', '', ['dropout']],
  ['and batch norm with ReLU', '', ['dropout', 'fusion']],
]
const batch = 128
const profiledSteps = 5
const operatorsShown = 6

interface Measured {
  millis: number
  operators: string[]
}

/** Sequential fuses nn.ReLU itself alone. */
class SeparateReLU extends nn.ReLU {}

class LibtorchDropout extends nn.Dropout {
  override forward(input: Tensor): Tensor {
    return torch.dropout(input, this.p, this.training)
  }
}

function replaced(module: nn.Module, parts: readonly string[]): nn.Module {
  if (!parts.includes('fusion') && module instanceof nn.ReLU) return new SeparateReLU()
  if (!parts.includes('dropout') && module instanceof nn.Dropout)
    return new LibtorchDropout(module.p)
  return module
}

function makeStep(network: string, parts: readonly string[]): () => void {
  torch.manualSeed(0)
  const children = (makeModel(network) as nn.Sequential).namedChildren()
  const model = new nn.Sequential(
    ...children.map(([, child]) => replaced(child as nn.Module, parts)),
  )
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
  const loss = new isbe.IsbeLoss()
  const input = torch.randn([batch, ...inputShapeOf(network)]).keep()
  const target = torch.randint(10, [batch]).keep()
  return () =>
    torch.tidy(() => {
      const value = loss.forward(model.forward(input), target)
      optimizer.zeroGrad()
      value.backward()
      optimizer.step()
    })
}

function measure(network: string, steps: number, parts: readonly string[]): Measured {
  const step = makeStep(network, parts)
  const millis = Array.from({ length: steps }, () => {
    const start = performance.now()
    step()
    return performance.now() - start
  }).slice(Math.floor(steps / 4)) // the first warm up
  const { rows } = torch.profile(() => {
    for (let i = 0; i < profiledSteps; ++i) step()
  })
  const operators = [...rows]
    .sort((a, b) => b.selfMillis - a.selfMillis)
    .slice(0, operatorsShown)
    .map(
      ({ name, phase, selfMillis }) =>
        `${name.replace('aten::', '')} (${phase}) ${(selfMillis / profiledSteps).toFixed(1)}`,
    )
  return { millis: summarize(millis).median, operators }
}

const [network = 'n1', steps = '60', ...parts] = process.argv.slice(2)
if (process.env.ISBE_PARTS_CHILD) {
  process.stdout.write(JSON.stringify(measure(network, Number(steps), parts)))
} else {
  console.log(`| ${network}, batch ${batch} | ms a step | most of it, ms |\n|---|---|---|`)
  for (const [name, allocator, own] of lines) {
    const output = execFileSync(
      process.execPath,
      [
        '-r',
        'ts-node/register/transpile-only',
        join(__dirname, 'parts.ts'),
        network,
        steps,
        ...own,
      ],
      {
        encoding: 'utf8',
        env: { ...process.env, ISBE_ALLOCATOR: allocator, ISBE_PARTS_CHILD: '1' },
      },
    )
    const { millis, operators } = JSON.parse(output) as Measured
    console.log(`| ${name} | ${millis.toFixed(1)} | ${operators.join(', ')} |`)
  }
}
