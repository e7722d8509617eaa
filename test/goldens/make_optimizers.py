"""Writes optimizers.json: what the optimizers of PyTorch 2.13 make of parameters.

Run: python test/goldens/make_optimizers.py   (needs torch 2.13)

- layouts: parameters of every dtype and layout after five steps
- runs: two parameters, and what `state_dict` remembers of them, after ten and after fifty steps;
  the tests also take a run up at the tenth step from the state that is written here

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
    ('AdamW', {'lr': 0.01, 'amsgrad': True, 'weight_decay': 0.3}),
    ('AdamW', {'lr': 0.1, 'maximize': True, 'betas': [0.8, 0.95]}),
    ('Adamax', {'lr': 0.1}),
    ('Adamax', {'lr': 0.1, 'weight_decay': 0.1, 'maximize': True}),
    ('Adamax', {'lr': 0.01, 'betas': [0.5, 0.9], 'eps': 1e-3}),
    ('NAdam', {'lr': 0.1}),
    ('NAdam', {'lr': 0.1, 'weight_decay': 0.1, 'momentum_decay': 0.01, 'maximize': True}),
    ('NAdam', {'lr': 0.1, 'weight_decay': 0.1, 'decoupled_weight_decay': True, 'eps': 1e-3}),
    ('RAdam', {'lr': 0.1}),
    ('RAdam', {'lr': 0.1, 'weight_decay': 0.1, 'maximize': True, 'betas': [0.5, 0.9]}),
    ('RAdam', {'lr': 0.1, 'weight_decay': 0.1, 'decoupled_weight_decay': True, 'eps': 1e-3}),
    ('Adagrad', {'lr': 0.1}),
    ('Adagrad', {'lr': 0.1, 'lr_decay': 0.5, 'weight_decay': 0.1, 'maximize': True}),
    ('Adagrad', {'lr': 0.1, 'initial_accumulator_value': 0.1, 'eps': 1e-3}),
    ('Adadelta', {'lr': 1.0}),
    ('Adadelta', {'lr': 1.0, 'weight_decay': 0.1, 'maximize': True}),
    ('Adadelta', {'lr': 0.5, 'rho': 0.5, 'eps': 1e-3}),
    ('RMSprop', {'lr': 0.1, 'weight_decay': 0.1, 'maximize': True}),
    ('RMSprop', {'lr': 0.01, 'momentum': 0.9}),
    ('RMSprop', {'lr': 0.01, 'momentum': 0.1, 'centered': True, 'alpha': 0.9, 'eps': 1e-3}),
    ('Rprop', {'lr': 0.1}),
    ('Rprop', {'lr': 0.1, 'etas': [0.3, 1.5], 'maximize': True}),
    ('Rprop', {'lr': 0.1, 'step_sizes': [1e-2, 0.5]}),
    ('ASGD', {'lr': 0.1}),
    ('ASGD', {'lr': 0.1, 'weight_decay': 0.1, 't0': 2, 'maximize': True}),
    ('ASGD', {'lr': 0.1, 'lambd': 0.1, 'alpha': 0.5, 't0': 1}),
    ('Adafactor', {'lr': 0.1}),
    ('Adafactor', {'lr': 0.1, 'weight_decay': 0.1, 'd': 1.5, 'maximize': True}),
    ('Adafactor', {'lr': 0.01, 'beta2_decay': -1.0, 'eps': [1e-3, 0.1]}),
    ('Muon', {'lr': 0.1}),
    ('Muon', {'lr': 0.1, 'nesterov': False, 'ns_steps': 3, 'momentum': 0.5}),
    ('Muon', {'lr': 0.1, 'adjust_lr_fn': 'match_rms_adamw', 'weight_decay': 0.3}),
    ('SparseAdam', {'lr': 0.1}),
    ('SparseAdam', {'lr': 0.1, 'maximize': True}),
    ('SparseAdam', {'lr': 0.1, 'betas': [0.5, 0.9], 'eps': 1e-3}),
    ('LBFGS', {'lr': 0.1, 'max_iter': 3}),
    ('LBFGS', {'line_search_fn': 'strong_wolfe', 'max_iter': 3}),
    ('LBFGS', {'lr': 0.5, 'max_iter': 2, 'history_size': 2, 'tolerance_grad': 1e-3}),
]
# Not of these: they step no single elements, or have one layout of gradients only.
WHOLE = ['Muon', 'SparseAdam', 'LBFGS']
DTYPES = ['float32', 'bfloat16', 'float16', 'complex64']
# Of a parameter and of its gradients.
LAYOUTS = [
    ('contiguous', 'transposed'),
    ('transposed', 'contiguous'),
    ('sliced', 'sliced'),
]
SHAPE = (3, 4)
LAYOUT_STEPS = 5
STOPS = [10, 50]


def sines(step, dtype, shape=SHAPE):
    index = torch.arange(torch.Size(shape).numel(), dtype=torch.float64) * 0.7 + step * 1.3 + 1
    value = torch.complex(index.sin(), index.cos()) if dtype.is_complex else index.sin()
    return value.reshape(shape).to(dtype)


def laid_out(value, layout):
    if layout == 'transposed':
        return value.t().contiguous().t()
    if layout == 'sliced':
        wide = torch.zeros(SHAPE[0], 2 * SHAPE[1], dtype=value.dtype)
        return wide[:, ::2].copy_(value)
    return value.contiguous()


def golden(value):
    value = torch.view_as_real(value) if value.dtype.is_complex else value
    digits = 15 if value.dtype == torch.float64 else 9
    values = [float(f'{number:.{digits}g}') for number in value.double().flatten().tolist()]
    return {'shape': list(value.shape), 'values': values}


def make(kind, options, parameters):
    loop = {} if kind in ('LBFGS', 'SparseAdam', 'Muon') else {'foreach': False}
    return getattr(torch.optim, kind)(parameters, **loop, **options)


def train(kind, options, dtype, layout, gradient_layout):
    parameter = laid_out(sines(0, dtype), layout).detach().requires_grad_()
    optimizer = make(kind, options, [parameter])
    for step in range(1, LAYOUT_STEPS + 1):
        parameter.grad = laid_out(sines(step, dtype), gradient_layout)
        optimizer.step()
    return golden(parameter.detach())


def gradient(kind, parameter, step):
    """Depends on the parameter, so that a difference would grow."""
    dense = sines(step, parameter.dtype, parameter.shape) + 0.3 * parameter.detach()
    if kind != 'SparseAdam':
        return dense
    rows = torch.tensor([step % 3, 1])
    return torch.sparse_coo_tensor(rows[None], dense[rows], parameter.shape)


def step_once(kind, optimizer, parameters, step):
    def closure():
        optimizer.zero_grad()
        loss = sum(((p - sines(1, p.dtype, p.shape)) ** 2).sum() + (p**4).sum() for p in parameters)
        loss.backward()
        return loss

    if kind == 'LBFGS':
        return optimizer.step(closure)
    for parameter in parameters:
        parameter.grad = gradient(kind, parameter, step)
    return optimizer.step()


def remembered(value):
    if isinstance(value, torch.Tensor):
        return golden(value)
    return [remembered(element) for element in value] if isinstance(value, list) else value


def run(kind, options):
    shapes = [SHAPE, (4, 3)] if kind in WHOLE else [SHAPE, (4,)]
    parameters = [sines(0, torch.float64, shape).requires_grad_() for shape in shapes]
    optimizer = make(kind, options, parameters)
    stops = []
    for step in range(1, STOPS[-1] + 1):
        step_once(kind, optimizer, parameters, step)
        if step not in STOPS:
            continue
        stop = {'step': step, 'parameters': [golden(p.detach()) for p in parameters]}
        if step == STOPS[0]:
            state = optimizer.state_dict()
            stop['state'] = {
                'state': {
                    number: {name: remembered(value) for name, value in own.items() if name != 'al'}
                    for number, own in state['state'].items()
                },
                'param_groups': state['param_groups'],
            }
        stops.append(stop)
    return stops


def camel(name):
    first, *rest = name.split('_')
    return first + ''.join(word.title() for word in rest)


def main():
    named = [
        (kind, options, {camel(name): value for name, value in options.items()})
        for kind, options in CASES
    ]
    layouts = [
        {
            'kind': kind,
            'options': shown,
            'dtype': dtype,
            'layout': layout,
            'gradientLayout': gradient_layout,
            'result': train(kind, options, getattr(torch, dtype), layout, gradient_layout),
        }
        for kind, options, shown in named
        if kind not in WHOLE
        for dtype in DTYPES
        if not (kind == 'Adafactor' and dtype == 'complex64')
        for layout, gradient_layout in LAYOUTS
    ]
    runs = [
        {'kind': kind, 'options': shown, 'stops': run(kind, options)}
        for kind, options, shown in named
    ]
    goldens = {'layouts': layouts, 'runs': runs}
    Path(__file__).with_name('optimizers.json').write_text(json.dumps(goldens))


if __name__ == '__main__':
    main()
