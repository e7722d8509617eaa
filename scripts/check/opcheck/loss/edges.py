"""The loss where numbers, shapes or targets are at the edge of what is allowed."""

import itertools

import torch
import torch.nn.functional as F

from opcheck.loss.compare import compare
from opcheck.loss.reference import reference
from opcheck.tensors import DTYPES, NORMALIZATIONS, logits_of, on_threads, require_close

INF, NAN = float('inf'), float('nan')
EDGE_CLASSES = (1, 2, 3, 10, 16, 17, 33, 1000, 5000, 65537)


def check_class_counts(tally):
    for classes, dtype in itertools.product(EDGE_CLASSES, DTYPES):
        x = logits_of((4, classes), dtype)
        target = torch.randint(classes, (4,))
        tally.run(f'edge K={classes} {dtype}', lambda: compare(x, target))
        big = (torch.randn(4, classes) * 1e4).to(dtype)
        tally.run(f'edge 1e4 K={classes} {dtype}', lambda: compare(big, target))
        for normalization in ('sigmoid', 'tanh', 'hardtanh', 'hardsigmoid', 'normalize'):
            tally.run(
                f'edge {normalization} K={classes} {dtype}',
                lambda: compare(x, target, normalization=normalization),
            )


def infinite(classes):
    x = torch.randn(3, classes)
    x[0, 1], x[1, classes - 1], x[2, 0] = -INF, INF, NAN
    target = torch.tensor([0, 1, 1])
    for normalization in NORMALIZATIONS:
        error = torch.ops.isbe.soft_error(x, target, normalization=normalization)[0]
        wanted = reference(x, target, normalization=normalization)[0]
        require_close(normalization, error, wanted, 1e-6)
    x[0] = -INF
    assert torch.ops.isbe.soft_error(x, target)[0][0].isnan().all(), 'a row of -inf'


def leading_minus_infinity():
    x = torch.full((1, 9000), -INF)
    x[0, 8500:] = -1000.0
    compare(x, torch.tensor([8600]))


def ties():
    for classes in (10, 5000):
        x = torch.zeros(2, classes)
        x[1, 3] = x[1, classes - 2] = 1
        for target, hits in (([0, 3], 2), ([1, classes - 2], 0)):
            assert torch.ops.isbe.soft_error(x, torch.tensor(target))[2].item() == hits


def all_ignored():
    error, value, correct = torch.ops.isbe.soft_error(torch.randn(3, 5), torch.full((3,), -100))
    assert error.abs().sum() == 0 and value.isnan() and correct == 0
    error, value, _ = torch.ops.isbe.soft_error(
        torch.randn(0, 5), torch.zeros(0, dtype=torch.int64), reduction='sum', report='potential'
    )
    assert error.shape == (0, 5) and value == 0


def accurate():
    for dtype, classes in ((torch.bfloat16, 1000), (torch.bfloat16, 32000)):
        x, target = logits_of((16, classes), dtype), torch.randint(classes, (16,))
        leaf = x.clone().requires_grad_()
        F.cross_entropy(leaf, target, reduction='sum').backward()
        exact = reference(x, target, reduction='sum')[0]
        ours, theirs = (
            (g.double() / exact - 1).abs().mean()
            for g in (torch.ops.isbe.soft_error(x, target, reduction='sum')[0], leaf.grad)
        )
        assert ours <= theirs / 4, f'relative error {ours:.3g}, libtorch {theirs:.3g}'


def counted():
    for classes in (10, 40, 300, 5000):
        x, d, c = torch.randn(256, classes), torch.rand(classes) + 0.5, torch.randn(classes)
        _, _, correct = torch.ops.isbe.soft_error(
            x, (d * x - c).argmax(1), dilation=d, relocation=c
        )
        assert correct == 256, f'K = {classes}: {correct} correct of 256'


def threads():
    x, target = torch.randn(5000, 37), torch.randint(37, (5000,))
    first, *others = on_threads(lambda: torch.ops.isbe.soft_error(x, target, report='potential'))
    assert all(torch.equal(a, b) for o in others for a, b in zip(first, o, strict=True))


def check_edges(tally):
    check_class_counts(tally)
    for classes in (2, 10, 40, 5000):
        tally.run(f'edge infinite and NaN logits, K={classes}', lambda: infinite(classes))
    for name, function in (
        ('a block of -inf', leading_minus_infinity),
        ('ties go to the first class', ties),
        ('the number of threads changes nothing', threads),
        ('all ignored, none at all', all_ignored),
        ('predictions of dilated and relocated logits', counted),
        ('bfloat16 gradient error at most a quarter of libtorch', accurate),
    ):
        tally.run(f'edge {name}', function)
