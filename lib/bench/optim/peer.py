"""PyTorch's side of `isbe bench optim`: every optimizer in its fastest variant."""

import torch
from versus import serve

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


serve(torch.__version__, steps)
