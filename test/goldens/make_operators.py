"""Writes operators.json: what PyTorch 2.13 computes for the calls of ATen operators listed here.

Run: python test/goldens/make_operators.py   (needs torch 2.13)

A call is its operator, its positional arguments and its options, all as JSON; a tensor among them
is {"shape", "offset", "dtype"}: values from a formula that is exact in any language, see `wave`.
"""

import json
import math
from pathlib import Path

import torch

FLOAT32, EXACT, HALF = 1e-5, 0, 1e-2


def wave(*shape, offset=0, dtype='float32', scale=2.0):
    return {'shape': list(shape), 'offset': offset, 'dtype': dtype, 'scale': scale}


def integers(values, dtype='int64'):
    return {'values': values, 'dtype': dtype}


def floats(values, dtype='float32'):
    return {'values': values, 'dtype': dtype}


def wave_values(spec):
    """((7919 i + offset) mod 1009) / 1009 - 1/2, times scale: correctly rounded everywhere."""
    count = math.prod(spec['shape'])
    offset, scale = spec['offset'], spec['scale']
    return [(((7919 * i + offset) % 1009) / 1009 - 0.5) * scale for i in range(count)]


def decode(value):
    if isinstance(value, list):
        return [decode(element) for element in value]
    if not isinstance(value, dict):
        return value
    dtype = getattr(torch, value['dtype'])
    if 'values' in value:
        return torch.tensor(value['values'], dtype=dtype)
    return torch.tensor(wave_values(value), dtype=torch.float64).reshape(value['shape']).to(dtype)


def decode_option(name, value):
    return getattr(torch, value) if name.endswith('dtype') else decode(value)


def number(value):
    """JSON has no NaN and no infinities: those become strings."""
    if isinstance(value, int):  # and bool
        return int(value)
    return value if math.isfinite(value) else str(value)


def encode(result):
    if isinstance(result, (tuple, list)):
        return [encode(element) for element in result]
    if result.is_complex():
        result = torch.view_as_real(result)
    dtype = str(result.dtype).removeprefix('torch.')
    values = [number(value) for value in result.flatten().tolist()]
    return {'dtype': dtype, 'shape': list(result.shape), 'values': values}


def call(operator, *args, tolerance=FLOAT32, **options):
    keywords = {name: decode_option(name, value) for name, value in options.items()}
    result = getattr(torch.ops.aten, operator)(*[decode(arg) for arg in args], **keywords)
    return {
        'operator': operator,
        'args': args,
        'options': options,
        'tolerance': tolerance,
        'result': encode(result),
    }


def losses():
    logits, targets = wave(4, 5, scale=8.0), integers([1, 0, 4, 2])
    distribution = floats([[0.2] * 5, [0.5, 0.5, 0, 0, 0], [1, 0, 0, 0, 0], [0, 0, 0.1, 0.2, 0.7]])
    weight = floats([0.5, 2.0, 1.0, 0.25, 3.0])
    name = 'cross_entropy_loss'
    for reduction in (0, 1, 2):
        yield call(name, logits, targets, reduction=reduction)
        yield call(name, logits, targets, weight=weight, reduction=reduction)
        yield call(name, logits, distribution, reduction=reduction, label_smoothing=0.2)
    yield call(name, logits, targets, ignore_index=4, label_smoothing=0.1, weight=weight)
    yield call(name, logits, distribution, weight=weight)
    yield call(name, wave(2, 3, 2, 2, scale=8.0), integers([[[0, 1], [2, 1]], [[2, 2], [0, 0]]]))
    yield call(name, logits, integers([-100] * 4))
    yield call('nll_loss', logits, targets, weight=weight)
    yield call('binary_cross_entropy_with_logits', logits, wave(4, 5, offset=3), pos_weight=weight)
    yield call('mse_loss', logits, wave(4, 5, offset=9))
    yield call('smooth_l1_loss', logits, wave(4, 5, offset=9), beta=0.5)
    yield call('huber_loss', logits, wave(4, 5, offset=9), reduction=2, delta=0.7)
    yield call('kl_div', logits, distribution, reduction=2)


