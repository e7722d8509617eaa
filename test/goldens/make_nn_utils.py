"""Writes nn_utils.json: torch.nn.init and torch.nn.utils as PyTorch 2.13 computes them.

Run: python test/goldens/make_nn_utils.py   (needs torch 2.13)
Random numbers follow from seed 1. Linear layers [4 → 3] have waves as weights; a case of nn.utils
is applied to one, which then computes and differentiates a wave.
"""

import json
from pathlib import Path

import torch
from module_cases import Wave, rounded
from torch import nn
from torch.nn.utils import parametrizations, parametrize

MATRIX, KERNEL = (4, 5), (4, 2, 3)
INIT = [
    ('uniform_', MATRIX, [-1, 2], {}),
    ('normal_', MATRIX, [], {'mean': 1, 'std': 0.5}),
    ('trunc_normal_', MATRIX, [], {}),
    ('trunc_normal_', MATRIX, [0, 1, 1.5, 2], {}),
    ('trunc_normal_', MATRIX, [], {'std': 0.02, 'a': -0.02, 'b': 0.03}),
    ('constant_', MATRIX, [3], {}),
    ('ones_', MATRIX, [], {}),
    ('zeros_', MATRIX, [], {}),
    ('eye_', MATRIX, [], {}),
    ('dirac_', KERNEL, [], {}),
    ('dirac_', (4, 2, 3, 3), [2], {}),
    ('xavier_uniform_', MATRIX, [2], {}),
    ('xavier_normal_', KERNEL, [], {}),
    ('kaiming_uniform_', MATRIX, [], {'nonlinearity': 'relu', 'mode': 'fan_out'}),
    ('kaiming_normal_', KERNEL, [0.2], {}),
    ('orthogonal_', MATRIX, [], {}),
    ('orthogonal_', KERNEL, [], {'gain': 2}),
    ('sparse_', MATRIX, [0.5], {'std': 0.1}),
]
GAINS = ['linear', 'conv2d', 'conv_transpose3d', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu']
PARAMETRIZATIONS = [
    ('weight_norm', {}),
    ('weight_norm', {'dim': 1}),
    ('weight_norm', {'dim': None}),
    ('spectral_norm', {'n_power_iterations': 2}),
    ('spectral_norm', {'dim': 1, 'eps': 0.1}),
    ('orthogonal', {}),
    ('orthogonal', {'orthogonal_map': 'cayley'}),
    ('orthogonal', {'use_trivialization': False}),
]
CLIPS = [
    ('clip_grad_norm_', [0.5], {}),
    ('clip_grad_norm_', [0.1], {'norm_type': float('inf')}),
    ('clip_grad_norm_', [0.7, 1.0], {'foreach': False}),
    ('clip_grad_norm_', [100.0], {}),
    ('clip_grad_value_', [0.3], {}),
    ('clip_grad_value_', [0.1], {'foreach': False}),
]


def wave(*shape, phase=1.0):
    return Wave(shape, phase=phase).tensor().detach()


def linear():
    layer = nn.Linear(4, 3)
    layer.weight.data, layer.bias.data = wave(3, 4), wave(3)
    return layer


def run(layer):
    output = layer(wave(2, 4, phase=2.0))
    (output * wave(2, 3, phase=3.0)).sum().backward()
    return output


def initialized(name, shape, args, options):
    torch.manual_seed(1)
    values = getattr(nn.init, name)(torch.empty(shape), *args, **options)
    return {
        'name': name,
        'shape': shape,
        'args': args,
        'options': options,
        'values': rounded(values),
    }


def parametrized(name, options):
    torch.manual_seed(1)
    layer = getattr(parametrizations, name)(linear(), **options)
    output = run(layer)
    golden = {
        'name': name,
        'options': options,
        'keys': list(layer.state_dict()),
        'output': rounded(output),
        'gradients': [rounded(parameter.grad) for parameter in layer.parameters()],
    }
    parametrize.remove_parametrizations(layer.eval(), 'weight')
    return {**golden, 'after': rounded(layer.weight), 'keysAfter': list(layer.state_dict())}


def clipped(name, args, options):
    layer = linear()
    run(layer)
    norm = getattr(nn.utils, name)(layer.parameters(), *args, **options)
    gradients = [rounded(parameter.grad) for parameter in layer.parameters()]
    norm = None if norm is None else float(norm)
    return {
        'name': name,
        'args': args,
        'options': rounded_options(options),
        'norm': norm,
        'gradients': gradients,
    }


def rounded_options(options):
    return {key: rounded(value) for key, value in options.items()}


def fused():
    torch.manual_seed(1)
    layer, norm = linear(), nn.BatchNorm1d(3)
    norm.weight.data, norm.bias.data = wave(3, phase=0.4), wave(3, phase=0.9)
    norm.running_mean, norm.running_var = wave(3, phase=2.0), wave(3).abs()
    both = nn.utils.fuse_linear_bn_eval(layer.eval(), norm.eval())
    return {'weight': rounded(both.weight), 'bias': rounded(both.bias)}


if __name__ == '__main__':
    goldens = {
        'init': [initialized(*case) for case in INIT],
        'gains': {name: nn.init.calculate_gain(name) for name in GAINS},
        'parametrizations': [parametrized(*case) for case in PARAMETRIZATIONS],
        'clips': [clipped(*case) for case in CLIPS],
        'fused': fused(),
    }
    Path(__file__).with_name('nn_utils.json').write_text(json.dumps(goldens))
