/** The state of the random numbers of the CPU, as a tensor. */
import { native } from '../native'
import { checkTensor } from './check'
import { Tensor } from './tensor'

/** The state of the CPU's default generator, uint8 [bytes]. PyTorch: `torch.get_rng_state`. */
export function getRngState(): Tensor {
  return new Tensor(native.randomState())
}

/** Goes on from a state that `getRngState` gave. PyTorch: `torch.set_rng_state`. */
export function setRngState(state: Tensor): void {
  checkTensor('setRngState: state', state)
  native.setRandomState(state.handle)
}
