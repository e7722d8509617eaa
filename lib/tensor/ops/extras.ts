/** The methods of Tensor whose TypeScript face is made by hand. */
import { checkOptionNames } from '../../base/check'
import type { DType } from '../../base/dtype'
import { bindByName } from '../python/arguments'
import { Tensor } from '../tensor'
import { transfer, type TensorTransfer } from '../transfer'
import { cudaDevice, to, type To, type ToOptions } from './to'
import type { WrittenDevice } from './types'

/** The same values in another dtype. */
type Cast = (options?: Pick<ToOptions, 'memoryFormat'>) => Tensor

type CudaOptions<Given extends string = string> = Pick<
  ToOptions<Given>,
  'device' | 'nonBlocking' | 'memoryFormat'
>

export interface TensorExtras {
  to: To
  cpu: Cast
  /** On the current device, unless `device` names another. */
  cuda<Given extends string>(options?: CudaOptions<Given>): Tensor
  cuda<Given extends string>(
    device: WrittenDevice<Given> | null,
    nonBlocking?: boolean,
    options?: CudaOptions<Given>,
  ): Tensor
  float: Cast
  double: Cast
  half: Cast
  bfloat16: Cast
  long: Cast
  int: Cast
  bool: Cast
  /** int8. */
  char: Cast
  /** int16. */
  short: Cast
  /** uint8. */
  byte: Cast
  /** complex32. */
  chalf: Cast
  /** complex64. */
  cfloat: Cast
  /** complex128. */
  cdouble: Cast
  /** Gives the tensor away, without a copy: post the result and call `torch.receive` there. */
  transfer(): TensorTransfer
}

/** A method that takes the tensor to a dtype or a device. */
function castTo(name: string, target: DType | 'cpu'): Cast {
  return function (this: Tensor, options = {}) {
    checkOptionNames(name, options, ['memoryFormat'])
    return to(this, target, options)
  }
}

const casts: Readonly<Record<string, DType | 'cpu'>> = {
  cpu: 'cpu',
  float: 'float32',
  double: 'float64',
  half: 'float16',
  bfloat16: 'bfloat16',
  long: 'int64',
  int: 'int32',
  bool: 'bool',
  char: 'int8',
  short: 'int16',
  byte: 'uint8',
  chalf: 'complex32',
  cfloat: 'complex64',
  cdouble: 'complex128',
}

for (const [name, target] of Object.entries(casts)) {
  Object.defineProperty(Tensor.prototype, name, {
    value: castTo(name, target),
    writable: true,
    configurable: true,
  })
}

const methods: Pick<TensorExtras, 'to' | 'cuda' | 'transfer'> & ThisType<Tensor> = {
  to(this: Tensor, ...args: unknown[]) {
    return to(this, ...args)
  },
  cuda(this: Tensor, ...args: unknown[]) {
    const names = ['device', 'nonBlocking']
    const options = bindByName<CudaOptions>('cuda', names, ['memoryFormat'], args)
    return to(this, { ...options, device: cudaDevice('cuda', options.device ?? 'cuda') })
  },
  transfer() {
    return transfer(this)
  },
}

Object.assign(Tensor.prototype, methods)
