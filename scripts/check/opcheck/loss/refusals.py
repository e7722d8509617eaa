"""Calls that the loss refuses, and the words of its refusals."""

import torch


def check_memory(tally):
    """What cannot be written to, or would be written twice."""
    isbe = torch.ops.isbe
    x, t = torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
    grown = torch.randn(4, 3, requires_grad=True)
    base = torch.randn(40)
    tally.refuses(
        'leaf', RuntimeError, ['isbe::soft_error_', 'leaf'], lambda: isbe.soft_error_(grown, t)
    )
    tally.refuses(
        'view of leaf', RuntimeError, ['isbe::soft_error_'], lambda: isbe.soft_error_(grown[:], t)
    )
    tally.refuses(
        'out leaf',
        RuntimeError,
        ['isbe::soft_error.out', 'leaf'],
        lambda: isbe.soft_error.out(x, t, out=grown),
    )
    tally.refuses(
        'expanded',
        ValueError,
        ['isbe::soft_error_', 'clone'],
        lambda: isbe.soft_error_(torch.randn(1, 3).expand(4, 3), t),
    )
    tally.refuses(
        'partial overlap',
        ValueError,
        ['isbe::soft_error.out', 'overlaps'],
        lambda: isbe.soft_error.out(base[:12].view(4, 3), t, out=base[6:18].view(4, 3)),
    )
    tally.refuses(
        'target overlap',
        ValueError,
        ['isbe::soft_error_', 'target'],
        lambda: isbe.soft_error_(base[:12].view(4, 3), base[:12].view(4, 3)),
    )
    tally.refuses(
        'target that requires grad',
        RuntimeError,
        ['target', 'detach'],
        lambda: isbe.loss(grown, x.softmax(1).requires_grad_()),
    )
    tally.refuses(
        'out shape',
        ValueError,
        ['out', '[4, 3]'],
        lambda: isbe.soft_error.out(x, t, out=torch.empty(3, 4)),
    )


def check_targets(tally):
    """Targets that do not fit their logits."""
    isbe = torch.ops.isbe
    x, t = torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
    tally.refuses(
        'index too large',
        IndexError,
        ['7', '[2]', 'K = 3'],
        lambda: isbe.soft_error(x, torch.tensor([0, 1, 7, 0])),
    )
    tally.refuses(
        'index negative, in an image',
        IndexError,
        ['-1', '[0, 1, 0]', 'K = 3'],
        lambda: isbe.soft_error(torch.randn(1, 3, 2, 2), torch.tensor([[[0, 1], [-1, 0]]])),
    )
    tally.refuses('target shape', ValueError, ['[3]', '[4, 3]'], lambda: isbe.soft_error(x, t[:3]))
    tally.refuses('target dtype', TypeError, ['Short'], lambda: isbe.soft_error(x, t.short()))
    tally.refuses('logits dtype', TypeError, ['Long'], lambda: isbe.soft_error(t.view(2, 2), t[:2]))
    tally.refuses(
        'ignored distribution',
        ValueError,
        ['ignore_index'],
        lambda: isbe.soft_error(x, x.softmax(1), ignore_index=1),
    )


def check_options(tally):
    """Options that do not exist or do not go together."""
    isbe = torch.ops.isbe
    x, t = torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
    tally.refuses(
        'normalization',
        ValueError,
        ['sofmax', 'hardsigmoid'],
        lambda: isbe.soft_error(x, t, normalization='sofmax'),
    )
    tally.refuses(
        'reduction', ValueError, ['avg', 'mean'], lambda: isbe.soft_error(x, t, reduction='avg')
    )
    tally.refuses(
        'report', ValueError, ['ce', 'potential'], lambda: isbe.soft_error(x, t, report='ce')
    )
    tally.refuses(
        'smoothing', ValueError, ['1.5'], lambda: isbe.soft_error(x, t, label_smoothing=1.5)
    )
    tally.refuses(
        'weight',
        ValueError,
        ['weight', '[2]', '[3]'],
        lambda: isbe.soft_error(x, t, weight=torch.ones(2)),
    )
    tally.refuses(
        'dilation of sigmoid',
        ValueError,
        ['softmax'],
        lambda: isbe.soft_error(x, t, normalization='sigmoid', dilation=torch.ones(3)),
    )
    tally.refuses(
        'dilated_gradient alone',
        ValueError,
        ['dilation'],
        lambda: isbe.soft_error(x, t, dilated_gradient=True),
    )


def check_refusals(tally):
    check_memory(tally)
    check_targets(tally)
    check_options(tally)
