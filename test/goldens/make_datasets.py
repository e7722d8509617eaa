"""Splits and collated batches, as torch.utils.data makes them: datasets.json."""

import json
from pathlib import Path

import torch
from torch.utils.data import default_collate, random_split


def split(length, lengths):
    generator = torch.Generator().manual_seed(42)
    parts = random_split(range(length), lengths, generator=generator)
    return {'length': length, 'lengths': lengths, 'parts': [list(p.indices) for p in parts]}


def described(value):
    if isinstance(value, torch.Tensor):
        dtype = str(value.dtype).removeprefix('torch.')
        return {'dtype': dtype, 'shape': list(value.shape), 'values': value.tolist()}
    if isinstance(value, dict):
        return {key: described(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [described(inner) for inner in value]
    return value


SAMPLES = [
    [1, 2, 3],
    [1.5, 2],
    [True, False],
    ['a', 'b'],
    [[1, 0.5], [2, 1.5]],
    [{'a': 1, 'b': [2, 'x']}, {'a': 3, 'b': [4, 'y']}],
    [[[1, 2], [3, 4]], [[5, 6], [7, 8]]],
]

goldens = {
    'splits': [
        split(10, [7, 3]),
        split(10, [0.9, 0.1]),
        split(11, [0.3, 0.3, 0.4]),
        split(5, [0.5, 0.5]),
        split(4, [4, 0]),
        split(7, [0.1] * 10),
    ],
    'collated': [{'samples': s, 'batch': described(default_collate(s))} for s in SAMPLES],
}
path = Path(__file__).parent / 'datasets.json'
path.write_text(json.dumps(goldens, separators=(',', ':')) + '\n')
