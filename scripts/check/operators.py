#!/usr/bin/env python3
"""Checks the ISBE operators in PyTorch, and shows how to use them there:

    import torch
    torch.ops.load_library('build/<key>/libisbe_ops.so')
    loss = torch.ops.isbe.loss(logits, target, normalization='softmax')
    loss.backward()                       # sends Y - target to the logits

    error, value, correct = torch.ops.isbe.soft_error(logits.detach(), target, reduction='sum')
    logits.backward(error)                # the same without a loss

Usage: python scripts/check/operators.py path/to/libisbe_ops.so [--quick] [--only NAME]

Needs PyTorch of the version that the library was built against. Prints a line a failure and, last,
"N passed, N failed"; exits 1 if any failed.
"""

import argparse
import itertools
import random
import sys
import warnings

import torch
import torch.nn.functional as F

NORMALIZATIONS = ['softmax', 'sigmoid', 'hardsigmoid', 'tanh', 'hardtanh', 'normalize']
DTYPES = [torch.float64, torch.float32, torch.bfloat16, torch.float16]
# One rounding of a number of size up to 1, and what the arithmetic before it may add.
TOLERANCE = {
    torch.float64: 1e-14,
    torch.float32: 1e-6,
    torch.bfloat16: 2.1e-3,
    torch.float16: 2.6e-4,
}
ROUNDING = {torch.float64: 0.0, torch.float32: 0.0, torch.bfloat16: 2**-8, torch.float16: 2**-11}


class Tally:
    def __init__(self, only):
        self.passed = self.failed = 0
        self.only = only

    def run(self, name, function):
        if self.only and self.only not in name:
            return
        try:
            function()
            self.passed += 1
        except Exception as error:  # every failure is reported, whatever it is
            self.failed += 1
            print(f'FAILED {name}: {type(error).__name__}: {str(error)[:600]}')


# A plain float64 reference ---------------------------------------------------------------------


def class_dim(x):
    return 0 if x.dim() == 1 else 1


def along_classes(v, x):
    return v.double().view([-1 if d == class_dim(x) else 1 for d in range(x.dim())])


def scores(z, normalization, slope):
    dim = class_dim(z)
    return {
        'softmax': lambda: z.softmax(dim),
        'sigmoid': lambda: z.sigmoid(),
        'hardsigmoid': lambda: (slope * z + 0.5).clamp(0, 1),
        'tanh': lambda: z.tanh(),
        'hardtanh': lambda: z.clamp(-1, 1),
        'normalize': lambda: F.normalize(z, dim=dim),
    }[normalization]()


def antiderivative(z, normalization, slope):
    """A(x) of the losses A(x) - y x, summed over the classes for normalize."""
    if normalization == 'sigmoid':
        return F.softplus(z, threshold=50)
    if normalization == 'hardsigmoid':
        edge = 0.5 / slope
        middle = slope * z * z / 2 + z / 2 + edge / 4
        return torch.where(z < -edge, 0 * z, torch.where(z > edge, z, middle))
    if normalization == 'tanh':
        return z.abs() + torch.log1p((-2 * z.abs()).exp()) - torch.log(torch.tensor(2.0).double())
    return torch.where(z.abs() < 1, z * z / 2, z.abs() - 0.5)


