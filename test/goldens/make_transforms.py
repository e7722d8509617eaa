"""Writes transforms.json: what torchvision 0.28 gives for its functions of images.

Run: python test/goldens/make_transforms.py   (needs torchvision 0.28)
A case is a function of lib/data/transform, its arguments after the images, the dtype and channels
of those, and the values of the result. Images are made by `pixels`, as in the test.
"""

import json
from pathlib import Path

import torch

# torchvision registers shapes of operators that its build for CPUs may lack.
library = torch.library.Library('torchvision', 'FRAGMENT')
for name in ('nms', 'qnms'):
    library.define(f'{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor')

from torchvision.transforms import InterpolationMode, v2  # noqa: E402
from torchvision.transforms.v2 import functional as F  # noqa: E402

N, H, W = 2, 7, 9
MODES = {'nearest': InterpolationMode.NEAREST, 'bilinear': InterpolationMode.BILINEAR}


def pixels(channels, dtype, height=H, width=W):
    i = torch.arange(N * channels * height * width)
    values = (i * i * 7 + i * 13) % 256
    images = values.reshape(N, channels, height, width).to(torch.uint8)
    return images if dtype == 'uint8' else images.to(torch.float64) / 255


def affine(x, m, interpolation='nearest', fill=None):
    defaults = {'angle': 0, 'translate': [0, 0], 'scale': 1, 'shear': [0, 0]}
    return F.affine(x, **(defaults | m), interpolation=MODES[interpolation], fill=fill)


def pad(x, padding, fill=None, paddingMode='constant'):  # noqa: N803
    return F.pad(x, padding, fill=fill, padding_mode=paddingMode)


def resize(x, size, interpolation='bilinear', antialias=True):
    size = [size] if isinstance(size, int) else size
    return F.resize(x, size, interpolation=MODES[interpolation], antialias=antialias)


def resized_crop(x, *box, interpolation='bilinear', antialias=True):
    return F.resized_crop(x, *box, interpolation=MODES[interpolation], antialias=antialias)


FUNCTIONS = {
    'affine': affine,
    'pad': pad,
    'crop': F.crop,
    'centerCrop': F.center_crop,
    'horizontalFlip': F.horizontal_flip,
    'verticalFlip': F.vertical_flip,
    'normalize': F.normalize,
    'toFloat': lambda x: F.to_dtype(x, torch.float32, scale=True),
    'resize': resize,
    'resizedCrop': resized_crop,
    'adjustBrightness': F.adjust_brightness,
    'adjustContrast': F.adjust_contrast,
    'adjustSaturation': F.adjust_saturation,
    'adjustSharpness': F.adjust_sharpness,
    'adjustHue': F.adjust_hue,
    'rgbToGrayscale': F.rgb_to_grayscale,
    'invert': F.invert,
    'solarize': F.solarize,
    'posterize': F.posterize,
    'autocontrast': F.autocontrast,
    'equalize': F.equalize,
    'erase': lambda x, i, j, h, w, v: F.erase(x, i, j, h, w, torch.tensor(v, dtype=x.dtype)),
}

MAP = {'angle': 23.5, 'translate': [1, -2], 'scale': 1.2, 'shear': [11, -7]}
BOTH = ['float64', 'uint8']
FLOAT = ['float64']
BYTES = ['uint8']

