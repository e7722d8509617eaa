/** What each preset trains. */
import { join } from 'node:path'
import { findItem, itemNames, items } from '../../../lib/experiments/items'
import { paperLoss, paperLossNames } from '../../../lib/experiments/losses'
import { contenders } from '../../../lib/experiments/measure/contender'
import { timesConfig } from '../../../lib/experiments/measure/obtain'
import { citation, paper } from '../../../lib/experiments/paper'
import { lossesOf, planRuns } from '../../../lib/experiments/plan'
import { paperNets, presetNames, presetOf, presets } from '../../../lib/experiments/preset'
import { moderate } from '../../../lib/experiments/run/augment'
import { decayOver, runName } from '../../../lib/experiments/run/config'
import { hasFastBfloat16 } from '../../../lib/runtime/bfloat16'
import { expectAsKept } from './kept'

const kept = (name: string): string => join(__dirname, 'kept', name)

function runs(name: string, device = 'cuda:0'): ReturnType<typeof planRuns> {
  return planRuns({ preset: presetOf(name), nets: paperNets, device })
}

test('the presets', () => {
  const lines = Object.entries(presets).flatMap(([name, { nets, ...rest }]) => [
    `${name}: ${JSON.stringify(rest)}`,
    ...Object.entries(nets).map(([net, plan]) => `  ${net}: ${JSON.stringify(plan)}`),
  ])
  expectAsKept(kept('presets.txt'), `${lines.join('\n')}\n`)
  expect(presetNames).toEqual(['smoke', 'start', 'quick', 'evening', 'gpu', 'paper'])
})

test('the runs of a preset, in their order, and all of the first of each network', () => {
  const lines = ['smoke', 'start', 'paper'].flatMap(name => {
    const seen = new Set<string>()
    const planned = runs(name).map(({ study, config }) => {
      const { lr, epochs, decay, tail } = config
      const all = seen.has(config.net) ? '' : `\n    ${JSON.stringify(config)}`
      seen.add(config.net)
      const numbers = `lr ${lr}, epochs ${epochs}, decay ${decay}, tail ${tail}`
      return `  ${study} ${runName(config)}: ${numbers}${all}`
    })
    return [name, ...planned]
  })
  expectAsKept(kept('plans.txt'), `${lines.join('\n')}\n`)
})

test('fast networks are in bfloat16 on a CPU where that is fast', () => {
  const [n1] = runs('gpu', 'cpu').filter(({ config }) => config.net === 'n1')
  expect(n1!.config.precision).toBe(hasFastBfloat16() ? 'bfloat16' : 'float32')
  expect(n1!.config.memoryFormat).toBe('channels_last')
})

test('networks that are not wanted, or not in the preset, have no runs', () => {
  const nets = (name: string, wanted: readonly ('n0' | 'n1')[]): string[] => [
    ...new Set(
      planRuns({ preset: presetOf(name), nets: wanted, device: 'cpu' }).map(
        ({ config }) => config.net,
      ),
    ),
  ]
  expect(nets('gpu', ['n1'])).toEqual(['n1'])
  expect(nets('quick', ['n1', 'n0'])).toEqual(['n0'])
})

