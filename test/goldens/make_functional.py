"""Writes functional.json: what PyTorch 2.13 gives for torch.nn.functional, with gradients.

Run: python test/goldens/make_functional.py   (needs torch 2.13)
A case is a function, its positional and named arguments, its results and the gradient of the sum of
their squares with respect to the first argument, null where it has none.
"""

import json
from pathlib import Path

import torch
from make_python import encode, wave

X = wave(2, 3, 4)
Y = wave(2, 3, 4, step=0.31)
MAP = wave(2, 3, 4, 6)
VOLUME = wave(1, 2, 4, 4, 4)
SCORES = wave(4, 3)
CLASSES = torch.tensor([2, 0, 1, 1])
SIGNS = torch.tensor([1.0, -1, 1, -1], dtype=torch.float64)
PROBABILITIES = torch.sigmoid(wave(4, 3, step=1.3))
TABLE = wave(5, 3)
BY_SUM = {'reduction': 'sum'}
POSITIVE = wave(2, 3, 4).abs()
POOLED, PLACES = torch.nn.functional.max_pool2d(MAP, 2, return_indices=True)

CASES = [
    ('relu', [X], {}),
    ('relu6', [X, True], {}),
    ('elu', [X, 0.5], {}),
    ('selu', [X], {}),
    ('celu', [X], {'alpha': 2.0}),
    ('leaky_relu', [X, 0.1], {'inplace': False}),
    ('hardtanh', [X, -0.5, 0.5], {}),
    ('hardsigmoid', [X], {}),
    ('hardswish', [X], {}),
    ('silu', [X], {}),
    ('mish', [X], {}),
    ('threshold', [X, 0.1, 20], {}),
    ('rrelu', [X], {}),
    ('softmax', [X], {}),
    ('softmax', [X, -1], {'dtype': torch.float32}),
    ('log_softmax', [X], {'dim': 1}),
    ('softmin', [X, 2], {}),
    ('softsign', [X], {}),
    ('tanhshrink', [X], {}),
    ('glu', [X], {}),
    ('dropout', [X, 0.5, False], {}),
    ('alpha_dropout', [X], {}),
    ('dropout3d', [X.unsqueeze(0), 0.0], {}),
    ('batch_norm', [X, wave(3), POSITIVE[0, :, 0]], {}),
    ('batch_norm', [X, None, None, wave(3), wave(3, step=2)], {'training': True}),
    ('instance_norm', [X], {'weight': wave(3)}),
    ('layer_norm', [X, [3, 4], wave(3, 4)], {'eps': 1e-3}),
    ('group_norm', [MAP, 3], {}),
    ('rms_norm', [X, [4]], {}),
    ('normalize', [X], {}),
    ('normalize', [X, 1.0], {'dim': [1, 2]}),
    ('local_response_norm', [X, 2], {'alpha': 0.5}),
    ('local_response_norm', [VOLUME, 3, 0.3, 0.5, 2.0], {}),
    ('cross_entropy', [SCORES, CLASSES], {'label_smoothing': 0.1}),
    ('cross_entropy', [SCORES, CLASSES, wave(3).abs()], {'ignore_index': 2, **BY_SUM}),
    ('nll_loss', [SCORES, CLASSES], {'reduction': 'none'}),
    ('binary_cross_entropy', [PROBABILITIES, PROBABILITIES.flip(0), wave(3).abs()], BY_SUM),
    ('binary_cross_entropy_with_logits', [SCORES, PROBABILITIES], {'pos_weight': wave(3).abs()}),
    ('kl_div', [SCORES, PROBABILITIES], {'reduction': 'batchmean'}),
    ('kl_div', [SCORES, SCORES.flip(0)], {'log_target': True, **BY_SUM}),
    ('multi_margin_loss', [SCORES, CLASSES, 2], {}),
    ('multilabel_margin_loss', [SCORES, torch.tensor([[0, 2, -1]] * 4)], {}),
    ('multilabel_soft_margin_loss', [SCORES, PROBABILITIES.round()], {'weight': wave(3).abs()}),
    ('ctc_loss', [wave(6, 2, 4), torch.tensor([[1, 2], [3, 1]]), [6, 5], [2, 1]], {}),
    ('l1_loss', [X, Y], {}),
    ('l1_loss', [X, Y], {'weight': POSITIVE}),
    ('mse_loss', [X, Y, False], {}),
    ('mse_loss', [X, Y, None, None, 'sum', POSITIVE], {}),
    ('smooth_l1_loss', [X, Y], {'beta': 0.2}),
    ('smooth_l1_loss', [X, Y], {'beta': 0.0, **BY_SUM}),
    ('huber_loss', [X, Y, 'none', 0.4], {}),
    ('huber_loss', [X, Y], {'weight': POSITIVE}),
    ('soft_margin_loss', [X, Y.sign()], {}),
    ('hinge_embedding_loss', [X, Y.sign(), 0.7], {}),
    ('poisson_nll_loss', [X, POSITIVE], {'full': True}),
    ('gaussian_nll_loss', [X, Y, POSITIVE], {'full': True}),
    ('gaussian_nll_loss', [X, Y, POSITIVE[..., 0]], BY_SUM),
    ('margin_ranking_loss', [wave(4), wave(4, step=2), SIGNS, 0.2], {}),
    ('cosine_embedding_loss', [SCORES, wave(4, 3, step=2), SIGNS], {'margin': 0.1}),
    ('triplet_margin_loss', [SCORES, wave(4, 3, step=2), wave(4, 3, step=3)], {'swap': True}),
    ('triplet_margin_with_distance_loss', [SCORES, SCORES + 0.5, SCORES.flip(0)], {'swap': True}),
    ('embedding', [torch.tensor([[0, 4], [1, 1]]), TABLE, -1], {}),
    ('embedding', [torch.tensor([0, 3]), TABLE.clone()], {'max_norm': 0.5}),
    ('embedding_bag', [torch.tensor([[0, 4], [1, 1]]), TABLE], {}),
    ('embedding_bag', [torch.tensor([0, 4, 1]), TABLE, torch.tensor([0, 2])], {'mode': 'max'}),
    ('max_pool1d', [X, 2], {'return_indices': True}),
    ('max_pool2d', [MAP, [2, 3], 1, [1, 1]], {}),
    ('max_pool3d', [VOLUME, 2], {'ceil_mode': True}),
    ('adaptive_max_pool2d', [MAP, [None, 2]], {'return_indices': True}),
    ('max_pool2d_with_indices', [wave(1, 1, 4, 4), 2], {}),
    ('adaptive_max_pool1d_with_indices', [wave(1, 2, 4), 2], {}),
    ('adaptive_avg_pool2d', [MAP, [2, None]], {}),
    ('adaptive_avg_pool3d', [VOLUME, 2], {}),
    ('max_unpool2d', [POOLED, PLACES, 2], {}),
    ('max_unpool2d', [POOLED, PLACES, [2, 2]], {'output_size': [4, 7]}),
    ('lp_pool1d', [POSITIVE, 2.0, 2], {}),
    ('lp_pool2d', [MAP.abs(), 3.0, [2, 3]], {'ceil_mode': True}),
    ('lp_pool2d', [MAP, float('inf'), 2], {}),
    ('interpolate', [MAP, [3, 9]], {}),
    ('interpolate', [X, None, 1.7, 'linear', True], {}),
    ('interpolate', [MAP], {'scale_factor': [0.5, 1.5], 'mode': 'area'}),
    ('interpolate', [MAP], {'size': 3, 'mode': 'bicubic', 'antialias': True}),
    ('interpolate', [VOLUME], {'scale_factor': 1.3, 'mode': 'nearest-exact'}),
    ('interpolate', [MAP, None, 1.3, 'bilinear', None, True], {}),
    ('upsample_bilinear', [MAP, 5], {}),
    ('grid_sample', [MAP, wave(2, 2, 5, 2), 'bicubic', 'reflection'], {}),
    ('grid_sample', [MAP, wave(2, 2, 5, 2)], {'align_corners': True}),
    ('affine_grid', [wave(2, 2, 3), [2, 1, 3, 4]], {}),
    ('unfold', [MAP, [2, 3]], {'padding': 1}),
    ('fold', [wave(1, 8, 6), [3, 4], 2], {}),
]


def gradient_of(results, argument):
    tensors = results if isinstance(results, (list, tuple)) else [results]
    tensors = [tensor for tensor in tensors if tensor.requires_grad]
    if not argument.requires_grad or not tensors:
        return None
    loss = sum((tensor * tensor).sum() for tensor in tensors)
    return encode(torch.autograd.grad(loss, argument)[0])


def solve(name, args, kwargs):
    first = args[0].clone()
    inplace = len(args) > 1 and args[1] is True
    first.requires_grad_(first.is_floating_point() and not inplace)
    results = getattr(torch.nn.functional, name)(first, *args[1:], **kwargs)
    options = {
        key: str(value).removeprefix('torch.') if isinstance(value, torch.dtype) else encode(value)
        for key, value in kwargs.items()
    }
    return {
        'name': name,
        'args': encode(args),
        'options': options,
        'result': encode(results),
        'gradient': gradient_of(results, first),
    }


if __name__ == '__main__':
    path = Path(__file__).with_name('functional.json')
    rows = json.dumps([solve(*case) for case in CASES], separators=(',', ':'))
    path.write_text(rows.replace('{"name"', '\n{"name"') + '\n')