def reference(
    x,
    target,
    normalization='softmax',
    reduction='mean',
    label_smoothing=0.0,
    weight=None,
    ignore_index=-100,
    slope=0.25,
    dilation=None,
    relocation=None,
    dilated_gradient=False,
    report='mse',
):
    """(error, value, correct) in float64 by the definitions, and the size of what is subtracted."""
    x = x.detach().double()
    dim, classes = class_dim(x), x.shape[class_dim(x)]
    z = x
    if dilation is not None:
        z = z * along_classes(dilation, x)
    if relocation is not None:
        z = z - along_classes(relocation, x)
    dense = target.is_floating_point()
    if dense:
        counts, y, best = torch.ones_like(x.sum(dim)), target.double(), target.double().argmax(dim)
        size = counts.sum()
    else:
        best = target.long()
        kept = best != ignore_index
        counts, safe = kept.double(), best.masked_fill(~kept, 0)
        y = torch.zeros_like(x).scatter(dim, safe.unsqueeze(dim), 1)
        own = torch.ones_like(counts) if weight is None else weight.double()[safe]
        size = (own * counts).sum()
    y = y * (1 - label_smoothing) + label_smoothing / classes
    if normalization in ('tanh', 'hardtanh'):
        y = 2 * y - 1
    w = torch.ones(classes).double() if weight is None else weight.double()
    w = along_classes(w, x)
    f = scores(z, normalization, slope)
    if normalization == 'softmax':
        gain, y = (w * y).sum(dim, keepdim=True), w * y
    else:
        gain = w if dense else own.unsqueeze(dim)
        y = gain * y
    error = (gain * f - y) * counts.unsqueeze(dim)
    terms = torch.maximum(gain * f.abs(), y.abs()) * counts.unsqueeze(dim)
    number = counts.sum()
    if report == 'potential':
        if normalization == 'softmax':
            each = -(y * z.log_softmax(dim)).sum(dim)
        elif normalization == 'normalize':
            each = (gain * z * f - y * z).sum(dim)
        else:
            each = (gain * antiderivative(z, normalization, slope) - y * z).sum(dim)
        each = each * counts
        value = {'none': each, 'sum': each.sum(), 'mean': each.sum() / size}[reduction]
    elif report == 'none':
        value = torch.zeros_like(counts) if reduction == 'none' else torch.tensor(0.0).double()
    else:
        each = (error * error).sum(dim) / (classes if report == 'mse' else 1)
        value = each if reduction == 'none' else each.sum() / number
    if reduction == 'mean' and number > 0:
        error, terms = error / size, terms / size
    if dilated_gradient:
        error, terms = error * along_classes(dilation, x), terms * along_classes(dilation, x)
    hits = (z.argmax(dim) == best) & (counts > 0)
    return error, value, hits.sum(), terms.max().item() if terms.numel() else 1.0


def require_close(name, found, wanted, tolerance, relative=0.0):
    assert found.shape == wanted.shape, f'{name}: shape {found.shape}, expected {wanted.shape}'
    difference = (found.double() - wanted).abs()
    allowed = tolerance + relative * wanted.abs()
    bad = ~((difference <= allowed) | (found.isnan() & wanted.isnan()))
    assert not bad.any(), (
        f'{name}: off by {difference[bad].max().item():.3g}, allowed {allowed.min().item():.3g}'
    )


def compare(x, target, operator=None, **options):
    """One call against the reference: error within a rounding, value and correct."""
    error, value, correct = (operator or torch.ops.isbe.soft_error)(x, target, **options)
    e, v, c, size = reference(x, target, **options)
    assert error.dtype == x.dtype and error.shape == x.shape
    tiny = 6e-8 if x.dtype == torch.float16 else 1e-38
    require_close(
        'error',
        error,
        e,
        TOLERANCE[torch.float64 if x.dtype == torch.float64 else torch.float32] * size + tiny,
        ROUNDING[x.dtype],
    )
    scale = (x.double().abs().max().item() if x.numel() else 0) + 1
    loose = 1e-13 if x.dtype == torch.float64 else 2e-6
    require_close(
        'value',
        value,
        v,
        loose * scale * (1e-3 if options.get('report') != 'potential' else 1),
        loose,
    )
    # Rounded logits may tie where the reference's don't when they are dilated: allow for it there.
    slack = 1 if options.get('dilation') is not None else 0
    assert abs(correct.item() - c.item()) <= slack, (
        f'correct: {correct.item()}, expected {c.item()}'
    )


# Cases -----------------------------------------------------------------------------------------


def logits_of(shape, dtype, spread=3.0):
    return (torch.randn(shape) * spread).to(dtype)


def target_of(shape, kind, classes, ignore_index):
    dim = 0 if len(shape) == 1 else 1
    if kind == 'distribution':
        return torch.randn(shape).softmax(dim)
    index = torch.randint(classes, shape[:dim] + shape[dim + 1 :])
    if kind != 'uint8' and index.numel() > 3:
        index[torch.rand(index.shape) < 0.2] = ignore_index
        index.view(-1)[0] = classes - 1 if classes - 1 != ignore_index else 0
    return index.to({'int64': torch.int64, 'int32': torch.int32, 'uint8': torch.uint8}[kind])


