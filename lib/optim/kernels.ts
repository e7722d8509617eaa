/** Our own steps on the CPU: one walk over the memory of all parameters, where libtorch makes many. */
import { operator } from '../tensor'
import type { Batch } from './batch'

export const kernels = {
  sgd: operator('isbe::_sgd_'),
  adam: operator('isbe::_adam_'),
  nadam: operator('isbe::_nadam_'),
  adamax: operator('isbe::_adamax_'),
  adagrad: operator('isbe::_adagrad_'),
  adadelta: operator('isbe::_adadelta_'),
  rprop: operator('isbe::_rprop_'),
  adafactor: operator('isbe::_adafactor_'),
}

const dtypes = new Set(['float32', 'float64', 'complex64', 'complex128'])

/** Whether they can step a batch; complex numbers are pairs in it. */
export function haveKernelsFor({ device, dtype }: Pick<Batch, 'device' | 'dtype'>): boolean {
  return device === 'cpu' && dtypes.has(dtype)
}
