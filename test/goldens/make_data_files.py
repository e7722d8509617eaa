"""Small data files of every format, and what is in them: data/ and data/files.json.

Needs numpy, pandas, pyarrow and pillow.
"""

import gzip
import io
import json
import struct
import tarfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

folder = Path(__file__).parent / 'data'
folder.mkdir(exist_ok=True)
goldens = {}

# IDX: http://yann.lecun.com/exdb/mnist, "the IDX file format"
IDX_TYPES = {8: '>u1', 9: '>i1', 11: '>i2', 12: '>i4', 13: '>f4', 14: '>f8'}


def idx_bytes(code, array):
    sizes = struct.pack(f'>{array.ndim}I', *array.shape)
    return bytes([0, 0, code, array.ndim]) + sizes + array.astype(IDX_TYPES[code]).tobytes()


goldens['idx'] = []
for code, dtype in IDX_TYPES.items():
    values = np.array([[0, 1, 2], [100, 101, -3 if dtype != '>u1' else 255]])
    if dtype in ('>f4', '>f8'):
        values = values / 8
    content = idx_bytes(code, values)
    name = f'{np.dtype(dtype).name}.idx'
    if code == 12:
        name, content = f'{name}.gz', gzip.compress(content, mtime=0)
    (folder / name).write_bytes(content)
    goldens['idx'].append({'file': name, 'dtype': np.dtype(dtype).name, 'values': values.tolist()})


# Images: a gradient that a JPEG keeps well
def picture(width, height, shift=0):
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    planes = [8 * x + shift, 10 * y + shift, 5 * (x + y)]
    return np.stack(planes, -1).clip(0, 255).astype(np.uint8)


def encoded(pixels, form, **options):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, form, **options)
    return file.getvalue()


def palette_png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).quantize(4).save(file, 'PNG')
    return file.getvalue()


def rgba_png(pixels):
    alpha = np.full(pixels.shape[:2] + (1,), 128, np.uint8)
    return encoded(np.concatenate([pixels, alpha], -1), 'PNG')


colour = picture(16, 12)
files = {
    'colour.png': encoded(colour, 'PNG'),
    'grey.png': encoded(colour[..., 0], 'PNG'),
    'palette.png': palette_png(colour),
    'alpha.png': rgba_png(colour),
    'colour.jpg': encoded(colour, 'JPEG', quality=90),
    'grey.jpg': encoded(colour[..., 0], 'JPEG', quality=90),
}
goldens['images'] = []
for name, content in files.items():
    (folder / name).write_bytes(content)
    pixels = np.asarray(Image.open(io.BytesIO(content)).convert('RGB'))
    goldens['images'].append({'file': name, 'pixels': pixels.transpose(2, 0, 1).tolist()})

# CIFAR-10: two images a batch, in the official archive's layout
CLASSES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck']
BATCHES = [f'data_batch_{i}.bin' for i in range(1, 6)] + ['test_batch.bin']


def add(archive, name, content):
    info = tarfile.TarInfo(name)
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))


def write_tar(path, contents, form=tarfile.PAX_FORMAT):
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode='w', format=form) as archive:
        for name, content in contents.items():
            add(archive, name, content)
    packed = path.suffix == '.gz'
    path.write_bytes(gzip.compress(raw.getvalue(), mtime=0) if packed else raw.getvalue())


contents, labels = {}, {}
for i, name in enumerate(BATCHES):
    images = [picture(32, 32, 3 * i + j) for j in range(2)]
    labels[name] = [(3 * i + j) % 10 for j in range(2)]
    records = [
        bytes([label]) + image.transpose(2, 0, 1).tobytes()
        for label, image in zip(labels[name], images, strict=True)
    ]
    contents[f'cifar-10-batches-bin/{name}'] = b''.join(records)
contents['cifar-10-batches-bin/batches.meta.txt'] = ('\n'.join(CLASSES) + '\n').encode()
write_tar(folder / 'cifar-10-binary.tar.gz', contents)
goldens['cifar10'] = {
    'train': [label for name in BATCHES[:5] for label in labels[name]],
    'test': labels['test_batch.bin'],
    'lastPixels': picture(32, 32, 13)[31].tolist(),
}

# tar: a long name and a folder name, in the two ways that Python writes them
long_name = 'a' * 90 + '/' + 'b' * 90 + '/ü.txt'
for form, name in ((tarfile.PAX_FORMAT, 'pax.tar'), (tarfile.GNU_FORMAT, 'gnu.tar')):
    write_tar(folder / name, {'x.txt': b'one', long_name: b'two'}, form)
goldens['tar'] = {'x.txt': 'one', long_name: 'two'}

# CSV
table = pd.DataFrame(
    {
        'id': [1, 2, 3, 4],
        'weight': [0.1, -2.5e-3, 1e20, 3.0],
        'name': ['plain', 'with "quotes"', 'two\nlines', 'ä, comma'],
        'label': ['cat', 'dog', 'cat', 'bird'],
    }
)
table.to_csv(folder / 'table.csv', index=False)
goldens['csv'] = table.to_dict('list')

# Parquet as Hugging Face datasets write it
features = {
    'image': {'_type': 'Image'},
    'label': {'names': ['cat', 'dog'], '_type': 'ClassLabel'},
}
rows = pa.table(
    {
        'image': pa.array(
            [{'bytes': files[n], 'path': n} for n in ('colour.png', 'colour.jpg', 'grey.png')],
            pa.struct([('bytes', pa.binary()), ('path', pa.string())]),
        ),
        'label': pa.array([0, 1, 0], pa.int64()),
    }
)
metadata = {'huggingface': json.dumps({'info': {'features': features}})}
pq.write_table(
    rows.replace_schema_metadata(metadata),
    folder / 'train-00000-of-00001.parquet',
    compression='snappy',
    row_group_size=2,
)
numbers = pa.table(
    {
        'x': pa.array([0.5, None, 2.5], pa.float32()),
        'n': pa.array([1, 2**60, 3], pa.int64()),
        'text': pa.array(['a', 'ü', 'c']),
        'flag': pa.array([True, False, True]),
        'list': pa.array([[1, 2], [], [3]], pa.list_(pa.int32())),
    }
)
pq.write_table(numbers, folder / 'numbers.parquet', compression='zstd')
goldens['parquet'] = {'labels': [0, 1, 0], 'names': ['cat', 'dog']}

(folder / 'files.json').write_text(json.dumps(goldens, separators=(',', ':')) + '\n')
