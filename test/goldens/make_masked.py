"""Writes masked.json: what PyTorch 2.13 gives for torch.masked, with gradients.

Run: python test/goldens/make_masked.py   (needs torch 2.13)
A case is a function, its positional and named arguments, its result and, of inputs of floats, the
gradient of the sum of the results' squares. Values that JSON cannot write are words.
"""

import json
from pathlib import Path

import torch
from make_python import encode, wave

X = wave(2, 3, 4)
Y = wave(2, 3, 4, step=1.3)
INTS = torch.tensor([[3, -1, 2], [5, 4, -2]])
MASK = torch.tensor(
    [
        [[True, False, True, True], [False] * 4, [True] * 4],
        [[False, True, True, False], [True, False, False, False], [True] * 4],
    ]
)
ROW = torch.tensor([True, False, True, True])
SMALL = torch.tensor([[True, False, True], [True, True, False]])
WORDS = {float('inf'): 'Infinity', -float('inf'): '-Infinity'}

REDUCTIONS = ['sum', 'prod', 'amax', 'amin', 'mean', 'norm', 'var', 'std', 'logsumexp']
ALONG = ['softmax', 'log_softmax', 'softmin', 'cumsum', 'cumprod']

CASES = [
    *[(name, [X], {'dim': [0, -1], 'mask': MASK}) for name in REDUCTIONS],
    *[(name, [X], {'mask': ROW, 'keepdim': True}) for name in REDUCTIONS],
    *[(name, [X], {'dim': 1}) for name in REDUCTIONS],
    *[(name, [INTS], {'mask': SMALL}) for name in REDUCTIONS if name not in ('mean', 'norm')],
    *[(name, [X, 2], {'mask': MASK}) for name in [*ALONG, 'argmax', 'argmin', 'median']],
    *[(name, [X, -3], {'mask': ROW, 'dtype': torch.float32}) for name in ALONG],
    *[(name, [INTS], {'mask': SMALL, 'dim': 1}) for name in ['cumsum', 'argmin', 'median']],
    ('argmax', [X], {'mask': ROW}),
    ('median', [X], {'mask': MASK, 'keepdim': True}),
    ('mean', [INTS, 0], {'dtype': torch.float32, 'mask': SMALL}),
    ('norm', [X, 1, 2], {'mask': MASK}),
    ('norm', [X, -float('inf'), 2], {'mask': MASK}),
    ('var', [X, 2, False], {'mask': MASK}),
    ('std', [X], {'dim': [], 'correction': 2, 'mask': ROW}),
    ('var', [wave(2, 3, dtype=torch.complex128)], {'dim': 1, 'mask': SMALL}),
    ('sum', [SMALL, 0], {'mask': SMALL}),
    ('normalize', [X, 2, 1], {'mask': MASK}),
    ('normalize', [X, 1.0], {'dim': -1, 'eps': 0.5, 'mask': ROW}),
    ('logaddexp', [X, Y], {'input_mask': MASK, 'other_mask': ROW}),
    ('logaddexp', [X, Y], {}),
]


def write(value):
    if isinstance(value, torch.dtype):
        return str(value).removeprefix('torch.')
    encoded = encode(value)
    if isinstance(encoded, dict) and 'values' in encoded:
        encoded['values'] = [
            'NaN' if number != number else WORDS.get(number, number) for number in encoded['values']
        ]
    return encoded


def solve(name, args, options):
    first = args[0].clone().requires_grad_(args[0].is_floating_point())
    result = getattr(torch.masked, name)(first, *args[1:], **options)
    case = {
        'name': name,
        'args': [write(value) for value in args],
        'options': {key: write(value) for key, value in options.items()},
        'result': write(result.detach()),
    }
    if result.requires_grad:
        case['gradient'] = write(torch.autograd.grad((result * result).sum(), first)[0])
    return case


if __name__ == '__main__':
    path = Path(__file__).with_name('masked.json')
    rows = json.dumps([solve(*case) for case in CASES], separators=(',', ':'), allow_nan=False)
    path.write_text(rows.replace('{"name"', '\n{"name"') + '\n')
