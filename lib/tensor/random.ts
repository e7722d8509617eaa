/** The state of random numbers, as a tensor. */
import {
  checkBoolean,
  checkFunction,
  checkInstance,
  checkOptionNames,
  refusePromise,
} from '../base/check'
import { deviceCount, deviceIndex, type CudaDevice } from '../cuda/device'
import { native } from '../native'
import { Generator } from '../runtime/generator'
import { checkTensor } from './check'
import { tidy } from './scope'
import { Tensor } from './tensor'

declare module '../runtime/generator' {
  interface Generator {
    /** The state of the stream, uint8 [bytes], to go on from later. PyTorch: `Generator.get_state`. */
    getState(): Tensor
    /** Goes on from a state that `getState` gave. PyTorch: `Generator.set_state`. */
    setState(state: Tensor): this
  }
}

Generator.prototype.getState = function (): Tensor {
  return new Tensor(native.generatorState(this.native))
}

Generator.prototype.setState = function (state: Tensor): Generator {
  checkTensor('Generator.setState: state', state)
  native.setGeneratorState(this.native, state.handle)
  return this
}

function stateOf(device: string): Tensor {
  return new Tensor(native.generatorState(native.defaultGenerator(device)))
}

function goOn(what: string, device: string, state: Tensor): void {
  checkTensor(`${what}: state`, state)
  native.setGeneratorState(native.defaultGenerator(device), state.handle)
}

/** The state of the CPU's default generator, uint8 [bytes]. PyTorch: `torch.get_rng_state`. */
export function getRngState(): Tensor {
  return stateOf('cpu')
}

/** Goes on from a state that `getRngState` gave. PyTorch: `torch.set_rng_state`. */
export function setRngState(state: Tensor): void {
  goOn('setRngState', 'cpu', state)
}

/** The same of a GPU, by default the current one. PyTorch: `torch.cuda.get_rng_state`. */
export function getCudaRngState(device?: CudaDevice): Tensor {
  return stateOf(`cuda:${deviceIndex('cuda.getRngState', device)}`)
}

/** Goes on from a state that it gave. PyTorch: `torch.cuda.set_rng_state`. */
export function setCudaRngState(state: Tensor, device?: CudaDevice): void {
  goOn('cuda.setRngState', `cuda:${deviceIndex('cuda.setRngState', device)}`, state)
}

export interface ForkRngOptions {
  /** The GPUs whose random numbers are put back too (default all of them). */
  devices?: readonly CudaDevice[] | null
  /** Whether they are put back at all (default true). */
  enabled?: boolean
}

function allGpus(): number[] {
  return Array.from({ length: deviceCount() }, (_, index) => index)
}

/**
 * Runs `fn`; random numbers afterwards, of the CPU and of GPUs, are those that there would have been
 * without it. PyTorch: `torch.random.fork_rng`.
 */
export function forkRng<T>(fn: () => T, options: ForkRngOptions = {}): T {
  checkFunction('forkRng', fn)
  checkOptionNames('forkRng', options, ['devices', 'enabled'])
  const { devices, enabled = true } = options
  checkBoolean('forkRng: enabled', enabled)
  if ((devices ?? null) !== null) checkInstance('forkRng: devices', devices, Array, 'an array')
  if (!enabled) return onlyNow(fn)
  const gpus = devices?.map(device => deviceIndex('forkRng: devices', device)) ?? allGpus()
  return tidy(() => {
    const places = ['cpu', ...gpus.map(index => `cuda:${index}`)]
    const states = places.map(stateOf)
    try {
      return onlyNow(fn)
    } finally {
      places.forEach((place, i) => goOn('forkRng', place, states[i]!))
    }
  })
}

function onlyNow<T>(fn: () => T): T {
  const result = fn()
  refusePromise('forkRng', result, 'random numbers are put back when the function returns')
  return result
}