def networks():
    image, kernel = wave(2, 4, 7, 6), wave(6, 2, 3, 3, offset=40)
    bias = wave(6, offset=5)
    yield call('conv2d', image, kernel, bias=bias, stride=[2, 1], padding=[1, 0], groups=2)
    yield call('conv2d', image, wave(3, 4, 2, 2, offset=8), dilation=[2, 2])
    yield call('conv1d', wave(1, 3, 9), wave(2, 3, 4, offset=2), padding=[2])
    yield call(
        'conv_transpose2d', wave(1, 2, 3, 3), wave(2, 2, 3, 3), stride=[2, 2], output_padding=[1, 1]
    )
    channel = [wave(4, offset=k * 100) for k in range(3)]
    variance = floats([0.5, 1.0, 2.0, 0.1])
    yield call('batch_norm', image, *channel[:2], None, None, True, 0.1, 1e-5, False)
    yield call('batch_norm', image, *channel, variance, False, 0.1, 1e-5, False)
    yield call('layer_norm', wave(3, 6), [6], weight=wave(6, offset=1), bias=wave(6, offset=2))
    yield call('group_norm', image, 2, weight=channel[0])
    yield call('max_pool2d', image, [2, 2])
    yield call('max_pool2d', image, [3, 3], stride=[2, 2], padding=[1, 1], ceil_mode=True)
    yield call('max_pool2d_with_indices', wave(1, 1, 4, 4), [2, 2])
    yield call('avg_pool2d', image, [3, 3], stride=[2, 2], padding=[1, 1], count_include_pad=False)
    yield call('adaptive_avg_pool2d', image, [2, 3])
    yield call('linear', wave(3, 5), wave(2, 5, offset=7), bias=wave(2, offset=1))
    yield call('embedding', wave(5, 3), integers([[4, 0], [1, 1]]))
    yield call(
        'scaled_dot_product_attention',
        *[wave(1, 2, 4, 3, offset=k) for k in (0, 30, 60)],
        is_causal=True,
    )
    yield call('upsample_bilinear2d', wave(1, 1, 3, 3), [5, 4], False)
    yield call('upsample_nearest2d', wave(1, 1, 2, 3), [4, 5])


def elementwise():
    x = wave(3, 5, scale=6.0)
    for name in ('softmax', 'log_softmax'):
        yield call(name, x, 1)
        yield call(name, x, 0, dtype='float64')
    for name in ('gelu', 'silu', 'hardsigmoid', 'hardtanh', 'softplus', 'erf', 'tanh', 'sigmoid'):
        yield call(name, x)
    yield call('gelu', x, approximate='tanh')
    yield call('log', x)  # NaN below 0
    yield call('div', wave(2, 3), integers([0, 1, -2]))  # infinities
    yield call('remainder', x, 0.7)
    yield call('lerp', x, wave(3, 5, offset=77), 0.25)
    yield call('clamp', x, min=-1, max=0.5)
    yield call('where', integers([[True], [False], [True]], 'bool'), x, wave(5, offset=500))


def reductions():
    x = wave(4, 6, scale=6.0)
    yield call('sum', x, 1, dtype='float64')
    yield call('mean', x, [0, 1], keepdim=True)
    yield call('var', x, dim=[1], correction=0)
    yield call('std', x, dim=[0], correction=2)
    yield call('logsumexp', x, [1])
    yield call('cumsum', x, 1)
    yield call('cummax', x, 1)
    yield call('max', x, 1, tolerance=EXACT)
    yield call('argmin', x, dim=0, tolerance=EXACT)
    yield call('median', x, 1, tolerance=EXACT)
    yield call('quantile', x, 0.3, dim=1)
    yield call('linalg_vector_norm', x, ord=3, dim=[1])


