"""Writes optimizers.json: parameters of every dtype and layout after five steps of PyTorch 2.13.

Run: python test/goldens/make_optimizers.py   (needs torch 2.13)

Values of parameters and gradients are sines of their index, so that both sides make them alike.
"""

import json
from pathlib import Path

import torch

CASES = [
    ('SGD', {'lr': 0.1}),
    ('SGD', {'lr': 0.1, 'momentum': 0.9, 'dampening': 0.2, 'weight_decay': 0.1}),
    ('SGD', {'lr': 0.1, 'momentum': 0.9, 'nesterov': True, 'maximize': True}),
    ('Adam', {'lr': 0.1, 'weight_decay': 0.1}),
    ('Adam', {'lr': 0.1, 'amsgrad': True, 'maximize': True, 'betas': [0.5, 0.9]}),
    ('Adam', {'lr': 0.1, 'weight_decay': 0.1, 'decoupled_weight_decay': True}),
    ('AdamW', {'lr': 0.1, 'eps': 1e-3}),
]
DTYPES = ['float32', 'float64', 'bfloat16', 'float16', 'complex64']
# Of a parameter and of its gradients.
LAYOUTS = [
    ('contiguous', 'contiguous'),
    ('contiguous', 'transposed'),
    ('transposed', 'contiguous'),
    ('sliced', 'contiguous'),
    ('sliced', 'sliced'),
]
SHAPE = (3, 4)


def sines(step, dtype):
    index = torch.arange(12, dtype=torch.float64) * 0.7 + step * 1.3 + 1
    value = torch.complex(index.sin(), index.cos()) if dtype.is_complex else index.sin()
    return value.reshape(SHAPE).to(dtype)


def laid_out(value, layout):
    if layout == 'transposed':
        return value.t().contiguous().t()
    if layout == 'sliced':
        wide = torch.zeros(SHAPE[0], 2 * SHAPE[1], dtype=value.dtype)
        return wide[:, ::2].copy_(value)
    return value.contiguous()


def train(kind, options, dtype, layout, gradient_layout):
    parameter = laid_out(sines(0, dtype), layout).detach().requires_grad_()
    optimizer = getattr(torch.optim, kind)([parameter], foreach=False, **options)
    for step in range(1, 6):
        parameter.grad = laid_out(sines(step, dtype), gradient_layout)
        optimizer.step()
    value = parameter.detach()
    value = torch.view_as_real(value) if dtype.is_complex else value
    return {'shape': list(value.shape), 'values': value.double().flatten().tolist()}


def camel(name):
    first, *rest = name.split('_')
    return first + ''.join(word.title() for word in rest)


def main():
    goldens = [
        {
            'kind': kind,
            'options': {camel(name): value for name, value in options.items()},
            'dtype': dtype,
            'layout': layout,
            'gradientLayout': gradient_layout,
            'result': train(kind, options, getattr(torch, dtype), layout, gradient_layout),
        }
        for kind, options in CASES
        for dtype in DTYPES
        for layout, gradient_layout in LAYOUTS
    ]
    Path(__file__).with_name('optimizers.json').write_text(json.dumps(goldens))


if __name__ == '__main__':
    main()
