/** Schedules that PyTorch's goldens have, and how they are stepped. */
import torch, { nn, optim, type Tensor } from '../../../lib'
import { camelCase } from '../../../lib/optim/naming'
import { readGoldens } from '../goldens'

interface Spec {
  kind: string
  args: unknown[]
  options: Record<string, unknown>
  schedulers?: Spec[]
}

export interface Golden extends Spec {
  rates: number[]
  saved: number[]
  last: number[]
  momenta?: number[]
  state: Record<string, unknown>
  jumps?: [epoch: number, rate: number][]
}

export type Scheduler = optim.lrScheduler.LRScheduler

const makers = { ...optim.lrScheduler, SWALR: optim.swaUtils.SWALR } as unknown as Record<
  string,
  new (...args: unknown[]) => Scheduler
>

export function optimizerOf(rates: (number | Tensor)[] = [0.5, 0.05], options = {}): optim.SGD {
  const groups = rates.map(lr => ({ params: new nn.Parameter(torch.ones([1])), lr }))
  return new optim.SGD(groups, { momentum: 0.9, ...options })
}

function argument(value: unknown): unknown {
  if (Array.isArray(value) && typeof value[0] === 'object') return value.map(argument)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const { power } = value as { power: number }
  return (epoch: number) => power ** epoch
}

export function build({ kind, args, options, schedulers }: Spec, optimizer: optim.SGD): Scheduler {
  const given = Object.entries(options).map(([name, value]) => [camelCase(name), value])
  const own: unknown[] = [...args.map(argument), Object.fromEntries(given)]
  const parts = schedulers ? [schedulers.map(spec => build(spec, optimizer))] : []
  const first = kind === 'ChainedScheduler' ? [] : [optimizer]
  return new makers[kind]!(...first, ...parts, ...own)
}

const metric = (epoch: number): number => Math.max(1 - epoch / 30, 0.2) + 0.01 * ((epoch * 7) % 3)

export function stepOnce(
  kind: string,
  scheduler: Scheduler,
  optimizer: optim.SGD,
  epoch: number,
): void {
  optimizer.step()
  if (kind === 'ReduceLROnPlateau') scheduler.step(metric(epoch))
  else scheduler.step()
}

export function rates(optimizer: optim.SGD): number[] {
  return optimizer.paramGroups.map(group => Number(group.lr))
}

export function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length)
  actual.forEach((value, index) => {
    const difference = Math.abs(value - expected[index]!)
    expect(difference).toBeLessThanOrEqual(1e-6 * Math.abs(expected[index]!) + 1e-12)
  })
}

export const goldens = readGoldens<Golden[]>('schedulers.json').map(golden => {
  const { kind, args, options, schedulers } = golden
  const parts = schedulers?.map(part => part.kind) ?? []
  return [`${kind} ${JSON.stringify([...parts, ...args, options])}`, golden] as const
})
