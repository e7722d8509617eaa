"""The values that make_binding.py tries, and how results become short: see test/lib/binding.ts for
the same in TypeScript.

A tensor is written `f:2,3`, a letter for its values and its shape.
"""

import math
import re

import torch

TENSORS = [
    'f:2,3',
    'f:3,3',
    'f:4',
    'i:4',
    'i:2,3',
    'f:1,2,4,4',
    'f:2,3,4',
    'b:2,3',
    'f:',
    'i:',
    'c:3,3',
] + ['p:3,3', 'f:1,2,4,4,4', 'f:2', 'c:2,3', 'z:2', 'f:1,2', 'u:2']
WORDS = {
    'reduction': ['sum', 'mean', 'none'],
    'interpolation_mode': ['bilinear'],
    'padding_mode': ['border'],
}
STRINGS = {
    'ord': ['fro', 'nuc'],
    'p': ['fro'],
    'approximate': ['tanh'],
    'reduce': ['sum', 'add', 'amax'],
    'mode': ['constant', 'reduced', 'reflect'],
    'indexing': ['ij'],
    'rounding_mode': ['floor'],
    'norm': ['ortho'],
    'driver': ['gels'],
    'side': ['right'],
    'equation': ['ij,jk->ik'],
    'UPLO': ['L'],
    'interpolation': ['lower'],
    'compute_mode': ['use_mm_for_euclid_dist'],
}


def wave(count):
    return torch.tensor([((7919 * i) % 1009) / 1009 - 0.4 for i in range(count)])


def tensor(text):
    kind, sizes = text.split(':')
    shape = [int(size) for size in sizes.split(',') if size]
    count = math.prod(shape)
    if kind == 'f':
        return wave(count).reshape(shape)
    if kind == 'u':
        return (wave(count).abs() % 1).reshape(shape)
    if kind == 'i':
        return (torch.arange(count) % 2).reshape(shape)
    if kind == 'z':
        return torch.zeros(shape, dtype=torch.int32)
    if kind == 'b':
        return (torch.arange(count) % 2 == 0).reshape(shape)
    if kind == 'c':
        return torch.complex(wave(count), wave(count).flip(0)).reshape(shape)
    return torch.eye(shape[0]) * 2 + 0.25  # positive definite


def candidates(argument):
    """Values to try for an argument, as JSON: tensors are texts, see above."""
    if argument.name in ('layout', 'memory_format', 'pin_memory', 'generator'):
        return []
    kind = str(argument.type)
    if kind.startswith('Optional['):
        kind = kind[len('Optional[') : -1]
    values = candidates_of(kind, argument.name, argument.N or 0)
    if argument.has_default_value() and is_plain(argument.default_value):
        values = [*values, argument.default_value]
    return values


def is_plain(value):
    return value is None or isinstance(value, (int, float, bool, str))


def candidates_of(kind, name, size):
    if kind == 'Tensor':
        return tensors_for(name)
    if kind in ('List[Tensor]', 'List[Optional[Tensor]]'):
        return [['f:2,3', 'f:2,3'], ['f:3,3', 'f:3,3'], ['f:4', 'f:4'], ['i:2,3']]
    if name in WORDS and kind == 'int':
        return WORDS[name]
    if kind == 'int':
        return integers_for(name)
    if kind == 'List[int]':
        return lists_for(name, size)
    return {
        'number': [2, 0.5],
        'float': [0.5, 0.25],
        'bool': [True, False],
        'str': STRINGS.get(name, ['none']),
        'List[float]': [[0.5, 0.5], [1.5]],
        'List[number]': [[1, 2]],
        'List[bool]': [[True], [True, False]],
        'Device': ['cpu'],
    }.get(kind, [])


def tensors_for(name):
    if re.search('ind(ex|ices)|target|offsets|lengths|labels|mapping', name):
        return ['i:2,3', 'i:4', 'i:', 'f:2,3', 'i:2', 'i:3', 'f:4', 'i:1,2,2,2']
    if re.search('mask|condition', name):
        return ['b:2,3', 'f:2,3']
    if re.search('^(weight|bias|running|mean|var|scale|zero_point)', name):
        return ['f:2,3', 'u:2', 'u:3', 'u:4', 'f:3,2,1', 'f:3,2,2,2', 'f:3,2,1,1,1', 'z:2', 'f:3,3']
    return TENSORS


def integers_for(name):
    if name == 'dtype':
        return ['float64']
    if re.search('dim|axis', name):
        return [0, 1, -1, 2]
    return [1, 2, 0, 3, 4]


