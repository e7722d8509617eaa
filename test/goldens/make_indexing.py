"""Writes indexing.json: what PyTorch 2.13 reads from and writes to tensors by the indices below.

Run: python test/goldens/make_indexing.py   (needs torch 2.13)

The tensor counts from 0 in row-major order. An index is JSON: an integer, a boolean, null, "...",
":", a list, {"slice": [start, stop, step]} or {"values": nested list, "dtype"} for a tensor. An
index that PyTorch refuses has the name of the error instead of a result.
"""

import itertools
import json
import math
from pathlib import Path

import torch


def cut(start=None, stop=None, step=None):
    return {'slice': [start, stop, step]}


def tensor(values, dtype='int64'):
    return {'values': values, 'dtype': dtype}


ODD = {
    4: [True, False, False, True],
    5: [False, True, False, True, True],
    6: [True, False, True, False, True, False],
}

PIECES = [0, -1, cut(1, 3), cut(None, None, 2), None, '...', tensor([0, 2, -1]), [1, 0]]

READS = [
    (
        [4, 5, 6],
        [list(pair) for pair in itertools.product(PIECES, PIECES) if pair.count('...') < 2],
    ),
    (
        [4, 5, 6],
        [
            [],
            [True],
            [False],
            [0, True],
            [cut(1, 2), False, 0],
            [None, None],
            ['...', None, 0],
            [tensor([[0, 1], [2, 3]])],
            [tensor([0, 1]), cut(), tensor([[1], [2]])],
            [cut(), tensor([0, 1]), tensor([2, 3])],
            [tensor([0, 1]), 0, tensor([2, 3])],
            [0, cut(), tensor([1, 2])],
            [tensor([0]), None, tensor([1])],
            [[0, 1], '...', [2, 3]],
            [ODD[4]],
            [':', ODD[5]],
            ['...', tensor(ODD[6], 'bool')],
            [ODD[4], [0, 1]],
            [tensor([[i % 2 == j % 3 for j in range(5)] for i in range(4)], 'bool')],
            [0, tensor([[i % 2 == j % 3 for j in range(6)] for i in range(5)], 'bool')],
            [tensor(ODD[4], 'uint8')],
            [tensor(2)],
            [tensor(-1, 'int32'), tensor(1, 'int16')],
            [tensor(True, 'bool')],
            [tensor(False, 'bool'), 1],
            [tensor(1, 'uint8'), 1],
            [tensor([1, 2], 'int32')],
            [tensor([], 'int64')],
            [[]],
            [[[0, 1], [1, 0]], [[2], [3]]],
            [cut(-3, -1)],
            [cut(10)],
            [cut(3, 1)],
            [cut(-100, 100, 3)],
            [':', cut(4, None, 2), '...'],
            [0, 0, 0],
            [0, '...', 0, 0],
            [0, 0, 0, '...'],
            [-4, -5, -6],
            [tensor([0, 1]), None, [1, 2]],
            [cut(1), [0, 1], 2],
            [[0, 3], [4, 0], [5, 1]],
            [None, [0], None, [1], None],
            [0, 0, 0, 0],
            [4],
            [-5],
            [0, 5],
            [cut(), 0, 9],
            [[0, 4]],
            [[0, 1], [0, 1, 2]],
            [[True, False]],
            [tensor([0.5], 'float32')],
            [True, True, [0]],
            ['...', [0, 1], [1]],
        ],
    ),
    ([7], [[0], [-7], [cut(1, 6, 2)], [[3, 3, 3]], [None], ['...'], [7], [0, 0], [True]]),
    ([], [[], ['...'], [None], [True], [False], [None, None], [0], [cut()], [[0]]]),
    ([0, 3], [[cut()], [[]], [':', 1], [tensor([], 'bool')], [0]]),
    (
        [2, 1, 3, 1, 2],
        [
            [0, [0], cut(), [0]],
            [[0, 1], cut(), [2, 0], cut(), [1, 1]],
            [cut(), cut(), [0, 2], [0]],
            ['...', [0], [1]],
            [[1], '...', [0, 1]],
        ],
    ),
]