def check_matrix(tally):
    """Every normalisation, dtype, target kind, reduction and report."""
    shapes = [(13, 10), (3, 37), (2, 100), (10,), (2, 5, 3, 2)]
    for normalization, dtype, kind, reduction, report, shape in itertools.product(
        NORMALIZATIONS + ['dilated'],
        DTYPES,
        ['int64', 'int32', 'uint8', 'distribution'],
        ['mean', 'sum', 'none'],
        ['mse', 'mse_per_sample', 'potential', 'none'],
        shapes,
    ):
        name = f'matrix {normalization} {dtype} {kind} {reduction} {report} {shape}'
        classes = shape[0] if len(shape) == 1 else shape[1]
        options = dict(reduction=reduction, report=report)
        options['normalization'] = 'softmax' if normalization == 'dilated' else normalization
        if normalization == 'dilated':
            options['dilation'] = torch.rand(classes) + 0.5
            options['relocation'] = torch.randn(classes)
            options['dilated_gradient'] = reduction == 'sum'
        x, target = logits_of(shape, dtype), target_of(shape, kind, classes, -100)
        tally.run(name, lambda: compare(x, target, **options))


def random_case(generator):
    pick = generator.choice
    classes = pick([1, 2, 3, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33, 64, 100, 1000, 2049, 5000])
    shape = pick(
        [(classes,), (pick([0, 1, 2, 7, 8, 9, 33]), classes), (3, classes, 5), (2, classes, 3, 4)]
    )
    kind = pick(['int64', 'int32', 'uint8', 'distribution'])
    if kind == 'uint8' and classes > 255:
        kind = 'int64'
    normalization = pick(NORMALIZATIONS)
    ignore_index = pick([-100, -1, 0, classes - 1, 10**12])
    if kind != 'int64':
        ignore_index = pick([-100, classes - 1])
    options = dict(
        normalization=normalization,
        reduction=pick(['mean', 'sum', 'none']),
        report=pick(['mse', 'mse_per_sample', 'potential', 'none']),
        label_smoothing=pick([0.0, 0.1, 1.0]),
    )
    if kind != 'distribution':
        options['ignore_index'] = ignore_index
    if pick([True, False]):
        options['weight'] = torch.rand(classes) + 0.1
    if normalization == 'hardsigmoid':
        options['slope'] = pick([0.25, 1 / 6, 1.0])
    if normalization == 'softmax' and pick([True, False]):
        options['dilation'] = torch.rand(classes) + 0.5
        if pick([True, False]):
            options['relocation'] = torch.randn(classes)
        options['dilated_gradient'] = pick([True, False])
    if normalization == 'normalize' and kind == 'distribution' and 'weight' in options:
        options['report'] = 'mse'
    return shape, kind, classes, ignore_index, options


def layouts(x):
    """The same numbers at other strides."""
    yield 'contiguous', x
    if x.dim() == 4:
        yield 'channels_last', x.contiguous(memory_format=torch.channels_last)
        wide = torch.zeros(x.shape[:3] + (x.shape[3] * 2,), dtype=x.dtype)
        wide[..., ::2] = x
        yield 'every second column', wide[..., ::2]
    if x.dim() >= 2:
        yield 'transposed', x.transpose(0, 1).contiguous().transpose(0, 1)
        wide = torch.zeros((x.shape[0], x.shape[1] + 3) + x.shape[2:], dtype=x.dtype)
        wide[:, : x.shape[1]] = x
        yield 'sliced', wide[:, : x.shape[1]]


def brief(options):
    return {k: 'tensor' if torch.is_tensor(v) else v for k, v in options.items()}


def check_random(tally, count):
    generator = random.Random(0)
    for case in range(count):
        shape, kind, classes, ignore_index, options = random_case(generator)
        dtype = generator.choice(DTYPES)
        x, target = logits_of(shape, dtype), target_of(shape, kind, classes, ignore_index)
        if kind == 'distribution' and generator.choice([True, False]):
            target = target.to(dtype)
        for layout, logits in layouts(x):
            name = f'random {case} {layout} {tuple(shape)} {dtype} {kind} {brief(options)}'
            tally.run(name, lambda: compare(logits, target, **options))
            tally.run(name + ' in place', lambda: check_writing(logits, target, options))


