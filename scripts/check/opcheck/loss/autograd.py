"""Derivatives of the loss, and how it behaves in a graph."""

import gc
import itertools
import weakref

import torch
import torch.nn.functional as F

from opcheck.loss.reference import reference
from opcheck.tensors import DTYPES, NORMALIZATIONS, ROUNDING, logits_of, require_close


def autograd_cases():
    """(name, logits, target, options): potentials whose gradient the error is."""
    torch.manual_seed(3)
    x = torch.randn(5, 4, dtype=torch.float64)
    image = torch.randn(2, 3, 2, dtype=torch.float64)
    t = torch.tensor([0, -100, 3, 1, 1])
    y = torch.rand(5, 4, dtype=torch.float64)
    y = y / y.sum(1, keepdim=True)
    weight = torch.rand(4, dtype=torch.float64) + 0.5
    dilation = torch.rand(4, dtype=torch.float64) + 0.5
    relocation = torch.randn(4, dtype=torch.float64)
    for normalization, reduction in itertools.product(NORMALIZATIONS, ['mean', 'sum', 'none']):
        base = dict(normalization=normalization, reduction=reduction, report='potential')
        name = f'{normalization} {reduction}'
        yield name, x, t, base
        yield name + ' smooth, weighed', x, t, dict(base, label_smoothing=0.2, weight=weight)
        yield name + ' distribution', x, y, dict(base, label_smoothing=0.1)
        yield name + ' image', image, torch.tensor([[0, 2], [1, 1]]), base
        yield name + ' one sample', x[0], t[0], base
        if normalization != 'normalize':
            yield name + ' weighed distribution', x, y, dict(base, weight=weight)
        if normalization == 'softmax':
            yield (
                name + ' dilated',
                x,
                t,
                dict(base, dilation=dilation, relocation=relocation, dilated_gradient=True),
            )


def check_derivatives(tally):
    for name, x, target, options in autograd_cases():

        def function(logits):
            return torch.ops.isbe.loss(logits, target, **options)

        leaf = x.clone().requires_grad_()
        tally.run('gradcheck ' + name, lambda: torch.autograd.gradcheck(function, (leaf,)))
        tally.run('gradgradcheck ' + name, lambda: torch.autograd.gradgradcheck(function, (leaf,)))


def hands_on():
    x = torch.randn(64, 10, requires_grad=True)
    logits = x * 1
    torch.ops.isbe.loss(logits, torch.randint(10, (64,))).backward()
    assert x.grad is not None


def upstream():
    for dtype in DTYPES:
        x = logits_of((6, 5), dtype).requires_grad_()
        t = torch.randint(5, (6,))
        error = torch.ops.isbe.soft_error(x.detach(), t)[0]
        for factor in (1.0, 3.0, 1024.0):
            x.grad = None
            (torch.ops.isbe.loss(x, t) * factor).backward()
            exact = reference(x, t)[0] * factor
            require_close(f'{dtype} {factor}', x.grad, exact, 1e-6 * factor, 2 * ROUNDING[dtype])
        x.grad = None
        losses = torch.ops.isbe.loss(x, t, reduction='none')
        losses.backward(torch.arange(6).to(losses.dtype))
        exact = reference(x, t, reduction='none')[0] * torch.arange(6).view(-1, 1)
        require_close(f'{dtype} none', x.grad, exact, 1e-5, 2 * ROUNDING[dtype])
        assert error.dtype == dtype


def retained():
    x = torch.randn(6, 5, requires_grad=True)
    loss = torch.ops.isbe.loss(x, torch.randint(5, (6,)))
    (first,) = torch.autograd.grad(loss, x, retain_graph=True)
    kept = first.clone()
    (second,) = torch.autograd.grad(loss, x, torch.tensor(2.0), retain_graph=True)
    assert torch.equal(second, 2 * kept) and torch.equal(first, kept)
    (third,) = torch.autograd.grad(loss, x, torch.tensor(3.0))
    assert torch.equal(first, kept) and torch.allclose(third, 3 * kept)


