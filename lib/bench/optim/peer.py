"""PyTorch's side of `isbe bench optim`: every optimizer in its fastest variant.

Reads one JSON request a line, {"name": ..., "runs": ...}, and answers {"seconds": ...}: the fastest
run of the fastest of the variants that the optimizer has.
"""

import json
import sys
import time

import torch

OPTIONS = {'SGD': {'momentum': 0.9}}
VARIANTS = [{'fused': True}, {'foreach': True}, {'foreach': False}]
WITHOUT_VARIANTS = ['Muon']


def parameters():
    made = [torch.nn.Parameter(torch.randn(200, 200)) for _ in range(30)]
    for parameter in made:
        parameter.grad = torch.randn(200, 200)
    return made


def lbfgs():
    params = parameters()
    optimizer = torch.optim.LBFGS(params, lr=1e-3, max_iter=2, history_size=5)

    def closure():
        optimizer.zero_grad()
        loss = sum(p.square().sum() for p in params)
        loss.backward()
        return loss

    return [lambda: optimizer.step(closure)]


def steps(name):
    if name == 'LBFGS':
        return lbfgs()
    made = []
    for variant in [{}] if name in WITHOUT_VARIANTS else VARIANTS:
        try:
            kind = getattr(torch.optim, name)
            made.append(kind(parameters(), **OPTIONS.get(name, {}), **variant).step)
        except TypeError:  # has no fused variant
            continue
    return made


def fastest(run, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    made = {}
    for line in sys.stdin:
        request = json.loads(line)
        name = request['name']
        if name == 'setup':
            torch.set_num_threads(request['threads'])
            print(json.dumps({'version': torch.__version__}), flush=True)
            continue
        if name not in made:
            made[name] = steps(name)
        seconds = min(fastest(run, request['runs']) for run in made[name])
        print(json.dumps({'seconds': seconds}), flush=True)


main()
