/**
 * What OpenMP's spinning costs and saves: the median step of MLP, N0 and N1 for several lengths of the
 * spin and for the one that adapts, alone and beside programs that keep cores busy, as a Markdown
 * table.
 *
 * Usage: npx ts-node scripts/bench/spin.ts [rounds, default 5]
 *
 * The runtime reads the length once, so that every figure is a process of its own; they take turns.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import torch, { isbe, optim } from '../../lib'
import { summarize } from '../../lib/bench/statistics'
import { inputShapeOf, makeModel } from '../../lib/models'

const networks = ['mlp', 'n0', 'n1']
/** Iterations; libgomp's own default is 300,000. */
const spins = ['adapting', '300000', '30000', '10000', '1000', '100']
/** Other programs, each of which wants a core. */
const companies = [0, 1, 2]
const batch = 128
const millisPerNetwork = 2_000

function medianStep(network: string): number {
  torch.manualSeed(0)
  const model = makeModel(network)
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
  const loss = new isbe.IsbeLoss()
  const input = torch.randn([batch, ...inputShapeOf(network)]).keep()
  const target = torch.randint(10, [batch]).keep()
  const steps: number[] = []
  const start = performance.now()
  while (steps.length < 5 || performance.now() - start < millisPerNetwork) {
    const before = performance.now()
    torch.tidy(() => {
      const value = loss.forward(model.forward(input), target)
      optimizer.zeroGrad()
      value.backward()
      optimizer.step()
    })
    steps.push(performance.now() - before)
  }
  return summarize(steps.slice(Math.floor(steps.length / 4))).median // the first warm up
}

function measure(spin: string): number[] {
  const environment: NodeJS.ProcessEnv = { ...process.env, ISBE_SPIN_CHILD: '1' }
  if (spin !== 'adapting') environment.GOMP_SPINCOUNT = spin
  const output = execFileSync(
    process.execPath,
    ['-r', 'ts-node/register/transpile-only', join(__dirname, 'spin.ts')],
    { encoding: 'utf8', env: environment },
  )
  return JSON.parse(output) as number[]
}

function busyProgram(): ChildProcess {
  return spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })
}

/** Medians over the rounds, one line of networks a spin. */
function measureBeside(company: number, rounds: number): number[][] {
  const others = Array.from({ length: company }, busyProgram)
  try {
    const all = Array.from({ length: rounds }, () => spins.map(measure))
    return spins.map((_, spin) =>
      networks.map((_, network) => summarize(all.map(round => round[spin]![network]!)).median),
    )
  } finally {
    for (const other of others) other.kill()
  }
}

if (process.env.ISBE_SPIN_CHILD) {
  process.stdout.write(JSON.stringify(networks.map(medianStep)))
} else {
  const rounds = Number(process.argv[2] ?? 5)
  const heads = networks.map(network => ` ${network}, ms |`).join('')
  console.log(`| other programs | spin |${heads}\n|---|---|${'---|'.repeat(networks.length)}`)
  for (const company of companies) {
    measureBeside(company, rounds).forEach((medians, index) => {
      const cells = medians.map(millis => ` ${millis.toFixed(2)} |`).join('')
      console.log(`| ${company} | ${spins[index]} |${cells}`)
    })
  }
}