def lists_for(name, size):
    if size:
        return [[value] * size for value in (1, 2, 0)]
    if re.search('dim|axis|axes', name):
        return [[0], [1], [0, 1], [1, 0], []]
    return [[2, 3], [3, 2], [6], [1], [0], [2], [1, 1], [1, 0], [1, 1, 1]]


# Where the search finds nothing, or what means nothing.
FIXED = {
    'addbmm': {'self': 'f:3,3', 'batch1': 'f:2,3,3', 'batch2': 'f:2,3,3'},
    'addmv': {'self': 'f:2', 'mat': 'f:2,3', 'vec': 'f:3'},
    'addr': {'self': 'f:2,3', 'vec1': 'f:2', 'vec2': 'f:3'},
    'baddbmm': {'self': 'f:2,3,3', 'batch1': 'f:2,3,3', 'batch2': 'f:2,3,3'},
    'batch_norm': {'input': 'f:2,3', **dict.fromkeys(('weight', 'bias'), 'u:3')}
    | dict.fromkeys(('running_mean', 'running_var'), 'u:3'),
    'batch_norm_update_stats': dict.fromkeys(('running_mean', 'running_var'), 'u:3'),
    'bincount': {'self': 'i:4'},
    'bmm': {'self': 'f:2,3,3', 'mat2': 'f:2,3,3'},
    'conv_transpose2d': {'input': 'f:1,2,4,4', 'weight': 'f:2,3,2,2'},
    'embedding': {'weight': 'f:3,3'},
    'embedding_bag': {'weight': 'f:3,3', 'indices': 'i:4', 'offsets': 'z:2'},
    'grid_sampler': {'input': 'f:1,2,4,4', 'grid': 'f:1,2,2,2'},
    'grid_sampler_2d': {'input': 'f:1,2,4,4', 'grid': 'f:1,2,2,2'},
    'index_fill': {'index': 'i:2', 'value': 'f:'},
    'index_reduce': {'self': 'f:2,3', 'index': 'i:2', 'source': 'f:2,3', 'reduce': 'amax'},
    'narrow': {'start': 'i:'},
    'nuclear_norm': {'dim': [0, 1]},
    'one_hot': {'self': 'i:4'},
    'scatter': {'self': 'f:2,3', 'index': 'i:2,3', 'src': 'f:2,3'},
    'unflatten': {'self': 'f:2,3', 'sizes': [2, 1]},
}


def fixed_values(name, argument):
    fixed = FIXED.get(name.removesuffix('_'), {}).get(argument.name)
    if fixed is None or (isinstance(fixed, str) and str(argument.type) not in ('Tensor', 'str')):
        return [fixed] if fixed is not None and 'Optional[Tensor]' in str(argument.type) else None
    return [fixed]


def decode(value, name):
    if isinstance(value, list):
        return [decode(element, name) for element in value]
    if not isinstance(value, str):
        return value
    if re.fullmatch(r'[a-z]:[\d,]*', value):
        return tensor(value)
    if name in WORDS and value in ('none', 'mean', 'sum'):
        return ('none', 'mean', 'sum').index(value)
    if name == 'interpolation_mode':
        return ('bilinear', 'nearest', 'bicubic').index(value)
    if name == 'padding_mode':
        return ('zeros', 'border', 'reflection').index(value)
    if name == 'dtype':
        return getattr(torch, value)
    return value


def rounded(number):
    return float(f'{number:.5g}') if math.isfinite(number) else 0.0


def digest(result):
    """`float32 2,3 1.234`: dtype, shape, and a sum with weights."""
    if isinstance(result, torch.Tensor):
        dense = result.detach()
        if dense.layout != torch.strided:
            dense = dense.to_dense()
        if dense.is_quantized:
            dense = dense.dequantize()
        values = torch.view_as_real(dense.resolve_conj()) if dense.is_complex() else dense
        flat = values.double().nan_to_num(nan=3, posinf=5, neginf=7).flatten()
        weights = torch.arange(flat.numel()) % 7 + 1.0
        shape = ','.join(str(size) for size in dense.shape)
        return f'{str(dense.dtype)[6:]} {shape} {rounded((flat * weights).sum().item())}'
    if isinstance(result, (tuple, list)):
        return [digest(element) for element in result]
    if isinstance(result, torch.dtype):
        return str(result)[6:]
    if isinstance(result, float):
        return rounded(result)
    if result is None or isinstance(result, (bool, int, str)):
        return result
    raise TypeError(type(result))
