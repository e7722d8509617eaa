"""Tensors and options for which CUDA kernels are compared with the CPU kernels."""

import itertools
import random

import torch

from opcheck.tensors import NORMALIZATIONS, class_dim

DILATIONS = ['none', 'dilation', 'relocation', 'both', 'gradient']

REDUCTIONS = ['mean', 'sum', 'none']

REPORTS = ['mse', 'mse_per_sample', 'potential', 'none']

TARGETS = ['int64', 'int32', 'uint8', 'own', 'float32', 'float64']


class Cases:
    """Random tensors and options, the same for a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.generator = torch.Generator().manual_seed(seed)

    def normal(self, *shape):
        return torch.randn(*shape, generator=self.generator, dtype=torch.float64)

    def logits(self, shape, dtype, size=3.0):
        return (self.normal(*shape) * size).to(dtype)

    def target(self, kind, x):
        dim = class_dim(x)
        if kind in ('int64', 'int32', 'uint8'):
            shape = [n for d, n in enumerate(x.shape) if d != dim]
            classes = min(x.shape[dim], 256) if kind == 'uint8' else x.shape[dim]
            index = torch.randint(0, classes, shape, generator=self.generator)
            return index.to(getattr(torch, kind))
        dtype = x.dtype if kind == 'own' else getattr(torch, kind)
        return (self.normal(*x.shape) * 2).softmax(dim).to(dtype)

    def options(
        self, classes, kind, normalization, dilation, reduction, report, weight, smoothing, ignore
    ):
        options = {
            'normalization': normalization,
            'reduction': reduction,
            'report': report,
            'label_smoothing': smoothing,
        }
        if weight:
            options['weight'] = self.normal(classes).abs() + 0.1
        if kind in ('int64', 'int32', 'uint8') and ignore is not None:
            options['ignore_index'] = ignore
        if normalization == 'hardsigmoid':
            options['slope'] = 1 / 6
        if normalization == 'softmax':
            if dilation in ('dilation', 'both', 'gradient'):
                options['dilation'] = self.normal(classes) * 0.2 + 1
            if dilation in ('relocation', 'both'):
                options['relocation'] = self.normal(classes) * 0.3
            options['dilated_gradient'] = dilation == 'gradient'
        return options


def is_refused(kind, normalization, report, weight):
    """Combinations for which the operators have no potential."""
    dense = kind in ('own', 'float32', 'float64')
    return normalization == 'normalize' and report == 'potential' and dense and weight


def every_option():
    for normalization in NORMALIZATIONS:
        for dilation in DILATIONS if normalization == 'softmax' else ['none']:
            for rest in itertools.product(
                REDUCTIONS, REPORTS, TARGETS, [False, True], [0.0, 0.15], [None, 0]
            ):
                reduction, report, kind, weight, smoothing, ignore = rest
                if is_refused(kind, normalization, report, weight):
                    continue
                if ignore is not None and kind not in ('int64', 'int32', 'uint8'):
                    continue
                yield (kind, normalization, dilation, reduction, report, weight, smoothing, ignore)


def layouts(cases, dtype):
    """(name, logits) that aren't contiguous [N, C], or don't begin at a multiple of 16 bytes."""

    def make(*shape):
        return cases.logits(shape, dtype)

    for classes in (5, 16, 40, 300, 1500):
        yield f'vector {classes}', make(classes)
        yield f'offset {classes}', make(7 * classes + 3)[3:].view(7, classes)
        yield f'columns of more {classes}', make(6, classes + 9)[:, 2 : classes + 2]
        yield f'every second class {classes}', make(6, 2 * classes)[:, ::2]
        yield f'every second row {classes}', make(12, classes)[::2]
        yield f'transposed {classes}', make(classes, 70).t()
        yield f'one row apart {classes}', make(classes, 70).t()[3:4]
    for classes in (3, 21, 50, 150):
        yield f'image {classes}', make(2, classes, 5, 7)
        yield (
            f'channels_last {classes}',
            make(2, classes, 5, 7).contiguous(memory_format=torch.channels_last),
        )
        yield f'cut image {classes}', make(3, classes, 5, 9)[:, :, 1:, 2:]
        yield f'expanded {classes}', make(1, classes, 1, 6).expand(2, classes, 4, 6)
        yield f'sequence {classes}', make(4, 11, classes).transpose(1, 2)
        yield f'batch inside {classes}', make(classes, 33, 4).transpose(0, 1)


def strided(target, cases):
    """The same target with room between its elements."""
    if target.dim() == 0:
        return target
    wider = torch.zeros([*target.shape[:-1], target.shape[-1] * 2], dtype=target.dtype)
    wider[..., ::2] = target
    return wider[..., ::2]
