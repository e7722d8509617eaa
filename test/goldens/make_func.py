"""Writes func.json: what the transformations of torch.func give in PyTorch 2.13.

Run: python test/goldens/make_func.py   (needs torch 2.13)
"""

import json
from pathlib import Path

import torch
from torch import nn
from torch.func import (
    functional_call,
    grad,
    grad_and_value,
    hessian,
    jacfwd,
    jacrev,
    jvp,
    stack_module_state,
    vjp,
    vmap,
)


def numbers(*shape):
    """Fixed numbers of that shape: test/lib/tensor/func.test.ts makes the same."""
    count = torch.Size(shape).numel()
    return torch.sin(torch.arange(1, count + 1, dtype=torch.float64)).reshape(shape)


def plain(result):
    if isinstance(result, torch.Tensor):
        return {
            'shape': list(result.shape),
            'values': result.detach().double().flatten().tolist(),
        }
    if isinstance(result, dict):
        return {name: plain(value) for name, value in result.items()}
    return [plain(value) for value in result]


def mixed(x, y):
    return (x * y).sin().sum() + x.prod()


def several(x, y):
    return x.sin() * y, {'sum': (x * y).sum(-1)}


def network():
    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(numbers(*parameter.shape))
    return model


def per_sample():
    model = network()
    parameters = dict(model.named_parameters())

    def loss(params, sample, target):
        output = functional_call(model, params, (sample,))
        return ((output - target) ** 2).sum()

    gradients = vmap(grad(loss), (None, 0, 0))(parameters, numbers(5, 3), numbers(5, 2))
    return {name: value.detach() for name, value in gradients.items()}


def ensemble():
    models = [network(), network()]
    with torch.no_grad():
        models[1][0].weight.mul_(2)
    params, buffers = stack_module_state(models)
    model = network()
    return vmap(lambda p, b, x: functional_call(model, (p, b), (x,)), (0, 0, None))(
        params, buffers, numbers(2, 3)
    )


def cases():
    x, y = numbers(3), numbers(3) + 1
    batch = numbers(4, 3)
    output, pull = vjp(several, x, y)
    return {
        'grad': grad(mixed)(x, y),
        'grad of several': grad(mixed, argnums=(1, 0))(x, y),
        'grad and value': grad_and_value(mixed, argnums=-1)(x, y),
        'third derivative': grad(grad(grad(lambda t: t.exp() * t.sin())))(x[0]),
        'vjp': [list(output), list(pull((y, {'sum': x[0]})))],
        'jvp': jvp(mixed, (x, y), (y, x)),
        'jvp of jvp': jvp(lambda t: jvp(torch.exp, (t,), (y,))[1], (x,), (x,)),
        'grad of jvp': grad(lambda t: jvp(lambda u: (u**3).sum(), (t,), (y,))[1])(x),
        'jacrev': jacrev(several)(batch, batch + 1),
        'jacrev of both': jacrev(several, argnums=(0, 1))(x, y),
        'jacfwd': jacfwd(several, argnums=1)(batch, batch + 1),
        'jacrev in chunks': jacrev(several, chunk_size=2)(x, y),
        'hessian': hessian(mixed)(x, y),
        'hessian of both': hessian(mixed, argnums=(0, 1))(x, y),
        'vmap': vmap(torch.dot)(batch, batch * 2),
        'vmap along others': vmap(lambda a, b: a * b, in_dims=(1, None), out_dims=-1)(batch, 3),
        'vmap in vmap': vmap(vmap(lambda a, b: a * b, (None, 0)), (0, None))(x, y),
        'vmap of objects': vmap(lambda d: {'twice': d['a'] * 2, 'sum': d['b'].sum()})(
            {'a': x, 'b': batch[:3]}
        ),
        'vmap of grad': vmap(grad(mixed), (0, None))(batch, y),
        'vmap of a solution': vmap(torch.linalg.solve)(
            numbers(2, 3, 3) + 2 * torch.eye(3), numbers(2, 3)
        ),
        'gradients of samples': per_sample(),
        'ensemble': ensemble(),
    }


def main():
    torch.set_num_threads(1)
    path = Path(__file__).with_name('func.json')
    path.write_text(json.dumps({name: plain(result) for name, result in cases().items()}) + '\n')


if __name__ == '__main__':
    main()
