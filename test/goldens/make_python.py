"""Writes python.json: what PyTorch 2.13 gives for the functions that it writes in Python.

Run: python test/goldens/make_python.py   (needs torch 2.13)
A case is a function, its positional and named arguments, and its results. Tensors are
{"dtype", "shape", "values"}, complex values pairs.
"""

import json
from operator import attrgetter
from pathlib import Path

import torch


def wave(*shape, dtype=torch.float64, step=0.7):
    count = torch.Size(shape).numel()
    return torch.sin(step * torch.arange(count, dtype=torch.float64) + 0.3).reshape(shape).to(dtype)


def encode(value):
    if isinstance(value, torch.Tensor):
        plain = torch.view_as_real(value) if value.is_complex() else value
        return {
            'dtype': str(value.dtype).removeprefix('torch.'),
            'shape': list(value.shape),
            'values': plain.flatten().tolist(),
        }
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if value == float('inf') or value == -float('inf'):
        return {'infinity': 1 if value > 0 else -1}
    return value


MATRIX = wave(3, 4)
CUBE = wave(2, 3, 4)
INTS = torch.tensor([[3, 1, 1], [2, 3, 1], [3, 1, 1]])
VECTORS = [wave(3), wave(2, step=1.1), wave(4, step=0.2)]
DOUBLE = {'dtype': torch.float64}