def modified():
    x = torch.randn(6, 5, requires_grad=True)
    loss = torch.ops.isbe.loss(x, torch.randint(5, (6,)))
    (first,) = torch.autograd.grad(loss, x, retain_graph=True)
    first.mul_(2)
    try:
        torch.autograd.grad(loss, x)
    except RuntimeError as error:
        assert 'modified' in str(error)
        return
    raise AssertionError('a changed gradient was handed out again')


def twice():
    x = torch.randn(6, 5, requires_grad=True)
    loss = torch.ops.isbe.loss(x, torch.randint(5, (6,)))
    loss.backward()
    try:
        loss.backward()
    except RuntimeError as error:
        assert 'second time' in str(error)
        return
    raise AssertionError('backward ran twice')


def leaks():
    x = torch.randn(6, 5, requires_grad=True)
    gc.disable()
    try:
        loss = torch.ops.isbe.loss(x, torch.randint(5, (6,)))
        alive = weakref.ref(loss)
        del loss
        assert alive() is None, 'the loss outlives its last use'
    finally:
        gc.enable()


def direct():
    x = torch.randn(6, 5, requires_grad=True)
    t = torch.randint(5, (6,))
    logits = x * 2
    error, value, correct = torch.ops.isbe.soft_error(logits, t, reduction='sum')
    assert not error.requires_grad and not value.requires_grad
    logits.backward(error)
    expected = torch.autograd.grad(F.cross_entropy(x * 2, t, reduction='sum'), x)[0]
    require_close('gradient', x.grad, expected.double(), 1e-6)
    logits = x * 2
    torch.ops.isbe.soft_error_(logits, t, reduction='sum')
    x.grad = None
    logits.backward(logits.detach())
    require_close('gradient in place', x.grad, expected.double(), 1e-6)


def third():
    x = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
    loss = torch.ops.isbe.loss(x, torch.tensor([0, 1, 2]), report='potential')
    (g,) = torch.autograd.grad(loss, x, create_graph=True)
    (h,) = torch.autograd.grad(g.square().sum(), x, create_graph=True)
    try:
        h.sum().backward()
    except RuntimeError as error:
        assert 'third' in str(error)
        return
    raise AssertionError('a third derivative came out')


def float16_mean():
    x = (torch.randn(4096, 100) * 2).half().requires_grad_()
    t = torch.randint(100, (4096,))
    (torch.ops.isbe.loss(x, t) * 65536).backward()
    exact = reference(x, t)[0] * 65536
    require_close('scaled', x.grad, exact, 1e-6 * 16, ROUNDING[torch.float16])


def no_grad():
    x = torch.randn(30, 7)
    t = torch.randint(7, (30,))
    value = torch.ops.isbe.loss(x, t, report='potential')
    assert not value.requires_grad
    require_close('value', value, F.cross_entropy(x, t).double(), 1e-6)
    with torch.inference_mode():
        assert torch.equal(value, torch.ops.isbe.loss(x, t, report='potential'))
        torch.ops.isbe.soft_error_(x.clone(), t)


def autocast():
    x = torch.randn(8, 10, requires_grad=True)
    w = torch.randn(10, 10)
    t = torch.randint(10, (8,))
    with torch.autocast('cpu', dtype=torch.bfloat16):
        logits = x @ w
        loss = torch.ops.isbe.loss(logits, t, report='potential')
        error = torch.ops.isbe.soft_error(logits, t)[0]
    assert logits.dtype == torch.bfloat16 and loss.dtype == torch.float32
    assert error.dtype == torch.bfloat16
    require_close('value', loss, F.cross_entropy(logits.double(), t), 1e-6)
    loss.backward()


BEHAVIOURS = (
    hands_on,
    upstream,
    retained,
    modified,
    twice,
    leaks,
    direct,
    third,
    float16_mean,
    no_grad,
    autocast,
)


def check_autograd(tally):
    check_derivatives(tally)
    for function in BEHAVIOURS:
        tally.run('autograd ' + function.__name__, function)