WRITES = [
    (
        [3, 4],
        [
            ([0], 7),
            ([0], [1, 2, 3, 4]),
            ([cut(), 1], [5, 6, 7]),
            ([cut(1), cut(None, None, 2)], 9),
            ([[0, 2]], -1),
            ([[0, 2], [1, 3]], [10, 20]),
            ([[0, 0], [1, 1]], 5),
            (['...'], 0),
            ([], 3),
            ([None, 1], [[1, 2, 3, 4]]),
            ([True], 4),
            ([False], 4),
            ([ODD[4][:3]], 8),
            ([':', ODD[4]], [[1, 2], [3, 4], [5, 6]]),
            ([1, 2], 100),
            ([tensor(2), tensor(-1)], 5),
            ([0], [[[1, 2, 3, 4]]]),
            ([[0, 2]], [[[1, 2, 3, 4]]]),
            ([0], 2.5),
            ([0], True),
            ([0], [1, 2]),
            ([[0, 1]], [1, 2, 3]),
            ([3], 1),
            ([0, 0, 0], 1),
            ([cut(3, 1)], 1),
            ([[]], 1),
            ([0, '...', None], [[1], [2], [3], [4]]),
        ],
    ),
    ([], [([], 5), (['...'], 6), ([True], 7), ([0], 1)]),
    (
        [2, 3, 4],
        [
            ([':', [0, 2], 1], [[1, 2], [3, 4]]),
            ([0, ':', [1, 3]], 5),
            ([[0, 1], ':', [2, 3]], [[1, 2, 3], [4, 5, 6]]),
            (['...', 0], [[1, 2, 3]]),
        ],
    ),
]


def decode(index):
    if isinstance(index, list):
        return index
    if isinstance(index, dict):
        if 'slice' in index:
            return slice(*index['slice'])
        return torch.tensor(index['values'], dtype=getattr(torch, index['dtype']))
    return (
        {'...': Ellipsis, ':': slice(None)}.get(index, index) if isinstance(index, str) else index
    )


def base(shape):
    return torch.arange(math.prod(shape), dtype=torch.float32).reshape(shape)


def outcome(run):
    try:
        result = run()
    except (IndexError, RuntimeError, TypeError, ValueError) as error:
        return {'error': type(error).__name__}
    return {'shape': list(result.shape), 'values': result.flatten().tolist()}


def read(shape, index):
    x = base(shape)

    def run():
        result = x[tuple(decode(part) for part in index)]
        run.is_view = (
            result._is_view()
            and result.untyped_storage().data_ptr() == x.untyped_storage().data_ptr()
        )
        return result

    made = outcome(run)
    return {
        'shape': shape,
        'index': index,
        'isView': getattr(run, 'is_view', False),
        'result': made,
    }


def write(shape, index, value):
    x = base(shape)

    def run():
        x[tuple(decode(part) for part in index)] = (
            torch.tensor(value, dtype=torch.float32) if isinstance(value, list) else value
        )
        return x

    return {'shape': shape, 'index': index, 'value': value, 'result': outcome(run)}


def main():
    reads = [read(shape, index) for shape, indices in READS for index in indices]
    writes = [write(shape, index, value) for shape, cases in WRITES for index, value in cases]
    goldens = {'torch': torch.__version__.split('+')[0], 'reads': reads, 'writes': writes}
    text = json.dumps(goldens, separators=(',', ':')).replace('{"shape":[', '\n{"shape":[')
    text = text.replace('"result":\n', '"result":')
    Path(__file__).with_name('indexing.json').write_text(text + '\n')
    print(f'{len(reads)} reads, {len(writes)} writes')


if __name__ == '__main__':
    main()