def check_writing(x, target, options):
    """soft_error_ and soft_error.out give what soft_error gives, into the memory they should."""
    wanted = torch.ops.isbe.soft_error(x, target, **options)
    out = torch.empty_strided(x.size(), x.stride(), dtype=x.dtype) if x.numel() else x.clone()
    found = torch.ops.isbe.soft_error.out(x, target, **options, out=out)
    assert found[0] is out or found[0].data_ptr() == out.data_ptr()
    own = torch.empty_strided(x.size(), x.stride(), dtype=x.dtype).copy_(x)
    version = own._version
    written = torch.ops.isbe.soft_error_(own, target, **options)
    assert own._version == version + 1, 'the version was not bumped'
    for result in (found, written):
        for a, b in zip(result, wanted, strict=True):
            assert torch.equal(a.nan_to_num(7), b.nan_to_num(7)), 'differs from soft_error'


def check_cross_entropy(tally, count):
    """softmax against the gradient of F.cross_entropy itself, in float64."""
    generator = random.Random(1)
    for case in range(count):
        shape, kind, classes, ignore_index, options = random_case(generator)
        if kind == 'int32':
            kind = 'int64'
        kept = {k: v for k, v in options.items() if k in ('reduction', 'label_smoothing', 'weight')}
        if 'ignore_index' in options:
            kept['ignore_index'] = options['ignore_index']
        if 'weight' in kept:
            kept['weight'] = kept['weight'].double()
        x, target = logits_of(shape, torch.float64), target_of(shape, kind, classes, ignore_index)
        target = target.double() if kind == 'distribution' else target
        # libtorch takes uint8 for matrices alone.
        theirs = target.long() if kind == 'uint8' else target

        def check():
            leaf = x.clone().requires_grad_()
            ce = F.cross_entropy(leaf, theirs, **kept)
            ce.backward(torch.ones_like(ce))
            error, value, _ = torch.ops.isbe.soft_error(x, target, report='potential', **kept)
            gradient = leaf.grad
            if not target.is_floating_point() and not (target != ignore_index).any():
                gradient = torch.zeros_like(gradient)
            require_close('error', error, gradient, 1e-13)
            # libtorch's mean with weights, smoothing and ignored targets divides by more.
            if not (kept['reduction'] == 'mean' and 'weight' in kept and kept['label_smoothing']):
                require_close('value', value, ce.detach(), 1e-11)

        tally.run(f'cross_entropy {case} {tuple(shape)} {kind} {brief(kept)}', check)


def check_edges(tally):
    inf, nan = float('inf'), float('nan')
    soft_error = torch.ops.isbe.soft_error
    zero = torch.zeros(1, dtype=torch.int64)

    for classes in (1, 2, 3, 10, 16, 17, 33, 1000, 5000, 65537):
        for dtype in DTYPES:
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
        x[0, 1], x[1, classes - 1], x[2, 0] = -inf, inf, nan
        target = torch.tensor([0, 1, 1])
        for normalization in NORMALIZATIONS:
            error = soft_error(x, target, normalization=normalization)[0]
            wanted = reference(x, target, normalization=normalization)[0]
            require_close(normalization, error, wanted, 1e-6)
        x[0] = -inf
        assert soft_error(x, target)[0][0].isnan().all(), 'a row of -inf'

    for classes in (2, 10, 40, 5000):
        tally.run(f'edge infinite and NaN logits, K={classes}', lambda: infinite(classes))

    def leading_minus_infinity():
        x = torch.full((1, 9000), -inf)
        x[0, 8500:] = -1000.0
        compare(x, torch.tensor([8600]))

    tally.run('edge a block of -inf', leading_minus_infinity)

    def ties():
        for classes in (10, 5000):
            x = torch.zeros(2, classes)
            x[1, 3] = x[1, classes - 2] = 1
            for target, hits in (([0, 3], 2), ([1, classes - 2], 0)):
                assert soft_error(x, torch.tensor(target))[2].item() == hits

    tally.run('edge ties go to the first class', ties)

    def threads():
        x, target = torch.randn(5000, 37), torch.randint(37, (5000,))
        count = torch.get_num_threads()
        results = []
        for n in (1, 2, 3):
            torch.set_num_threads(n)
            results.append(torch.ops.isbe.soft_error(x, target, report='potential'))
        torch.set_num_threads(count)
        for other in results[1:]:
            assert all(torch.equal(a, b) for a, b in zip(results[0], other, strict=True))

    tally.run('edge the number of threads changes nothing', threads)

    def all_ignored():
        error, value, correct = soft_error(torch.randn(3, 5), torch.full((3,), -100))
        assert error.abs().sum() == 0 and value.isnan() and correct == 0
        error, value, _ = soft_error(
            torch.randn(0, 5), zero[:0], reduction='sum', report='potential'
        )
        assert error.shape == (0, 5) and value == 0

    tally.run('edge all ignored, none at all', all_ignored)

    def accurate():
        for dtype, classes in ((torch.bfloat16, 1000), (torch.bfloat16, 32000)):
            x, target = logits_of((16, classes), dtype), torch.randint(classes, (16,))
            leaf = x.clone().requires_grad_()
            F.cross_entropy(leaf, target, reduction='sum').backward()
            exact = reference(x, target, reduction='sum')[0]
            ours, theirs = (
                (g.double() / exact - 1).abs().mean()
                for g in (soft_error(x, target, reduction='sum')[0], leaf.grad)
            )
            assert ours <= theirs / 4, f'relative error {ours:.3g}, libtorch {theirs:.3g}'

    def counted():
        for classes in (10, 40, 300, 5000):
            x, d, c = torch.randn(256, classes), torch.rand(classes) + 0.5, torch.randn(classes)
            _, _, correct = soft_error(x, (d * x - c).argmax(1), dilation=d, relocation=c)
            assert correct == 256, f'K = {classes}: {correct} correct of 256'

    tally.run('edge predictions of dilated and relocated logits', counted)

    tally.run('edge bfloat16 gradient error at most a quarter of libtorch', accurate)


