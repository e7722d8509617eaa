/**
 * Our side of `isbe bench step`, in a process of its own, so that its peak memory is its own.
 * peer.py answers the same requests for PyTorch, a JSON line each:
 * {"name": "setup", "threads"}, {"name": "steps", "device", "model", "batch", "precision",
 * "memoryFormat", "repeat"} → {"seconds"}, {"name": "peak", "device"} → {"mebibytes"}.
 */
import { versions } from '../../runtime/versions'
import { setNumThreads } from '../../runtime/threads'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Recommended } from '../../experiments/recommended'
import { maxMemoryAllocated, synchronize } from '../../cuda'
import { keep, tidy } from '../../tensor'
import { Adam } from '../../optim'
import { manualSeed } from '../../runtime/seed'
import { compute, isbeObjective } from '../../train'
import { makeNetwork } from './networks'

export interface StepsRequest extends Recommended {
  name: 'steps'
  device: string
  model: string
  batch: number
  repeat: number
}

type Request = StepsRequest | { name: 'setup'; threads: number } | { name: 'peak'; device: string }

type Run = (repeat: number) => void

const runs = new Map<string, Run>()

/** Forward, ISBE, backward, fused Adam, on one batch of random numbers. */
function makeRun({ device, model: name, batch, precision, memoryFormat }: StepsRequest): Run {
  manualSeed(0)
  const network = makeNetwork(name, batch)
  const input = keep(network.input.to(device))
  const target = keep(network.target.to(device))
  const model = network.model.to(device)
  const optimizer = new Adam(model.parameters(), { lr: 1e-3 })
  const objective = isbeObjective('softmax')
  const step = (): void => {
    const signal = compute(input, { precision, memoryFormat }, images =>
      objective(model.forward(images), target),
    )
    optimizer.zeroGrad()
    signal.backward()
    optimizer.step()
  }
  return repeat => {
    for (let i = 0; i < repeat; ++i) tidy(step)
    if (device !== 'cpu') synchronize(device)
  }
}

function seconds(request: StepsRequest): number {
  const { repeat, model, precision, memoryFormat } = request
  const key = [model, precision, memoryFormat].join()
  const run = runs.get(key) ?? makeRun(request)
  runs.set(key, run)
  const start = performance.now()
  run(repeat)
  return (performance.now() - start) / 1000
}

/** The most so far: of this process's resident memory, or of its tensors on a GPU. */
function peakMebibytes(device: string): number {
  if (device !== 'cpu') return maxMemoryAllocated(device) / 2 ** 20
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]
  return Number(kibibytes) / 1024
}

function answer(request: Request): object {
  switch (request.name) {
    case 'setup':
      setNumThreads(request.threads)
      return { version: versions().libtorch }
    case 'steps':
      return { seconds: seconds(request) }
    case 'peak':
      return { mebibytes: peakMebibytes(request.device) }
  }
}

createInterface({ input: process.stdin }).on('line', line => {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line) as Request))}\n`)
})
