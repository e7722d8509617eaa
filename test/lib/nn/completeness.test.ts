/** Every public name of torch.nn and its kin is here, or stands below with a reason. */
import torch from '../../../lib'
import { camelCase } from '../../../lib/tensor/ops/names'
import { readGoldens } from '../goldens'

const deprecated = 'deprecated in PyTorch: the name with an underscore at its end does it'
const internal = "PyTorch's own helpers and texts, no part of what it documents"

const leftOut: Record<string, Record<string, readonly string[]>> = {
  nn: {
    'an empty module that PyTorch deprecates: Sequential does it': ['Container'],
    [internal]: ['factory_kwargs'],
  },
  'nn.functional': {
    [internal]: [
      'GRID_SAMPLE_INTERPOLATION_MODES',
      'GRID_SAMPLE_PADDING_MODES',
      'TYPE_CHECKING',
      'assert_int_or_pair',
      'has_torch_function',
      'has_torch_function_unary',
      'has_torch_function_variadic',
      'reproducibility_notes',
      'sparse_support_notes',
      'tf32_notes',
    ],
  },
  'nn.init': {
    [deprecated]: [
      'constant',
      'dirac',
      'eye',
      'kaiming_normal',
      'kaiming_uniform',
      'normal',
      'orthogonal',
      'sparse',
      'uniform',
      'xavier_normal',
      'xavier_uniform',
    ],
  },
  'nn.Module': {
    'devices that no build of libtorch for Node has': ['ipu', 'mtia', 'xpu'],
    'constants of the class, which nothing documented reads': [
      'T_destination',
      'call_super_init',
      'dump_patches',
    ],
    'there is no compiler: operators run at once': ['compile'],
    'threads share all tensors as they are, see Tensor.transfer': ['share_memory'],
    'deprecated in PyTorch: register_full_backward_hook does it': ['register_backward_hook'],
  },
  'nn.utils': { [deprecated]: ['clip_grad_norm'] },
}

/** A namespace, or what the instances of a class have. */
function at(place: string): object {
  const found = place
    .split('.')
    .reduce<object>((value, key) => Reflect.get(value, key) as object, torch)
  return typeof found === 'function' ? (found.prototype as object) : found
}

test.each(Object.entries(readGoldens<Record<string, string[]>>('nn_names.json')))(
  'torch.%s',
  (place, names) => {
    const exported = at(place)
    const missing = names.filter(name => !(name in exported) && !(camelCase(name) in exported))
    const known = Object.values(leftOut[place] ?? {}).flat()
    expect(missing.sort()).toEqual([...known].sort())
  },
)
