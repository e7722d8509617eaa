"""PyTorch's side of `isbe bench overhead`: the workloads of workloads.ts.

Reads one JSON request a line, {"name": ..., "repeat": ...}, and answers {"seconds": ...}.
"""

import json
import sys
import time

import torch
from torch import nn


def add():
    a, b = torch.ones(1), torch.ones(1)

    def run(repeat):
        for _ in range(repeat):
            a + b

    return run


class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return gradient * x


def autograd_function():
    x = torch.ones(1, requires_grad=True)

    def run(repeat):
        for _ in range(repeat):
            torch.autograd.grad(Square.apply(x), x)

    return run


def training_step(model, shape):
    x = torch.randn(shape)
    target = torch.randint(10, (shape[0],))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    loss_fn = nn.CrossEntropyLoss()

    def run(repeat):
        for _ in range(repeat):
            loss = loss_fn(model(x), target)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    return run


def mlp():
    return training_step(
        nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)), (64, 784)
    )


def n0():
    return training_step(
        nn.Sequential(
            nn.Conv2d(1, 32, 3, stride=2),
            nn.ReLU(),
            nn.Conv2d(32, 64, 3, stride=2),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Flatten(),
            nn.Linear(2304, 512),
            nn.ReLU(),
            nn.Linear(512, 10),
        ),
        (128, 1, 28, 28),
    )


MAKERS = {'add': add, 'function': autograd_function, 'mlp': mlp, 'n0': n0}


def main():
    runs = {}
    for line in sys.stdin:
        request = json.loads(line)
        if request['name'] == 'setup':
            torch.set_num_threads(request['threads'])
            print(json.dumps({'version': torch.__version__}), flush=True)
            continue
        name = request['name']
        if name not in runs:
            runs[name] = MAKERS[name]()
        start = time.perf_counter()
        runs[name](request['repeat'])
        print(json.dumps({'seconds': time.perf_counter() - start}), flush=True)


main()
