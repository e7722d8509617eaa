"""Writes modules.json: layers of torch.nn as PyTorch 2.13 computes them; see module_cases.py.

Run: python test/goldens/make_modules.py   (needs torch 2.13)
"""

import torch
from module_cases import case, wave, write
from torch import nn

ROW = wave(2, 3)
SIGNAL = wave(2, 4, 6)
IMAGE = wave(1, 4, 4, 5)
VOLUME = wave(1, 2, 3, 3, 3)
SPACES = {1: SIGNAL, 2: IMAGE, 3: VOLUME}
UNBATCHED = {1: wave(4, 6), 2: wave(4, 4, 5), 3: wave(2, 3, 3, 3)}

LINEAR = [
    case('Identity', call=[ROW]),
    case('Linear', 3, 2, call=[wave(4, 3)]),
    case('Linear', 3, 2, call=[wave(3)]),
    case('Linear', 3, 2, call=[wave(2, 2, 3)], bias=False),
    case('Bilinear', 2, 3, 4, call=[wave(5, 2), wave(5, 3, phase=2.0)]),
    case('Bilinear', 2, 3, 1, call=[wave(2), wave(3)], bias=False),
    case('Bilinear', 2, 2, 2, call=[wave(2, 1, 2), wave(2, 1, 2, phase=0.1)]),
]

CONV = [
    case('Conv1d', 4, 2, 3, call=[SIGNAL]),
    case('Conv1d', 4, 2, [2], call=[UNBATCHED[1]], stride=2, padding=1, padding_mode='circular'),
    case('Conv1d', 4, 4, 3, call=[SIGNAL], padding='same', dilation=2, groups=4, bias=False),
    case('Conv1d', 4, 2, 3, call=[SIGNAL], padding='valid', padding_mode='replicate'),
    case('Conv2d', 4, 2, 3, call=[IMAGE], padding=[1, 2], padding_mode='reflect'),
    case('Conv2d', 4, 2, [2, 3], call=[UNBATCHED[2]], stride=[1, 2], groups=2),
    case('Conv2d', 4, 1, [2, 4], call=[IMAGE], padding='same', padding_mode='replicate'),
    case('Conv3d', 2, 2, 2, call=[VOLUME], padding=[1, 0, 1], padding_mode='circular'),
    case('Conv3d', 2, 1, [1, 2, 3], call=[UNBATCHED[3]], dilation=[1, 2, 1], bias=False),
    case('Conv3d', 2, 2, 3, call=[VOLUME], padding='same', groups=2),
    case('ConvTranspose1d', 4, 2, 3, call=[SIGNAL], stride=2, padding=1, output_padding=1),
    case('ConvTranspose1d', 4, 2, 3, call=[SIGNAL, [14]], stride=2),
    case('ConvTranspose1d', 4, 2, 2, call=[UNBATCHED[1]], groups=2, dilation=2, bias=False),
    case('ConvTranspose2d', 4, 2, [2, 3], call=[wave(1, 4, 2, 3)], stride=[1, 2]),
    case('ConvTranspose2d', 4, 1, 3, call=[wave(1, 4, 2, 2), [1, 1, 4, 3]], stride=2, padding=1),
    case('ConvTranspose2d', 4, 4, 2, call=[wave(4, 2, 2)], groups=2, output_padding=1, dilation=2),
    case('ConvTranspose3d', 2, 1, 2, call=[wave(1, 2, 2, 2, 2)]),
    case('ConvTranspose3d', 2, 2, 2, call=[wave(2, 1, 2, 2)], stride=[2, 1, 1], groups=2),
    case('ConvTranspose3d', 2, 1, 2, call=[wave(1, 2, 1, 2, 2), [3, 4, 5]], stride=2, bias=False),
]


