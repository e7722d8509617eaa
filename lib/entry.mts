// For `import torch, { nn } from 'isbe-torch'`.
import everything from './index.js'

export default everything.default
export const { data, isbe, metrics, nn, optim, Trainer, Generator, Tensor } = everything
export const { DataError, DeviceError, DisposedError, OptionError, OutOfMemoryError, TorchError } =
  everything
export type * from './index.js'