CASES = [
    ('norm', [MATRIX], {}),
    ('norm', [MATRIX, 1], {}),
    ('norm', [MATRIX, float('inf'), 1], {}),
    ('norm', [MATRIX, -float('inf'), 0, True], {}),
    ('norm', [MATRIX, 0, 1], {}),
    ('norm', [MATRIX, 3], {'dim': [0, 1], 'keepdim': True}),
    ('norm', [MATRIX], {'p': 'nuc'}),
    ('norm', [CUBE, 'nuc', [0, 2]], {}),
    ('norm', [CUBE, 'fro', [1, 2]], {}),
    ('norm', [MATRIX.float()], {'p': 2, 'dim': 1, 'dtype': torch.float64}),
    ('norm', [wave(3, dtype=torch.complex128)], {}),
    ('einsum', ['ij,kj->ik', MATRIX, wave(2, 4)], {}),
    ('einsum', ['...ij->...ji', CUBE], {}),
    ('einsum', ['bij,bkj', CUBE, wave(2, 5, 4)], {}),
    ('einsum', ['i,j,k->ijk', *VECTORS], {}),
    ('einsum', ['ii->i', wave(3, 3)], {}),
    ('einsum', [MATRIX, [0, 1], wave(4, 2), [1, 2], [0, 2]], {}),
    ('einsum', [MATRIX, [0, 1], wave(4, 2), [1, 2]], {}),
    ('tensordot', [CUBE, wave(3, 4, 5)], {}),
    ('tensordot', [MATRIX, wave(4, 2), 1], {}),
    ('tensordot', [MATRIX, wave(2), 0], {}),
    ('tensordot', [CUBE, wave(4, 3)], {'dims': [[1, 2], [1, 0]]}),
    ('cartesian_prod', VECTORS, {}),
    ('cartesian_prod', [VECTORS[0]], {}),
    ('chain_matmul', [MATRIX, wave(4, 2), wave(2, 5)], {}),
    ('unique', [INTS], {}),
    ('unique', [INTS], {'return_inverse': True}),
    ('unique', [INTS], {'return_counts': True, 'return_inverse': True}),
    ('unique', [INTS], {'return_counts': True}),
    ('unique', [INTS, True, True, True, 0], {}),
    ('unique', [INTS], {'dim': 1}),
    ('unique_consecutive', [torch.tensor([1, 1, 2, 2, 2, 1])], {}),
    ('unique_consecutive', [torch.tensor([1, 1, 2, 2, 2, 1]), True, True], {}),
    ('unique_consecutive', [INTS], {'dim': 0, 'return_counts': True}),
    ('meshgrid', VECTORS, {'indexing': 'ij'}),
    ('meshgrid', VECTORS, {'indexing': 'xy'}),
    ('broadcast_tensors', [wave(3, 1), wave(4)], {}),
    ('block_diag', [MATRIX, wave(2), wave(1, 1)], {}),
    ('atleast_1d', [torch.tensor(2.5)], {}),
    ('atleast_2d', [torch.tensor(2.5), wave(3)], {}),
    ('atleast_3d', [wave(3)], {}),
    ('broadcast_shapes', [[2], [3, 1], [1, 1, 1]], {}),
    ('broadcast_shapes', [3, [2, 1]], {}),
    ('split', [wave(5, 2), 2], {}),
    ('split', [wave(5, 2), [1, 4]], {}),
    ('split', [wave(2, 5), 3], {'dim': 1}),
    ('unravel_index', [torch.tensor([5, 0, 23]), [2, 3, 4]], {}),
    ('unravel_index', [torch.tensor([[3]]), 7], {}),
    ('nonzero', [INTS - 1], {}),
    ('nonzero', [INTS - 1], {'as_tuple': True}),
    ('signal.windows.bartlett', [5], DOUBLE),
    ('signal.windows.blackman', [6], {'sym': False, **DOUBLE}),
    ('signal.windows.cosine', [6], {'sym': False, **DOUBLE}),
    ('signal.windows.exponential', [5], {'tau': 2.0, **DOUBLE}),
    ('signal.windows.exponential', [5], {'center': 1.0, 'sym': False, **DOUBLE}),
    ('signal.windows.gaussian', [6], {'std': 0.7, **DOUBLE}),
    ('signal.windows.general_cosine', [7], {'a': [0.5, 0.3, 0.2], **DOUBLE}),
    ('signal.windows.general_hamming', [7], {'alpha': 0.6, 'sym': False, **DOUBLE}),
    ('signal.windows.hamming', [1], DOUBLE),
    ('signal.windows.hann', [8], DOUBLE),
    ('signal.windows.kaiser', [8], {'beta': 5.0, **DOUBLE}),
    ('signal.windows.kaiser', [1], {}),
    ('signal.windows.nuttall', [9], {'sym': False, **DOUBLE}),
    ('signal.windows.hann', [0], {}),
    ('cdist', [MATRIX, wave(2, 4)], {}),
    ('cdist', [MATRIX, wave(2, 4), 1], {}),
    ('cdist', [MATRIX, wave(2, 4)], {'p': float('inf')}),
    ('cdist', [MATRIX, wave(2, 4)], {'compute_mode': 'donot_use_mm_for_euclid_dist'}),
    ('cdist', [MATRIX, wave(2, 4)], {'compute_mode': 'use_mm_for_euclid_dist'}),
    ('lu', [wave(3, 3)], {}),
    ('lu', [wave(3, 3)], {'get_infos': True}),
    ('stft', [wave(16), 8], {'return_complex': True}),
    ('stft', [wave(2, 16), 8, 2, 6, wave(6)], {'return_complex': True, 'normalized': True}),
    ('stft', [wave(16), 8], {'center': False, 'return_complex': True, 'onesided': False}),
    ('stft', [wave(16), 8], {'pad_mode': 'constant', 'return_complex': True}),
]


def expected(name, args, named):
    result = attrgetter(name)(torch)(*args, **named)
    return encode(list(result) if isinstance(result, (tuple, torch.Size)) else result)


def main():
    rows = [
        {
            'name': name,
            'args': encode(args),
            'options': {
                key: encode(value)
                if not isinstance(value, torch.dtype)
                else str(value).removeprefix('torch.')
                for key, value in named.items()
            },
            'result': expected(name, args, named),
        }
        for name, args, named in CASES
    ]
    path = Path(__file__).with_name('python.json')
    path.write_text(json.dumps(rows, separators=(',', ':')).replace('{"name"', '\n{"name"') + '\n')


if __name__ == '__main__':
    main()