test('VGG-16 has one reduction of cross-entropy, the others all three', () => {
  const isbe = ['hardsigmoid', 'hardtanh', 'sigmoid', 'softmax', 'tanh'].map(name => `isbe:${name}`)
  expect(lossesOf('vgg16').map(({ name }) => name)).toEqual(['ce:mean', ...isbe])
  const all = ['ce:mean', 'ce:none', 'ce:sum', ...isbe]
  for (const net of ['n0', 'n1', 'n1r'] as const)
    expect(lossesOf(net).map(({ name }) => name)).toEqual(all)
  expect(paperLossNames).toEqual([...all, 'isbe:normalize'])
  expect(contenders.map(({ name, way }) => `${name}, ${way}`)).toEqual([
    ...all.slice(0, 3).map(name => `${name}, autograd`),
    ...isbe.map(name => `${name}, direct`),
    ...isbe.map(name => `${name} autograd, autograd`),
  ])
  expect(paperLoss('isbe:tanh')).toEqual({
    ...{ name: 'isbe:tanh', label: 'ISBE tanh', kind: 'isbe', normalization: 'tanh' },
  })
  expect(() => paperLoss('isbe:tan')).toThrow(
    /^loss: .*found 'isbe:tan' \(did you mean 'isbe:tanh'/,
  )
})

test('what times are measured of', () => {
  const of = (name: string, net: 'n0' | 'vgg16') =>
    timesConfig(net, { preset: presetOf(name), nets: [], device: 'cpu' })
  const shared = { device: 'cpu', precision: 'float32', memoryFormat: 'contiguous_format' }
  expect(of('smoke', 'n0')).toEqual({ net: 'n0', batchSize: 64, steps: 3, warmUp: 3, ...shared })
  expect(of('gpu', 'vgg16')).toEqual({
    ...{ net: 'vgg16', batchSize: 128, steps: 300, warmUp: 5 },
    ...shared,
  })
  expect(of('quick', 'vgg16')).toBeNull()
})

test('a run is named after all that tells it from others of its plan', () => {
  const { config } = runs('smoke')[0]!
  expect(runName({ ...config, seed: 12 })).toBe('n0-ce-mean-seed12')
  expect(runName({ ...config, loss: 'isbe:tanh', way: 'autograd' })).toBe(
    'n0-isbe-tanh-autograd-seed1',
  )
  expect(runName({ ...config, tail: 100, balance: 'inverse dilation' })).toBe(
    'n0-ce-mean-tail-inverse-dilation-seed1',
  )
})

test('the last epoch has a twentieth of the first one’s learning rate', () => {
  expect([1, 2, 3, 11, 60].map(decayOver)).toEqual([1, 0.05, 0.2236, 0.7411, 0.9505])
  expect(moderate).toEqual({ angle: 10, shift: 0.07, scale: 0.1, shear: 5 })
})

test('what can be asked for, and what must be trained for it', () => {
  const lines = items.map(({ kind, name, studies, nets, times }) =>
    [kind, name, studies.join('+'), nets?.join('+') ?? 'all', times ? 'times' : '']
      .join(' ')
      .trim(),
  )
  const [mnist, cifar] = ['paper n0+n1', 'paper vgg16']
  expect(lines).toEqual([
    ...['table 1  all times', 'table 2  all times', 'table 3 paper all', 'table 4 paper all'],
    ...[1, 2, 3, 4].map(name => `figure ${name} ${mnist}`),
    'figure 5  all',
    ...[6, 7, 8].map(name => `figure ${name} ${cifar}`),
    ...['theorem 1  all', 'theorem A1  all', 'theorem Lipschitz  all'],
    ...['beyond control control+paper n0', 'beyond ways  all times', 'beyond operations  all'],
    ...['beyond gradients  all', `beyond overlap ${mnist}`, `beyond calibration ${mnist}`],
    ...['beyond tail tail n0', 'beyond rates rates n0'],
  ])
  expect(itemNames('theorem')).toEqual(['1', 'A1', 'Lipschitz'])
  expect(findItem('theorem', 'a1').name).toBe('A1')
  expect(findItem('figure', '1').kind).toBe('figure')
  expect(() => findItem('table', '5')).toThrow(/^--table: expected 1, 2, 3, 4, found '5'/)
})

test('what the paper prints', () => {
  const reductions = ['mean', 'none', 'sum'] as const
  const lines = paperNets.flatMap(net => [
    `${net} τ ${paperLossNames.map(name => paper.tau(net, name)).join(' ')}`,
    `${net} α ${paperLossNames.map(name => paper.alpha(net, name)).join(' ')}`,
    ...reductions.flatMap(reduction => [
      `${net} Δτ ${reduction} ${paperLossNames.map(name => paper.deltaTau(net, reduction, name)).join(' ')}`,
      `${net} Δα ${reduction} ${paperLossNames.map(name => paper.deltaAlpha(net, reduction, name)).join(' ')}`,
    ]),
  ])
  expectAsKept(kept('paper.txt'), `${[...lines, citation].join('\n')}\n`)
})