# Function, arguments, options, dtypes, channels.
CASES = [
    ('affine', [MAP], {}, BOTH, 3),
    ('affine', [MAP], {'interpolation': 'bilinear'}, BOTH, 1),
    ('affine', [MAP], {'interpolation': 'bilinear', 'fill': [0.5, 0.25, 1]}, FLOAT, 3),
    ('affine', [{'angle': -100, 'scale': 0.6}], {'fill': 77}, BYTES, 3),
    ('affine', [{'shear': [30, 0]}], {}, FLOAT, 1),
    ('affine', [{'translate': [3, 2]}], {}, BYTES, 1),
    ('pad', [2], {}, FLOAT, 1),
    ('pad', [[1, 2]], {'fill': 9}, BYTES, 3),
    ('pad', [[1, 0, 2, 3]], {'fill': [1, 2, 3]}, BYTES, 3),
    ('pad', [[1, 0, 2, 3]], {'paddingMode': 'edge'}, BYTES, 1),
    ('pad', [[4, 3, 2, 1]], {'paddingMode': 'reflect'}, BYTES, 1),
    ('pad', [[4, 3, 2, 1]], {'paddingMode': 'symmetric'}, BYTES, 1),
    ('crop', [1, 2, 4, 5], {}, BYTES, 3),
    ('crop', [4, 6, 5, 6], {}, BYTES, 1),
    ('centerCrop', [4], {}, BYTES, 1),
    ('centerCrop', [[6, 4]], {}, FLOAT, 1),
    ('centerCrop', [[10, 4]], {}, BYTES, 1),
    ('centerCrop', [12], {}, BYTES, 1),
    ('horizontalFlip', [], {}, BYTES, 1),
    ('verticalFlip', [], {}, FLOAT, 1),
    ('normalize', [[0.5, 0.25, 0.1], [0.5, 2, 0.3]], {}, FLOAT, 3),
    ('normalize', [[0.1307], [0.3081]], {}, FLOAT, 1),
    ('toFloat', [], {}, BOTH, 1),
    ('resize', [[4, 5]], {}, BOTH, 3),
    ('resize', [[13, 11]], {}, FLOAT, 1),
    ('resize', [4], {}, FLOAT, 1),
    ('resize', [[4, 12]], {'antialias': False}, FLOAT, 1),
    ('resize', [[4, 12]], {'interpolation': 'nearest'}, BOTH, 1),
    ('resizedCrop', [1, 2, 5, 6, [3, 4]], {}, FLOAT, 3),
    ('resizedCrop', [1, 2, 5, 6, [8, 9]], {}, BOTH, 1),
    ('resizedCrop', [0, 1, 7, 3, [4, 6]], {'antialias': False}, FLOAT, 1),
    ('resizedCrop', [1, 0, 6, 7, [4, 10]], {'interpolation': 'nearest'}, BYTES, 1),
    ('adjustBrightness', [1.6], {}, BOTH, 3),
    ('adjustContrast', [0.4], {}, BOTH, 3),
    ('adjustContrast', [1.7], {}, BOTH, 1),
    ('adjustSaturation', [0.3], {}, BOTH, 3),
    ('adjustSaturation', [1.9], {}, FLOAT, 1),
    ('adjustSharpness', [0.2], {}, BOTH, 3),
    ('adjustSharpness', [1.8], {}, BOTH, 1),
    ('adjustHue', [0.3], {}, BOTH, 3),
    ('adjustHue', [-0.45], {}, FLOAT, 3),
    ('rgbToGrayscale', [], {}, BOTH, 3),
    ('rgbToGrayscale', [3], {}, BYTES, 1),
    ('invert', [], {}, BOTH, 1),
    ('solarize', [0.4], {}, FLOAT, 1),
    ('solarize', [100], {}, BYTES, 3),
    ('posterize', [3], {}, BOTH, 1),
    ('posterize', [0], {}, BOTH, 1),
    ('autocontrast', [], {}, BOTH, 3),
    ('equalize', [], {}, BOTH, 1),
    ('erase', [1, 2, 3, 4, 0], {}, BYTES, 3),
]


def run(name, arguments, options, dtype, channels):
    result = FUNCTIONS[name](pixels(channels, dtype), *arguments, **options)
    values = result.double().flatten().tolist()
    return {
        'name': name,
        'arguments': [*arguments, *([options] if options else [])],
        'dtype': dtype,
        'channels': channels,
        'result': {'shape': list(result.shape), 'values': [round(v, 7) for v in values]},
    }


def augmented():
    """Every operation of RandAugment and TrivialAugmentWide at the ends and one between."""
    rows = []
    for kind, space in [('rand', v2.RandAugment), ('trivial', v2.TrivialAugmentWide)]:
        transform = space()
        for name, (magnitudes_of, signed) in space._AUGMENTATION_SPACE.items():
            magnitudes = magnitudes_of(31, 12, 14)
            for index, sign in [(9, 1), (23, -1 if signed else 1)]:
                magnitude = 0.0 if magnitudes is None else sign * float(magnitudes[index])
                image = pixels(3, 'uint8', 12, 14)[:1]
                result = transform._apply_image_or_video_transform(
                    image, name, magnitude, InterpolationMode.NEAREST, {torch.Tensor: None}
                )
                row = {'kind': kind, 'name': name, 'bin': sign * index}
                rows.append(row | {'values': result.flatten().tolist()})
    return rows


golden = {
    'functions': [
        run(name, arguments, options, dtype, channels)
        for name, arguments, options, dtypes, channels in CASES
        for dtype in dtypes
    ],
    'augmentations': augmented(),
}
Path(__file__).with_name('transforms.json').write_text(json.dumps(golden) + '\n')
