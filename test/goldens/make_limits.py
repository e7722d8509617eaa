"""Writes limits.json: torch.finfo and torch.iinfo of PyTorch 2.13.

Run: python test/goldens/make_limits.py   (needs torch 2.13)

Integers are text, which loses no digits.
"""

import json
from pathlib import Path

import torch

FLOATS = [
    'float64',
    'float32',
    'float16',
    'bfloat16',
    'float8_e5m2',
    'float8_e4m3fn',
    'float8_e4m3fnuz',
    'complex64',
    'complex128',
]
INTEGERS = [f'{sign}int{bits}' for sign in ('', 'u') for bits in (8, 16, 32, 64)]


def float_limits(name):
    info = torch.finfo(getattr(torch, name))
    return {
        'dtype': info.dtype,
        'bits': info.bits,
        'eps': info.eps,
        'max': info.max,
        'min': info.min,
        'smallestNormal': info.smallest_normal,
        'tiny': info.tiny,
        'resolution': info.resolution,
    }


def integer_limits(name):
    info = torch.iinfo(getattr(torch, name))
    return {'dtype': info.dtype, 'bits': info.bits, 'min': str(info.min), 'max': str(info.max)}


def main():
    goldens = {
        'torch': torch.__version__.split('+')[0],
        'floats': {name: float_limits(name) for name in FLOATS},
        'integers': {name: integer_limits(name) for name in INTEGERS},
    }
    Path(__file__).with_name('limits.json').write_text(json.dumps(goldens, indent=1) + '\n')


if __name__ == '__main__':
    main()