def pools():
    for n, space in SPACES.items():
        flat = UNBATCHED[n]
        half = [size // 2 for size in space.shape[2:]]
        yield case(f'MaxPool{n}d', 2, call=[space])
        yield case(f'MaxPool{n}d', 3, call=[flat], stride=1, padding=1, return_indices=True)
        yield case(f'MaxPool{n}d', [2] * n, call=[space], stride=2, dilation=2, ceil_mode=True)
        yield case(f'AvgPool{n}d', 2, call=[space])
        yield case(f'AvgPool{n}d', 3, call=[flat], padding=1, count_include_pad=False)
        yield case(f'AvgPool{n}d', [3] * n, call=[space], stride=2, padding=1, ceil_mode=True)
        yield case(f'AdaptiveAvgPool{n}d', 2, call=[space])
        yield case(f'AdaptiveAvgPool{n}d', half, call=[flat])
        yield case(f'AdaptiveMaxPool{n}d', 2, call=[space], return_indices=True)
        yield case(f'AdaptiveMaxPool{n}d', half, call=[flat])
        yield case(f'AdaptiveMaxPool{n}d', 1, call=[space])
        above = wave(*space.shape, shift=2.0)
        yield case(f'LPPool{n}d', 2, 2, call=[above])
        yield case(f'LPPool{n}d', 1.5, 3, call=[above], stride=2)
        yield case(
            f'LPPool{n}d', 3, 2 if n == 1 else [2] * n, call=[above], stride=1, ceil_mode=True
        )
        shown = {'stride': 2, 'padding': 0}
        even = wave(1, 2, *[4] * n)
        pooled, places = getattr(nn, f'MaxPool{n}d')(2, return_indices=True)(even.tensor())
        small = wave(*pooled.shape)
        yield case(f'MaxUnpool{n}d', 2, call=[small, places])
        yield case(f'MaxUnpool{n}d', [2] * n, call=[small, places, even.shape], **shown)
        yield case(f'MaxUnpool{n}d', 2, call=[wave(*pooled.shape[1:]), places[0]])
        yield case(f'AdaptiveAvgPool{n}d', [None] * (n - 1) + [1], call=[space])


PLACES = {n: torch.tensor([[[0.1, 0.7, 0.4][:n]] * 2]) for n in (2, 3)}
FRACTIONAL = [
    case('FractionalMaxPool2d', 2, call=[wave(1, 2, 5, 6)], output_size=[2, 3], return_indices=True,
         _random_samples=PLACES[2]),
    case('FractionalMaxPool2d', [2, 3], call=[wave(1, 2, 6, 6)], output_ratio=0.5,
         _random_samples=PLACES[2]),
    case('FractionalMaxPool2d', 2, call=[wave(2, 5, 6)], output_ratio=[0.5, 0.7],
         _random_samples=PLACES[2]),
    case('FractionalMaxPool3d', 2, call=[wave(1, 2, 4, 4, 4)], output_size=2,
         _random_samples=PLACES[3]),
    case('FractionalMaxPool3d', 2, call=[wave(1, 2, 4, 4, 4)], output_ratio=0.6,
         return_indices=True, _random_samples=PLACES[3]),
    case('FractionalMaxPool3d', [1, 2, 2], call=[wave(2, 4, 5, 6)], output_size=[2, 2, 3],
         _random_samples=PLACES[3]),
]  # fmt: skip

BATCHES = {1: wave(4, 3), 2: wave(2, 2, 2, 3), 3: wave(2, 2, 2, 2, 1)}


def norms():
    for n, batch in BATCHES.items():
        features = batch.shape[1]
        yield case(f'BatchNorm{n}d', features, call=[batch])
        yield case(f'BatchNorm{n}d', features, call=[batch], momentum=None, bias=False)
        yield case(f'BatchNorm{n}d', features, call=[batch], eps=0.1, momentum=0.3, affine=False)
        yield case(f'BatchNorm{n}d', features, call=[batch], track_running_stats=False)
        several = wave(2, 2, *[3, 2, 2][:n])
        yield case(f'InstanceNorm{n}d', 2, call=[several])
        yield case(f'InstanceNorm{n}d', 2, call=[wave(*several.shape[1:])], affine=True)
        yield case(f'InstanceNorm{n}d', 2, call=[several], track_running_stats=True, momentum=0.3)
        both = {'affine': True, 'track_running_stats': True, 'eps': 0.1}
        yield case(f'InstanceNorm{n}d', 2, call=[several], bias=False, **both)
    yield case('BatchNorm1d', 3, call=[wave(2, 3, 4)])


NORM = [
    case('LayerNorm', 3, call=[wave(4, 3)]),
    case('LayerNorm', [2, 3], call=[wave(2, 2, 3)], eps=0.1, bias=False),
    case('LayerNorm', [3], call=[wave(3)], elementwise_affine=False),
    case('GroupNorm', 2, 4, call=[SIGNAL]),
    case('GroupNorm', 1, 4, call=[wave(3, 4)], eps=0.1, bias=False),
    case('GroupNorm', 4, 4, call=[wave(1, 4, 2, 2)], affine=False),
    case('RMSNorm', 3, call=[wave(4, 3)]),
    case('RMSNorm', [2, 3], call=[wave(2, 2, 3)], eps=0.1),
    case('RMSNorm', [3], call=[wave(3)], elementwise_affine=False),
    case('LocalResponseNorm', 2, call=[SIGNAL]),
    case('LocalResponseNorm', 3, call=[IMAGE], alpha=0.5, beta=0.5),
    case('LocalResponseNorm', 5, call=[VOLUME], k=2.0, alpha=1.0),
    case('CrossMapLRN2d', 3, call=[wave(1, 6, 2, 2)], alpha=0.5),
    case('CrossMapLRN2d', 2, call=[wave(2, 5, 2, 1)], alpha=1.0, beta=0.5),
    case('CrossMapLRN2d', 5, call=[wave(1, 7, 1, 2)], k=2.0, alpha=0.7),
]

DROPOUT = [
    case(name, call=[space], random=p > 0, p=p)
    for name, space in [
        ('Dropout', ROW),
        ('Dropout1d', wave(2, 2, 3)),
        ('Dropout2d', wave(1, 2, 2, 2)),
        ('Dropout3d', wave(1, 2, 2, 1, 2)),
        ('AlphaDropout', ROW),
        ('FeatureAlphaDropout', wave(1, 2, 2, 2)),
    ]
    for p in (0.0, 0.3, 1.0)
]

WIDE = wave(3, 4, scale=4.0)


def activations():
    for name in ['Sigmoid', 'Tanh', 'LogSigmoid', 'Softsign', 'Tanhshrink']:
        for space in (WIDE, wave(5, scale=2.0), wave(1, 2, 2)):
            yield case(name, call=[space])
    for name in ['ReLU', 'ReLU6', 'SELU', 'SiLU', 'Mish', 'Hardsigmoid', 'Hardswish']:
        yield case(name, call=[wave(3, 4, scale=9.0)])
        yield case(name, call=[wave(5)])
        yield case(name, call=[wave(1, 2, 2)], inplace=False)
    for name in ['Softmax', 'LogSoftmax', 'Softmin']:
        yield case(name, call=[WIDE], dim=1)
        yield case(name, call=[wave(2, 3, 2)], dim=-2)
        yield case(name, call=[wave(4)], dim=0)


ACTIVATION = [
    case('ELU', call=[WIDE]),
    case('ELU', call=[WIDE], alpha=0.5),
    case('ELU', call=[wave(2)], alpha=2.0, inplace=False),
    case('CELU', call=[WIDE]),
    case('CELU', call=[WIDE], alpha=0.5),
    case('CELU', call=[wave(2)], alpha=2.0),
    case('LeakyReLU', call=[WIDE]),
    case('LeakyReLU', call=[WIDE], negative_slope=0.5),
    case('LeakyReLU', call=[wave(2)], negative_slope=0.0),
    case('Hardtanh', call=[WIDE]),
    case('Hardtanh', call=[WIDE], min_val=-2.0, max_val=0.5),
    case('Hardtanh', call=[wave(2)], max_val=0.2),
    case('RReLU', call=[WIDE], random=True),
    case('RReLU', call=[WIDE], lower=0.3, upper=0.3),
    case('RReLU', call=[WIDE], random=True, lower=0.1, upper=0.9),
    case('Threshold', 0.1, 20.0, call=[WIDE]),
    case('Threshold', -1.0, -2.0, call=[WIDE]),
    case('Threshold', 0.5, 0.5, call=[wave(2)], inplace=False),
    case('Softplus', call=[WIDE]),
    case('Softplus', call=[WIDE], beta=2.0, threshold=3.0),
    case('Softplus', call=[wave(2)], beta=0.5),
    case('Hardshrink', call=[WIDE]),
    case('Hardshrink', call=[WIDE], lambd=1.5),
    case('Hardshrink', call=[wave(2)], lambd=0.0),
    case('Softshrink', call=[WIDE]),
    case('Softshrink', call=[WIDE], lambd=1.5),
    case('Softshrink', call=[wave(2)], lambd=0.0),
    case('GELU', call=[WIDE]),
    case('GELU', call=[WIDE], approximate='tanh'),
    case('GELU', call=[wave(2)], approximate='none'),
    case('GLU', call=[WIDE]),
    case('GLU', call=[wave(4, 3)], dim=0),
    case('GLU', call=[wave(2, 4, 2)], dim=1),
    case('PReLU', call=[WIDE]),
    case('PReLU', call=[WIDE], num_parameters=4, init=0.1),
    case('PReLU', call=[IMAGE], num_parameters=4),
    case('Softmax2d', call=[IMAGE]),
    case('Softmax2d', call=[wave(3, 2, 2, scale=3.0)]),
    case('Softmax2d', call=[wave(2, 2, 1, 1)]),
]

SHAPE = [
    case('Flatten', call=[SIGNAL]),
    case('Flatten', call=[wave(2, 3, 2, 2)], start_dim=0, end_dim=2),
    case('Flatten', call=[wave(2, 3, 2)], start_dim=-2),
    case('Unflatten', 1, [2, 2], call=[SIGNAL]),
    case('Unflatten', -1, [-1, 3], call=[SIGNAL]),
    case('Unflatten', 0, [2, 1, 1], call=[ROW]),
    case('Unfold', 2, call=[wave(1, 2, 3, 4)]),
    case('Unfold', [2, 3], call=[wave(2, 4, 5)], padding=1, stride=[1, 2]),
    case('Unfold', 2, call=[wave(1, 1, 4, 5)], dilation=2),
    case('Fold', [3, 4], 2, call=[wave(1, 8, 6)]),
    case('Fold', 4, [2, 2], call=[wave(4, 4)], stride=2),
    case('Fold', [4, 5], [2, 3], call=[wave(1, 12, 9)], padding=1, stride=2, dilation=1),
    case('PixelShuffle', 2, call=[wave(1, 8, 2, 3)]),
    case('PixelShuffle', 3, call=[wave(9, 1, 2)]),
    case('PixelShuffle', 1, call=[wave(1, 2, 2, 2)]),
    case('PixelUnshuffle', 2, call=[wave(1, 2, 4, 6)]),
    case('PixelUnshuffle', 3, call=[wave(1, 3, 3)]),
    case('PixelUnshuffle', 1, call=[wave(1, 2, 2, 2)]),
    case('ChannelShuffle', 2, call=[IMAGE]),
    case('ChannelShuffle', 4, call=[wave(1, 4, 2, 2)]),
    case('ChannelShuffle', 3, call=[wave(1, 6, 2)]),
    case('Upsample', call=[wave(1, 2, 3)], scale_factor=2),
    case('Upsample', call=[wave(1, 2, 3)], size=5, mode='linear', align_corners=True),
    case('Upsample', call=[wave(1, 1, 2, 3)], size=[3, 5], mode='bilinear'),
    case('Upsample', call=[wave(1, 1, 3, 3)], scale_factor=1.7, mode='bicubic'),
    case('Upsample', call=[wave(1, 1, 3, 3)], scale_factor=1.7, mode='bilinear',
         recompute_scale_factor=True),
    case('Upsample', call=[wave(1, 1, 2, 2, 2)], scale_factor=[1, 2, 2], mode='trilinear'),
    case('Upsample', call=[wave(1, 1, 2, 3)], size=4, mode='nearest-exact'),
    case('Upsample', call=[wave(1, 1, 4, 4)], size=[2, 3], mode='area'),
    case('UpsamplingNearest2d', call=[wave(1, 1, 2, 3)], scale_factor=2),
    case('UpsamplingNearest2d', call=[wave(1, 1, 2, 3)], size=[3, 4]),
    case('UpsamplingNearest2d', call=[wave(1, 1, 2, 3)], scale_factor=[1.5, 2]),
    case('UpsamplingBilinear2d', call=[wave(1, 1, 2, 3)], scale_factor=2),
    case('UpsamplingBilinear2d', call=[wave(1, 1, 2, 3)], size=[3, 4]),
    case('UpsamplingBilinear2d', call=[wave(1, 1, 2, 3)], size=4),
]  # fmt: skip


def pads():
    for n in (1, 2, 3):
        flat = wave(1, *[3, 2, 2][:n])
        space = wave(*[1, 1, 3, 2, 2][: n + 2])
        several = [1, 1, 0, 1, 1, 0][: 2 * n]
        for kind in ['Reflection', 'Replication', 'Circular', 'Zero']:
            yield case(f'{kind}Pad{n}d', 1, call=[space])
            yield case(f'{kind}Pad{n}d', several, call=[flat])
            yield case(f'{kind}Pad{n}d', [0, 1] + [0] * (2 * n - 2), call=[space])
        yield case(f'ConstantPad{n}d', 1, 3.5, call=[space])
        yield case(f'ConstantPad{n}d', several, -1, call=[flat])
        yield case(f'ConstantPad{n}d', [-1] + several[1:], 0.5, call=[space])


OTHER = wave(2, 3, phase=2.5)
DISTANCE = [
    case('CosineSimilarity', call=[ROW, OTHER]),
    case('CosineSimilarity', call=[SIGNAL, wave(2, 4, 6, phase=0.2)], dim=-1, eps=0.1),
    case('CosineSimilarity', call=[wave(3), wave(3, phase=2.0)], dim=0),
    case('PairwiseDistance', call=[ROW, OTHER]),
    case('PairwiseDistance', call=[ROW, OTHER], p=1.0, keepdim=True),
    case('PairwiseDistance', call=[wave(3), wave(3, phase=2.0)], p=3.0, eps=0.1),
]

if __name__ == '__main__':
    settings = [LINEAR, CONV, pools(), FRACTIONAL, norms(), NORM, DROPOUT, activations()]
    settings += [ACTIVATION, SHAPE, pads(), DISTANCE]
    write('modules.json', [one for some in settings for one in some])
