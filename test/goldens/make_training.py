"""Writes training.json: modules, losses and optimizers as PyTorch 2.13 computes them.

Run: python test/goldens/make_training.py   (needs torch 2.13)
"""

import json
from pathlib import Path

import torch
from torch import nn


def values(tensor):
    return {'shape': list(tensor.shape), 'values': tensor.detach().double().flatten().tolist()}


def initialisation():
    torch.manual_seed(0)
    linear, conv = nn.Linear(4, 3), nn.Conv2d(2, 4, 3, groups=2)
    return {
        name: values(p)
        for name, p in [
            ('linear.weight', linear.weight),
            ('linear.bias', linear.bias),
            ('conv.weight', conv.weight),
            ('conv.bias', conv.bias),
        ]
    }


def network():
    # No bias before batch norm: its gradient is rounding noise, which Adam blows up.
    return nn.Sequential(
        nn.Conv2d(1, 3, 3, stride=2, bias=False),
        nn.BatchNorm2d(3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Dropout(0.25),
        nn.Flatten(),
        nn.Linear(12, 5),
    )


def batch():
    x = torch.sin(torch.arange(8 * 10 * 10, dtype=torch.float32)).reshape(8, 1, 10, 10)
    return x, torch.arange(8) % 5


OPTIMIZERS = {
    'adam': lambda p: torch.optim.Adam(p, lr=0.01, fused=True),
    'adam-amsgrad-decay': lambda p: torch.optim.Adam(
        p, lr=0.01, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1, amsgrad=True, fused=True
    ),
    'adamw': lambda p: torch.optim.AdamW(p, lr=0.01, fused=True),
    'sgd': lambda p: torch.optim.SGD(p, lr=0.1, fused=True),
    'sgd-momentum': lambda p: torch.optim.SGD(
        p, lr=0.1, momentum=0.9, dampening=0.1, weight_decay=0.01, fused=True
    ),
    'sgd-nesterov': lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, fused=True),
}


def training(make_optimizer, steps=8):
    torch.manual_seed(3)
    model = network()
    optimizer = make_optimizer(model.parameters())
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.9)
    x, target = batch()
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(model(x), target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
    model.eval()
    return {
        'losses': losses,
        'output': values(model(x)),
        'lr': schedule.get_last_lr()[0],
        'runningMean': values(model[1].running_mean),
        'runningVar': values(model[1].running_var),
    }


def autocast(steps=6):
    """Without dropout: its mask is not what is compared."""
    torch.manual_seed(3)
    model = network()
    model[4].p = 0.0
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, fused=True)
    x, target = batch()
    losses = []
    for _ in range(steps):
        with torch.autocast('cpu', torch.bfloat16):
            output = model(x)
            loss = nn.functional.cross_entropy(output, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {
        'losses': losses,
        'output': values(output),
        'dtype': str(output.dtype).split('.')[1],
        'gradient': values(model[0].weight.grad),
    }


def main():
    torch.set_num_threads(1)
    goldens = {
        'autocast': autocast(),
        'initialisation': initialisation(),
        'training': {name: training(make) for name, make in OPTIMIZERS.items()},
    }
    path = Path(__file__).with_name('training.json')
    path.write_text(json.dumps(goldens, indent=1) + '\n')


main()
