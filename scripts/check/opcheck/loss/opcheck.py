"""The loss under torch.library.opcheck and torch.compile."""

import torch

from opcheck.tensors import NORMALIZATIONS, require_close


def check_registration(tally):
    """torch.library.opcheck of every operator."""
    isbe = torch.ops.isbe
    t = torch.tensor([0, -100, 3, 1, 1])
    image = torch.randn(2, 4, 3, 3).contiguous(memory_format=torch.channels_last)
    cases = [
        (torch.randn(5, 4), t, {}),
        (torch.randn(5, 4), torch.randn(5, 4).softmax(1), dict(reduction='none')),
        (torch.randn(4), torch.tensor(2), dict(normalization='tanh', report='potential')),
        (image, torch.randint(4, (2, 3, 3)), dict(normalization='sigmoid', reduction='none')),
        (torch.randn(5, 4).bfloat16(), t, dict(weight=torch.rand(4), label_smoothing=0.1)),
        (torch.randn(5, 4), t, dict(dilation=torch.rand(4), dilated_gradient=True)),
    ]
    for i, (x, target, options) in enumerate(cases):
        leaf = x.clone().requires_grad_()
        tally.run(
            f'opcheck soft_error {i}',
            lambda: torch.library.opcheck(isbe.soft_error.default, (x, target), options),
        )
        tally.run(
            f'opcheck soft_error, requires grad {i}',
            lambda: torch.library.opcheck(isbe.soft_error.default, (leaf, target), options),
        )
        tally.run(
            f'opcheck loss {i}',
            lambda: torch.library.opcheck(isbe.loss.default, (leaf, target), options),
        )
        tally.run(
            f'opcheck soft_error_ {i}',
            lambda: torch.library.opcheck(isbe.soft_error_.default, (x.clone(), target), options),
        )
        tally.run(
            f'opcheck soft_error.out {i}',
            lambda: torch.library.opcheck(
                isbe.soft_error.out, (x, target), dict(options, out=torch.empty_like(x))
            ),
        )
    for name in NORMALIZATIONS:
        leaf = torch.randn(5, 4, requires_grad=True)
        tally.run(
            f'opcheck soft_scores {name}',
            lambda: torch.library.opcheck(
                isbe.soft_scores.default, (leaf,), dict(normalization=name)
            ),
        )


def compiled():
    def step(x, t):
        return torch.ops.isbe.loss(x * 2, t, report='potential')

    x = torch.randn(5, 4, requires_grad=True)
    t = torch.tensor([0, -100, 3, 1, 1])
    fast = torch.compile(step, fullgraph=True)
    for scale in (1.0, 3.0):
        (eager,) = torch.autograd.grad(step(x, t) * scale, x)
        (traced,) = torch.autograd.grad(fast(x, t) * scale, x)
        require_close('gradient', traced, eager.double(), 1e-6)

    def write(x, t):
        y = x * 2
        torch.ops.isbe.soft_error_(y, t)
        return y + 1

    with torch.no_grad():
        require_close(
            'in place', torch.compile(write, fullgraph=True)(x, t), write(x, t).double(), 1e-6
        )


def check_opcheck(tally):
    check_registration(tally)
    tally.run('torch.compile', compiled)
