"""Writes nn_names.json: the public names of torch.nn and its kin in PyTorch 2.13, in snake_case.

Run: python test/goldens/make_nn_names.py   (needs torch 2.13)
Public is what a module says is in it (__all__), else what it has without an underscore and without
importing it from elsewhere.
"""

import importlib
import json
from pathlib import Path
from types import ModuleType

from torch import nn

PLACES = [
    'nn',
    'nn.functional',
    'nn.init',
    'nn.utils',
    'nn.utils.rnn',
    'nn.utils.parametrize',
    'nn.utils.parametrizations',
    'nn.utils.prune',
]


def is_public(name, value):
    if name.startswith('_') or isinstance(value, ModuleType):
        return False
    origin = getattr(value, '__module__', None)
    return origin is None or origin.startswith(('torch.nn', 'torch._C'))


def names_of(place):
    module = importlib.import_module(f'torch.{place}')
    listed = getattr(module, '__all__', None) or dir(module)
    return sorted(name for name in listed if is_public(name, getattr(module, name)))


if __name__ == '__main__':
    names = {place: names_of(place) for place in PLACES}
    names['nn.Module'] = [name for name in dir(nn.Module) if not name.startswith('_')]
    Path(__file__).with_name('nn_names.json').write_text(json.dumps(names, indent=1) + '\n')
