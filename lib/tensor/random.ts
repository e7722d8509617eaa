/** The state of the random numbers of the CPU, as a tensor. */
import { native } from '../native'
import { Generator } from '../runtime/generator'
import { checkTensor } from './check'
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

/** The state of the CPU's default generator, uint8 [bytes]. PyTorch: `torch.get_rng_state`. */
export function getRngState(): Tensor {
  return new Tensor(native.generatorState(native.defaultGenerator()))
}

/** Goes on from a state that `getRngState` gave. PyTorch: `torch.set_rng_state`. */
export function setRngState(state: Tensor): void {
  checkTensor('setRngState: state', state)
  native.setGeneratorState(native.defaultGenerator(), state.handle)
}
