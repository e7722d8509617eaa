"""Writes layers.json: layers with options of every kind as PyTorch 2.13 computes them.

Run: python test/goldens/make_layers.py   (needs torch 2.13)

Inputs and weights are sines of their index, so that both sides make them alike.
"""

import json
from pathlib import Path

import torch
from torch import nn

CASES = [
    ('Conv2d', [2, 3, 3], {'padding': [1, 2], 'padding_mode': mode}, [2, 2, 5, 6])
    for mode in ('zeros', 'reflect', 'replicate', 'circular')
] + [
    ('Conv2d', [2, 3, [2, 3]], {'padding': 'same', 'padding_mode': 'circular'}, [1, 2, 5, 6]),
    ('Conv2d', [2, 3, [2, 4]], {'padding': 'same', 'dilation': [1, 2]}, [1, 2, 6, 7]),
    ('Conv2d', [4, 4, 3], {'groups': 2, 'stride': [1, 2], 'bias': False}, [4, 5, 6]),
    ('Linear', [3, 2], {'bias': False}, [4, 3]),
    ('Linear', [3, 2], {}, [2, 2, 3]),
    ('BatchNorm1d', [3], {'momentum': None}, [4, 3, 2]),
    ('BatchNorm1d', [3], {'eps': 0.1, 'affine': False}, [4, 3]),
    ('BatchNorm2d', [2], {'track_running_stats': False}, [2, 2, 3, 3]),
    ('MaxPool2d', [3], {'stride': 2, 'padding': 1, 'ceil_mode': True}, [1, 2, 6, 6]),
    ('MaxPool2d', [[2, 3]], {'dilation': [2, 1]}, [2, 6, 7]),
    ('Flatten', [], {'start_dim': 0, 'end_dim': 1}, [2, 3, 4]),
    ('ReLU', [], {}, [2, 3]),
]


def sines(shape, phase):
    count = torch.Size(shape).numel()
    return (torch.arange(count, dtype=torch.float64) * 0.7 + phase).sin().reshape(shape)


def golden(tensor):
    return {'shape': list(tensor.shape), 'values': tensor.detach().double().flatten().tolist()}


def camel(name):
    first, *rest = name.split('_')
    return first + ''.join(word.title() for word in rest)


def run(name, args, options, shape):
    layer = getattr(nn, name)(*args, **options).double()
    for index, parameter in enumerate(layer.parameters()):
        parameter.data = sines(parameter.shape, index + 2)
    value = sines(shape, 1).requires_grad_()
    training = layer(value)
    (training * sines(training.shape, 3)).sum().backward()
    return {
        'name': name,
        'args': args,
        'options': {camel(key): option for key, option in options.items()},
        'input': shape,
        'training': golden(training),
        'inputGradient': golden(value.grad),
        'gradients': [golden(parameter.grad) for parameter in layer.parameters()],
        'evaluation': golden(layer.eval()(value)),
        'state': {key: golden(tensor) for key, tensor in layer.state_dict().items()},
    }


if __name__ == '__main__':
    path = Path(__file__).with_name('layers.json')
    path.write_text(json.dumps([run(*case) for case in CASES]))
