"""The loss for every option and for random ones, against the reference and libtorch."""

import itertools
import random

import torch
import torch.nn.functional as F

from opcheck.loss.compare import check_writing, compare
from opcheck.tensors import DTYPES, NORMALIZATIONS, layouts, logits_of, require_close


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