def selections():
    x = wave(4, 6, scale=6.0)
    ties = integers([[3, 1, 3, 2], [0, 0, 1, 0]], 'int32')
    yield call('sort', x, dim=1, descending=True, tolerance=EXACT)
    yield call('sort', ties, stable=True, dim=1, descending=False, tolerance=EXACT)
    yield call('topk', x, 3, dim=0, tolerance=EXACT)
    yield call('index', x, [integers([3, 0]), integers([5, 1])], tolerance=EXACT)
    yield call(
        'index',
        x,
        [None, integers([True, False, False, True, False, True], 'bool')],
        tolerance=EXACT,
    )
    yield call('index_put', x, [integers([1, 1])], wave(6, offset=9), accumulate=True)
    yield call('index_add', x, 0, integers([2, 2, 0]), wave(3, 6, offset=1), alpha=2)
    yield call('gather', x, 1, integers([[0, 5], [1, 1], [2, 0], [4, 3]]), tolerance=EXACT)
    yield call(
        'scatter', x, 1, integers([[0], [5], [3], [2]]), wave(4, 1, offset=1), tolerance=EXACT
    )
    yield call('scatter_reduce', x, 1, integers([[0, 0]] * 4), wave(4, 2, offset=3), 'amax')
    yield call(
        'masked_fill',
        x,
        integers([True, False, False, True, False, False], 'bool'),
        -7,
        tolerance=EXACT,
    )
    yield call('one_hot', integers([2, 0, 1]), num_classes=4, tolerance=EXACT)
    yield call(
        'searchsorted', integers([1, 3, 5, 7]), integers([3, 6, 0]), right=True, tolerance=EXACT
    )
    yield call('bincount', integers([1, 1, 3]), minlength=5, tolerance=EXACT)
    yield call(
        'unique_consecutive', integers([1, 1, 2, 2, 2, 1]), return_counts=True, tolerance=EXACT
    )


def algebra():
    yield call('matmul', wave(2, 3, 4), wave(4, 5, offset=9))
    yield call('bmm', wave(2, 3, 4), wave(2, 4, 2, offset=5))
    yield call('einsum', 'bij,bkj->ik', [wave(2, 3, 4), wave(2, 5, 4, offset=6)])
    yield call('addmm', wave(3, offset=4), wave(2, 4), wave(4, 3, offset=2), beta=0.5, alpha=2)
    yield call('linalg_inv', floats([[3, 1], [-1, 2]], 'float64'))
    yield call('cdist', wave(3, 4), wave(2, 4, offset=90))
    yield call('fft_rfft', wave(2, 8))
    yield call('cross', wave(2, 3), wave(2, 3, offset=3), dim=1)


def types():
    x = wave(3, 5, scale=1000.0)
    for dtype in ('bfloat16', 'float16', 'int8', 'int64', 'float64', 'bool'):
        yield call('_to_copy', wave(3, 5, scale=200.0), dtype=dtype, tolerance=EXACT)
    yield call('_to_copy', floats([0, 1.5, 254.9]), dtype='uint8', tolerance=EXACT)
    yield call(
        '_to_copy',
        wave(40, offset=11, dtype='float64', scale=0.01),
        dtype='bfloat16',
        tolerance=EXACT,
    )
    yield call(
        'mul', wave(4, dtype='bfloat16'), wave(4, offset=5, dtype='bfloat16'), tolerance=EXACT
    )
    yield call('mm', wave(3, 4, dtype='bfloat16'), wave(4, 2, dtype='bfloat16'), tolerance=HALF)
    yield call('add', integers([1, 2]), 0.5, tolerance=EXACT)
    yield call('arange', 0, 2, step=0.3)
    yield call('linspace', -1, 1, 7)
    yield call('round', x, decimals=-2)


def random_numbers():
    """In the order of the calls, from one seed; long enough for the vectorised paths."""
    torch.manual_seed(0)
    half = floats([0.5] * 24)
    return [
        call('rand', [20], tolerance=EXACT),
        call('randn', [5]),
        call('randn', [4, 8]),
        call('randint', 10, [12], tolerance=EXACT),
        call('randint', -5, 100000, [6], tolerance=EXACT),
        call('randperm', 15, tolerance=EXACT),
        call('bernoulli', half, tolerance=EXACT),
        call('rand', [6], dtype='float64', tolerance=EXACT),
        call('randn', [3], dtype='float64'),
        call('multinomial', floats([[0.1, 0.2, 0.7]]), 8, replacement=True, tolerance=EXACT),
        call('exponential', floats([0.0] * 5)),
        call('uniform', floats([0.0] * 5), **{'from': -2, 'to': 3}),
        call('rand', [3], tolerance=EXACT),
    ]


def main():
    groups = [losses, networks, elementwise, reductions, selections, algebra, types]
    calls = [entry for group in groups for entry in group()]
    goldens = {'torch': torch.__version__.split('+')[0], 'calls': calls, 'random': random_numbers()}
    lines = json.dumps(goldens, separators=(',', ':')).replace('{"operator"', '\n{"operator"')
    Path(__file__).with_name('operators.json').write_text(lines + '\n')
    print(f'{len({entry["operator"] for entry in calls})} operators, {len(calls)} calls')


if __name__ == '__main__':
    torch.set_num_threads(1)
    main()
