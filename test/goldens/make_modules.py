"""Writes modules.json: layers of torch.nn as PyTorch 2.13 computes them; see module_cases.py.

Run: python test/goldens/make_modules.py   (needs torch 2.13)
"""

from module_cases import case, wave, write

LINEAR = [
    case('Linear', 3, 2, call=[wave(4, 3)]),
    case('Linear', 3, 2, call=[wave(3)]),
    case('Linear', 3, 2, call=[wave(2, 2, 3)], bias=False),
]
NORM = [
    case('BatchNorm1d', 3, call=[wave(4, 3, 2)], momentum=None),
    case('BatchNorm1d', 3, call=[wave(4, 3)], eps=0.1, affine=False),
    case('BatchNorm2d', 2, call=[wave(2, 2, 3, 3)], track_running_stats=False),
]
POOL = [
    case('MaxPool2d', 2, call=[wave(1, 2, 4, 4)], return_indices=True),
]

if __name__ == '__main__':
    write('modules.json', [*LINEAR, *NORM, *POOL])