def check_refusals(tally):
    isbe = torch.ops.isbe
    x, t = torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
    grown = torch.randn(4, 3, requires_grad=True)
    base = torch.randn(40)

    def refuses(name, kind, words, function):
        def check():
            try:
                function()
            except kind as error:
                missing = [word for word in words if word not in str(error)]
                assert not missing, f'{missing} not in: {error}'
                return
            raise AssertionError('was accepted')

        tally.run('refusal ' + name, check)

    refuses(
        'index too large',
        IndexError,
        ['7', '[2]', 'K = 3'],
        lambda: isbe.soft_error(x, torch.tensor([0, 1, 7, 0])),
    )
    refuses(
        'index negative, in an image',
        IndexError,
        ['-1', '[0, 1, 0]', 'K = 3'],
        lambda: isbe.soft_error(torch.randn(1, 3, 2, 2), torch.tensor([[[0, 1], [-1, 0]]])),
    )
    refuses('leaf', RuntimeError, ['isbe::soft_error_', 'leaf'], lambda: isbe.soft_error_(grown, t))
    refuses(
        'view of leaf', RuntimeError, ['isbe::soft_error_'], lambda: isbe.soft_error_(grown[:], t)
    )
    refuses(
        'out leaf',
        RuntimeError,
        ['isbe::soft_error.out', 'leaf'],
        lambda: isbe.soft_error.out(x, t, out=grown),
    )
    refuses(
        'expanded',
        ValueError,
        ['isbe::soft_error_', 'clone'],
        lambda: isbe.soft_error_(torch.randn(1, 3).expand(4, 3), t),
    )
    refuses(
        'partial overlap',
        ValueError,
        ['isbe::soft_error.out', 'overlaps'],
        lambda: isbe.soft_error.out(base[:12].view(4, 3), t, out=base[6:18].view(4, 3)),
    )
    refuses(
        'target overlap',
        ValueError,
        ['isbe::soft_error_', 'target'],
        lambda: isbe.soft_error_(base[:12].view(4, 3), base[:12].view(4, 3)),
    )
    refuses(
        'normalization',
        ValueError,
        ['sofmax', 'hardsigmoid'],
        lambda: isbe.soft_error(x, t, normalization='sofmax'),
    )
    refuses(
        'reduction', ValueError, ['avg', 'mean'], lambda: isbe.soft_error(x, t, reduction='avg')
    )
    refuses('report', ValueError, ['ce', 'potential'], lambda: isbe.soft_error(x, t, report='ce'))
    refuses('smoothing', ValueError, ['1.5'], lambda: isbe.soft_error(x, t, label_smoothing=1.5))
    refuses(
        'weight',
        ValueError,
        ['weight', '[2]', '[3]'],
        lambda: isbe.soft_error(x, t, weight=torch.ones(2)),
    )
    refuses('target shape', ValueError, ['[3]', '[4, 3]'], lambda: isbe.soft_error(x, t[:3]))
    refuses('target dtype', TypeError, ['Short'], lambda: isbe.soft_error(x, t.short()))
    refuses('logits dtype', TypeError, ['Long'], lambda: isbe.soft_error(t.view(2, 2), t[:2]))
    refuses(
        'dilation of sigmoid',
        ValueError,
        ['softmax'],
        lambda: isbe.soft_error(x, t, normalization='sigmoid', dilation=torch.ones(3)),
    )
    refuses(
        'dilated_gradient alone',
        ValueError,
        ['dilation'],
        lambda: isbe.soft_error(x, t, dilated_gradient=True),
    )
    refuses(
        'ignored distribution',
        ValueError,
        ['ignore_index'],
        lambda: isbe.soft_error(x, x.softmax(1), ignore_index=1),
    )
    refuses(
        'target that requires grad',
        RuntimeError,
        ['target', 'detach'],
        lambda: isbe.loss(grown, x.softmax(1).requires_grad_()),
    )
    refuses(
        'out shape',
        ValueError,
        ['out', '[4, 3]'],
        lambda: isbe.soft_error.out(x, t, out=torch.empty(3, 4)),
    )


