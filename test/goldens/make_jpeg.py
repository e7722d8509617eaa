"""Writes jpeg.json: small JPEG files and the pixels that Pillow reads from them, base64 both.

Run: python test/goldens/make_jpeg.py   (needs Pillow and NumPy)
"""

import base64
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image

SIZES = [(17, 23), (3, 5), (1, 1), (20, 33), (16, 4)]
SAMPLINGS = {'4:4:4': 0, '4:2:2': 1, '4:2:0': 2}
VARIANTS = [
    ('plain', {}),
    ('optimized', {'optimize': True}),
    ('restarts', {'restart_marker_blocks': 2}),
]


def encode(data):
    return base64.b64encode(data).decode()


def picture(height, width):
    noise = np.random.default_rng(0).normal(128, 70, (height // 4 + 1, width // 4 + 1, 3))
    coarse = Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8))
    return coarse.resize((width, height))


def row(size, mode, sampling, variant, options, **more):
    file = io.BytesIO()
    picture(*size).convert(mode).save(
        file, 'JPEG', quality=80, subsampling=SAMPLINGS[sampling], **options, **more
    )
    pixels = np.asarray(Image.open(file).convert('RGB'))
    name = f'{size[0]}×{size[1]} {mode} {sampling} {variant}'
    return {'name': name, 'file': encode(file.getvalue()), 'pixels': encode(pixels.tobytes())}


golden = {
    'read': [
        row(size, mode, sampling, *variant)
        for size in SIZES
        for mode, samplings in [('RGB', SAMPLINGS), ('L', ['4:4:4'])]
        for sampling in samplings
        for variant in VARIANTS
    ],
    'left': [
        row((9, 9), 'RGB', '4:2:0', 'progressive', {}, progressive=True),
        row((9, 9), 'CMYK', '4:4:4', 'plain', {}),
    ],
}
Path(__file__).with_name('jpeg.json').write_text(json.dumps(golden) + '\n')
