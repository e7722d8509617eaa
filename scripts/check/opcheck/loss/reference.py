"""A plain float64 reference of the loss, by its definitions."""

import torch
import torch.nn.functional as F

from opcheck.tensors import class_dim


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
