/**
 * The names that a pickle may use, which are those of PyTorch's own `weights_only=True`. A pickle is
 * a program that calls Python functions by name; here a name outside of this list is an error, and
 * none of them runs anything but the few lines of ours below.
 */
import { isDType, type DType } from '../../base/dtype'

/** A name as it stands in a pickle, on its way to being called. */
export class Global {
  constructor(
    readonly module: string,
    readonly name: string,
  ) {}

  get path(): string {
    return `${this.module}.${this.name}`
  }
}

const storageDtypes: Readonly<Record<string, DType>> = {
  DoubleStorage: 'float64',
  FloatStorage: 'float32',
  HalfStorage: 'float16',
  BFloat16Storage: 'bfloat16',
  LongStorage: 'int64',
  IntStorage: 'int32',
  ShortStorage: 'int16',
  CharStorage: 'int8',
  ByteStorage: 'uint8',
  BoolStorage: 'bool',
  ComplexDoubleStorage: 'complex128',
  ComplexFloatStorage: 'complex64',
  QUInt8Storage: 'quint8',
  QInt8Storage: 'qint8',
  QInt32Storage: 'qint32',
}

const storageNames = new Map(Object.entries(storageDtypes).map(([name, dtype]) => [dtype, name]))

/** The class of storages of a dtype; null for dtypes that came after those classes. */
export function storageClass(dtype: DType): string | null {
  return storageNames.get(dtype) ?? null
}

/** The dtype of a class of storages; uint8 for those that only hold bytes. */
export function storageDtype({ module, name }: Global): DType | null {
  if (module === 'torch.storage' && name === 'UntypedStorage') return 'uint8'
  return module === 'torch' && Object.hasOwn(storageDtypes, name) ? storageDtypes[name]! : null
}

/** The dtype that is a value by its own name: `torch.float32`. */
export function namedDtype({ module, name }: Global): DType | null {
  return module === 'torch' && isDType(name) ? name : null
}

/** Python 2 had these elsewhere. */
const renamed: Readonly<Record<string, string>> = { __builtin__: 'builtins', copy_reg: 'copyreg' }

const callable = new Set([
  'builtins.bytearray',
  'builtins.complex',
  'builtins.set',
  '_codecs.encode',
  'collections.Counter',
  'collections.OrderedDict',
  'torch.Size',
  'torch.Tensor',
  'torch.device',
  'torch.nn.parameter.Parameter',
  'torch.per_channel_affine',
  'torch.per_channel_affine_float_qparams',
  'torch.per_tensor_affine',
  'torch.serialization._get_layout',
  'torch._tensor._rebuild_from_type_v2',
  'torch._utils._rebuild_meta_tensor_no_storage',
  'torch._utils._rebuild_nested_tensor',
  'torch._utils._rebuild_parameter',
  'torch._utils._rebuild_parameter_with_state',
  'torch._utils._rebuild_qtensor',
  'torch._utils._rebuild_sparse_tensor',
  'torch._utils._rebuild_tensor',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_tensor_v3',
])

/** The value of a name: a dtype, or a name that may be called or stands for a class; null for others. */
export function resolve(module: string, name: string): Global | DType | null {
  const found = new Global(renamed[module] ?? module, name)
  const dtype = namedDtype(found)
  if (dtype !== null) return dtype
  return callable.has(found.path) || storageDtype(found) !== null ? found : null
}
