"""Writes schedulers.json: what the schedulers of PyTorch 2.13 make of learning rates.

Run: python test/goldens/make_schedulers.py   (needs torch 2.13)

Each case steps an optimizer of two groups for 100 epochs. `rates` are those of the first group
before each epoch, `last` those of both at the end, `momenta` those of the first group where the
schedule moves them; `state` is the state dict after the 40th. `jumps` are the rates of the first
group after `step(epoch)`. Rates that are tensors of float64 or float32 go the same way, in place:
the script itself checks that PyTorch's do, so that the tests hold tensors to `rates` too.
"""

import json
import warnings
from pathlib import Path

import torch
from torch.optim import lr_scheduler, swa_utils

EPOCHS = 100
SAVED_AT = 40
JUMPS = [3, 10, 2, 50, 51]


def case(kind, *args, **options):
    return {'kind': kind, 'args': list(args), 'options': options}


def compound(kind, schedulers, *args):
    return {'kind': kind, 'schedulers': schedulers, 'args': list(args), 'options': {}}


CASES = [
    case('LambdaLR', {'power': 0.95}),
    case('LambdaLR', [{'power': 0.95}, {'power': 0.5}]),
    case('MultiplicativeLR', {'power': 0.999}),
    case('StepLR', 30),
    case('StepLR', 7, gamma=0.5),
    case('MultiStepLR', [5, 30, 30, 80]),
    case('MultiStepLR', [2, 4], gamma=0.9),
    case('ConstantLR'),
    case('ConstantLR', factor=0.5, total_iters=50),
    case('LinearLR'),
    case('LinearLR', start_factor=0.2, end_factor=0.4, total_iters=60),
    case('ExponentialLR', 0.9),
    case('PolynomialLR'),
    case('PolynomialLR', total_iters=80, power=2.0),
    case('CosineAnnealingLR', 50),
    case('CosineAnnealingLR', 13, eta_min=0.01),
    case('CosineAnnealingWarmRestarts', 10),
    case('CosineAnnealingWarmRestarts', 5, T_mult=2, eta_min=0.01),
    case('ReduceLROnPlateau', patience=3),
    case(
        'ReduceLROnPlateau', mode='max', factor=0.5, threshold_mode='abs', cooldown=2, min_lr=1e-3
    ),
    case('ReduceLROnPlateau', patience=0, threshold=0.1, min_lr=[0.1, 0.2], eps=1e-3),
    case('CyclicLR', 0.01, 0.1, step_size_up=10),
    case('CyclicLR', 0.01, 0.1, step_size_up=10, step_size_down=4, mode='triangular2'),
    case(
        'CyclicLR',
        [0.01, 0.02],
        [0.1, 0.3],
        step_size_up=15,
        mode='exp_range',
        gamma=0.99,
        base_momentum=0.5,
        max_momentum=0.7,
    ),
    case('OneCycleLR', 0.1, total_steps=100),
    case('OneCycleLR', [0.1, 0.5], epochs=10, steps_per_epoch=10, three_phase=True),
    case(
        'OneCycleLR',
        0.1,
        total_steps=120,
        pct_start=0.2,
        anneal_strategy='linear',
        div_factor=10.0,
        final_div_factor=100.0,
    ),
    case('SWALR', 0.01),
    case('SWALR', [0.01, 0.02], anneal_epochs=30, anneal_strategy='linear'),
    compound('ChainedScheduler', [case('ExponentialLR', 0.95), case('ConstantLR', factor=0.1)]),
    compound('SequentialLR', [case('LinearLR'), case('ExponentialLR', 0.9)], [10]),
    compound(
        'SequentialLR',
        [
            compound('ChainedScheduler', [case('StepLR', 5), case('ExponentialLR', 0.99)]),
            case('ConstantLR', factor=0.5, total_iters=4),
            case('CosineAnnealingWarmRestarts', 7),
        ],
        [10, 60],
    ),
]


def function(value):
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [function(element) for element in value]
    return (lambda epoch: value['power'] ** epoch) if isinstance(value, dict) else value


def build(spec, optimizer):
    home = swa_utils if spec['kind'] == 'SWALR' else lr_scheduler
    make = getattr(home, spec['kind'])
    args = [function(value) for value in spec['args']]
    if 'schedulers' in spec:
        parts = [build(part, optimizer) for part in spec['schedulers']]
        args = [parts, *args]
        if spec['kind'] == 'ChainedScheduler':
            return make(*args)
    return make(optimizer, *args, **spec['options'])


def metric(epoch):
    return max(1 - epoch / 30, 0.2) + 0.01 * (epoch * 7 % 3)


def make_optimizer(rate=float):
    first, second = torch.nn.Parameter(torch.ones(1)), torch.nn.Parameter(torch.ones(1))
    groups = [{'params': first, 'lr': rate(0.5)}, {'params': second, 'lr': rate(0.05)}]
    return torch.optim.SGD(groups, momentum=0.9)


def short(number):
    return float(f'{number:.9g}')


def rates(optimizer):
    return [short(group['lr']) for group in optimizer.param_groups]


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(element) for key, element in value.items()}
    if isinstance(value, list):
        return [plain(element) for element in value]
    return str(value) if value in (float('inf'), float('-inf')) else value


def run(spec):
    optimizer = make_optimizer()
    scheduler = build(spec, optimizer)
    result = {**spec, 'rates': []}
    momenta = []
    for epoch in range(EPOCHS):
        result['rates'].append(rates(optimizer)[0])
        momenta.append(short(optimizer.param_groups[0]['momentum']))
        optimizer.step()
        scheduler.step(*([metric(epoch)] if spec['kind'] == 'ReduceLROnPlateau' else []))
        if epoch + 1 == SAVED_AT:
            result['state'] = plain(scheduler.state_dict())
            result['saved'] = rates(optimizer)
    result['last'] = rates(optimizer)
    if len(set(momenta)) > 1:
        result['momenta'] = momenta
    check_tensors(spec, result['rates'])
    if 'schedulers' not in spec and spec['kind'] != 'ReduceLROnPlateau':
        result['jumps'] = jumps(spec)
    return result


def check_tensors(spec, expected):
    for dtype in (torch.float64, torch.float32):
        optimizer = make_optimizer(lambda rate: torch.tensor(rate, dtype=dtype))
        tensor = optimizer.param_groups[0]['lr']
        scheduler = build(spec, optimizer)
        for epoch, rate in enumerate(expected[:20]):
            torch.testing.assert_close(
                tensor, torch.tensor(rate, dtype=dtype), rtol=1e-5, atol=1e-7
            )
            optimizer.step()
            scheduler.step(*([metric(epoch)] if spec['kind'] == 'ReduceLROnPlateau' else []))
        assert optimizer.param_groups[0]['lr'] is tensor


def jumps(spec):
    optimizer = make_optimizer()
    scheduler = build(spec, optimizer)
    seen = []
    for epoch in JUMPS:
        scheduler.step(epoch)
        seen.append([epoch, rates(optimizer)[0]])
    return seen


def main():
    warnings.simplefilter('ignore')
    goldens = [run(spec) for spec in CASES]
    Path(__file__).with_name('schedulers.json').write_text(json.dumps(goldens))


if __name__ == '__main__':
    main()