# Autograd --------------------------------------------------------------------------------------


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


def check_autograd(tally):
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
                require_close(
                    f'{dtype} {factor}', x.grad, exact, 1e-6 * factor, 2 * ROUNDING[dtype]
                )
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
        import gc
        import weakref

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

    for function in (
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
    ):
        tally.run('autograd ' + function.__name__, function)


def check_opcheck(tally):
    """torch.library.opcheck of every operator and torch.compile against eager."""
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
            return isbe.loss(x * 2, t, report='potential')

        x = torch.randn(5, 4, requires_grad=True)
        fast = torch.compile(step, fullgraph=True)
        for scale in (1.0, 3.0):
            (eager,) = torch.autograd.grad(step(x, t) * scale, x)
            (traced,) = torch.autograd.grad(fast(x, t) * scale, x)
            require_close('gradient', traced, eager.double(), 1e-6)

        def write(x, t):
            y = x * 2
            isbe.soft_error_(y, t)
            return y + 1

        with torch.no_grad():
            require_close(
                'in place', torch.compile(write, fullgraph=True)(x, t), write(x, t).double(), 1e-6
            )

    tally.run('torch.compile', compiled)


def check_scores(tally):
    for name, dtype in itertools.product(NORMALIZATIONS, DTYPES):

        def check():
            for shape in ((7,), (5, 7), (2, 3, 4, 4)):
                x = logits_of(shape, dtype)
                found = torch.ops.isbe.soft_scores(x, normalization=name)
                assert found.dtype == dtype
                require_close(
                    name,
                    found,
                    scores(x.double(), name, 0.25),
                    TOLERANCE[dtype] * 2,
                    2 * ROUNDING[dtype],
                )

        tally.run(f'soft_scores {name} {dtype}', check)
        if dtype == torch.float64:
            leaf = torch.randn(3, 4, dtype=dtype, requires_grad=True)
            tally.run(
                f'soft_scores gradcheck {name}',
                lambda: torch.autograd.gradcheck(
                    lambda x: torch.ops.isbe.soft_scores(x, normalization=name), (leaf,)
                ),
            )

    def dilated():
        x, d, c = torch.randn(3, 4), torch.rand(4), torch.randn(4)
        found = torch.ops.isbe.soft_scores(x, dilation=d, relocation=c)
        require_close('scores', found, (d * x - c).double().softmax(1), 1e-6)

    tally.run('soft_scores dilated', dilated)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('library', help='path of libisbe_ops.so')
    parser.add_argument('--quick', action='store_true', help='fewer random cases')
    parser.add_argument('--only', default='', help='run the checks whose name contains this')
    options = parser.parse_args()
    warnings.filterwarnings('ignore', message='.*not a leaf.*')
    torch.ops.load_library(options.library)
    torch.manual_seed(0)
    tally = Tally(options.only)
    check_matrix(tally)
    check_random(tally, 60 if options.quick else 400)
    check_cross_entropy(tally, 60 if options.quick else 400)
    check_edges(tally)
    check_refusals(tally)
    check_scores(tally)
    check_autograd(tally)
    check_opcheck(tally)
    print(
        f'{torch.backends.cpu.get_cpu_capability()}, PyTorch {torch.__version__}: '
        f'{tally.passed} passed, {tally.failed} failed'
    )
    sys.exit(1 if tally.failed else 0)


if __name__ == '__main__':
    main()
