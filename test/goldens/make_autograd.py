"""Writes autograd.json: torch.autograd.functional, and grad with its options, by PyTorch.

Every function is float64, of inputs x [2, 3] and y [3].
"""

import json
from pathlib import Path

import torch
from torch.autograd import functional

X = torch.tensor([[0.3, -1.2, 0.7], [1.1, 0.4, -0.6]], dtype=torch.float64)
Y = torch.tensor([0.5, -0.2, 0.9], dtype=torch.float64)

FUNCTIONS = {
    'exp_sum': (lambda x: x.exp().sum(1), (X,), True),
    'product': (lambda x, y: (x * y).sum(1), (X, Y), False),
    'two_outputs': (lambda x, y: (x.sin() * y, y.pow(3).sum()), (X, Y), False),
    'one_unused': (lambda x, y: y.pow(2), (X, Y), False),
}
SCALARS = {
    'cubes': (lambda x: x.pow(3).sum(), (X,), True),
    'mixed': (lambda x, y: (x.pow(2) * y.exp()).sum(), (X, Y), False),
    'linear': (lambda x, y: x.sum() + y.pow(2).sum(), (X, Y), False),
}


def plain(value):
    return value.tolist() if isinstance(value, torch.Tensor) else [plain(v) for v in value]


def vectors_like(values):
    """Weights that are all different, one for each element."""
    if not isinstance(values, torch.Tensor):
        return tuple(vectors_like(v) for v in values)
    return torch.arange(1, values.numel() + 1, dtype=torch.float64).view_as(values) / 4


def case(function, inputs, alone):
    given = inputs[0] if alone else inputs
    outputs = function(*inputs)
    return {
        'vjp': plain(functional.vjp(function, given, vectors_like(outputs))),
        'jvp': plain(functional.jvp(function, given, vectors_like(given))),
        'jacobian': plain(functional.jacobian(function, given)),
    }


def scalar_case(function, inputs, alone):
    given = inputs[0] if alone else inputs
    return {
        'hessian': plain(functional.hessian(function, given)),
        'vhp': plain(functional.vhp(function, given, vectors_like(given))),
        'hvp': plain(functional.hvp(function, given, vectors_like(given))),
    }


def refusals():
    """Which strict calls PyTorch refuses."""
    found = {}
    for name, (function, inputs, alone) in FUNCTIONS.items():
        given = inputs[0] if alone else inputs
        for what in ['vjp', 'jvp', 'jacobian']:
            vector = {'vjp': vectors_like(function(*inputs)), 'jvp': vectors_like(given)}.get(what)
            arguments = [function, given] if vector is None else [function, given, vector]
            found[f'{name}.{what}'] = refuses(what, arguments)
    for name, (function, inputs, alone) in SCALARS.items():
        given = inputs[0] if alone else inputs
        for what in ['hessian', 'vhp', 'hvp']:
            arguments = [function, given] + ([] if what == 'hessian' else [vectors_like(given)])
            found[f'{name}.{what}'] = refuses(what, arguments)
    return found


def refuses(what, arguments):
    try:
        getattr(functional, what)(*arguments, strict=True)
        return False
    except RuntimeError:
        return True


def main():
    result = {
        'functions': {name: case(*given) for name, given in FUNCTIONS.items()},
        'scalars': {name: scalar_case(*given) for name, given in SCALARS.items()},
        'strictRefuses': refusals(),
    }
    path = Path(__file__).parent / 'autograd.json'
    path.write_text(json.dumps(result, indent=1) + '\n')


if __name__ == '__main__':
    main()
