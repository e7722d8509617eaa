"""Writes printing.json: how PyTorch 2.13 prints the tensors listed here.

Run: python test/goldens/make_printing.py   (needs torch 2.13)

A case is values with a dtype and a shape, or a tensor by name, which test/lib/tensor/print.test.ts
makes alike; NaN, infinities and integers beyond 2^53 are strings in JSON.
"""

import json
import math
from pathlib import Path

import torch

OPTIONS = {'edgeItems': 'edgeitems', 'lineWidth': 'linewidth', 'sciMode': 'sci_mode'}


def wave(count, scale=2.0):
    """The formula of make_operators.py."""
    return [(((7919 * i) % 1009) / 1009 - 0.5) * scale for i in range(count)]


def encode(value):
    if isinstance(value, complex):
        return {'real': encode(value.real), 'imag': encode(value.imag)}
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and abs(value) > 2**53:
        return str(value)
    return (
        '-0' if isinstance(value, float) and value == 0 and math.copysign(1, value) < 0 else value
    )


def case(values, dtype='float32', shape=None, **options):
    shape = [len(values)] if shape is None else shape
    given = {OPTIONS.get(name, name): value for name, value in options.items()}
    tensor = torch.tensor(values, dtype=getattr(torch, dtype)).reshape(shape)
    torch.set_printoptions(profile='default')
    torch.set_printoptions(**given)
    text = repr(tensor)
    torch.set_printoptions(profile='default')
    return {
        'values': [encode(value) for value in values],
        'dtype': dtype,
        'shape': shape,
        'options': options,
        'text': text,
    }


def waved(shape, dtype='float32', scale=2.0, **options):
    """As `case`, with the values left to the formula."""
    made = case(wave(math.prod(shape), scale), dtype, shape, **options)
    return {**made, 'values': scale}


INF, NAN = math.inf, math.nan
SHORT_FLOATS = [
    [1, 2.5],
    [1, 2, 3],
    [0],
    [-0.0, 0.0],
    [0, 0.5],
    [NAN],
    [INF, -INF],
    [NAN, 1, 2],
    [INF, 1.5],
    [-1, NAN, INF],
    [1e-5, 1],
    [1e-4, 1e-3],
    [1e8, 2],
    [100000001.0 * 2, 1],
    [1000, 1],
    [1001, 1],
    [0.03125, 1],
    [0.09375, 1.5],
    [-0.03125, 2.5],
    [123456, 0.5],
    [1e30],
    [1e-30],
    [3.4e38, -1e-38],
    [1e10, NAN, -INF],
    [9.99995, 9.999951],
    [0.5, 1.5, 2.5],
    [1e22, 1e25],
    [-1e-7, -5e5],
]


def floats():
    for values in SHORT_FLOATS:
        for dtype in ('float32', 'float64'):
            yield case(values, dtype)
    for dtype in ('float16', 'bfloat16'):
        for values in ([1, 2.5], [1e-3, 60000], [0.1, NAN, INF], [1, 2]):
            yield case(values, dtype)
    for dtype in ('float8_e5m2', 'float8_e4m3fn'):
        yield case([0.5, 1, 3], dtype)
    for scale in (2.0, 2000.0, 1e-6, 1e12):
        yield waved([7], scale=scale)
        yield waved([3, 4], scale=scale)


def others():
    for dtype in ('int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'):
        yield case([1, 100, 7], dtype)
    yield case([-5, 10, 2**62 + 1], 'int64')
    yield case([True, False], 'bool')
    yield case([True], 'bool', [])
    yield case([False, False, True, True], 'bool', [2, 2])
    for dtype in ('complex64', 'complex128'):
        yield case([1 + 2j, -3.5 - 0.25j], dtype)
        yield case([1j], dtype, [])
        yield case([complex(0, -0.0), complex(NAN, INF), complex(-1e9, 1e-9)], dtype)
    yield case([1 + 2j, 3 - 4j], 'complex32')
    yield case([2.5], shape=[])
    yield case([7], 'int64', [])
    yield case([-0.0], shape=[])


def shapes():
    for shape in ([0], [0, 3], [2, 0, 3]):
        for dtype in ('float32', 'int64', 'bool', 'float64'):
            yield case([], dtype, shape)
    for shape in ([30], [2, 3, 4], [1, 1, 1, 1], [2, 1, 2, 3], [5, 20], [2, 2, 2, 2, 2]):
        yield waved(shape)
    yield waved([2, 3, 4], 'complex64')
    yield waved([40], 'complex64')


def summaries():
    for shape in (
        [1000],
        [1001],
        [40, 30],
        [7, 200],
        [6, 200],
        [200, 6],
        [12, 11, 10],
        [2, 2, 300],
        [1, 7, 7, 30],
        [4000, 1],
    ):
        yield waved(shape)
        yield waved(shape, scale=1e5)
    yield waved([2000], 'int64', 1e6)
    yield waved([30, 40], 'bool')
    yield waved([30, 40], 'complex64')
    yield waved([30, 40], 'bfloat16')


def options():
    yield waved([3, 4], precision=2)
    yield waved([3, 4], precision=0)
    yield waved([3, 4], precision=8, lineWidth=30)
    yield waved([3, 4], sciMode=True)
    yield waved([3, 4], scale=1e9, sciMode=False)
    yield case([1e30, 0.5], 'float64', sciMode=False)
    yield case([1, 2, 3], sciMode=True)
    yield case([0.5, 2.5], sciMode=True, precision=0)
    yield waved([40], lineWidth=40)
    yield waved([20], threshold=5)
    yield waved([20, 20], threshold=5, edgeItems=1)
    yield waved([20, 20], threshold=5, edgeItems=0)
    yield waved([20], threshold=5, edgeItems=0)
    yield waved([30, 40], profile='full')
    yield waved([30, 40], profile='short')
    yield waved([30, 40], profile='short', precision=3)


def quantized():
    values = torch.tensor([[0.1, -0.5], [1.0, 2.0]])
    scales = torch.tensor([0.1, 0.01], dtype=torch.float64)
    yield 'per tensor', torch.quantize_per_tensor(values, 0.1, 10, torch.quint8)
    yield (
        'per channel',
        torch.quantize_per_channel(values, scales, torch.tensor([10, 0]), 0, torch.qint8),
    )


def graph():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    yield 'leaf', x
    yield 'sum', x + x
    yield (
        'wide leaf',
        torch.zeros(12, 4, dtype=torch.float64, requires_grad=True)[:, :1]
        .detach()
        .requires_grad_(),
    )
    yield 'long function', torch.nn.functional.softplus(x.double().expand(6, 2)).reshape(-1)
    yield 'parameter', torch.nn.Parameter(torch.tensor([1.0, 2.0]))
    yield 'view of a parameter', torch.nn.Parameter(torch.tensor([[1.0, 2.0]])).T


def layouts():
    dense = torch.tensor([[0.0, 1.5], [2.0, 0.0]])
    yield 'coo', dense.to_sparse()
    yield 'coo of float64', dense.double().to_sparse()
    yield 'coo with grad', dense.clone().requires_grad_().to_sparse()
    yield 'empty coo', torch.zeros(2, 3).to_sparse()
    yield 'csr', dense.to_sparse_csr()
    yield 'csc', dense.to_sparse_csc()
    yield 'bsr', torch.eye(4).to_sparse_bsr((2, 2))
    yield 'conjugate', torch.tensor([1 + 2j]).conj()
    yield 'negative', torch.tensor([1 + 2j]).conj().imag
    yield 'transposed', torch.tensor([[1.0, 2.5], [3.0, 4.0]]).T
    yield 'meta', torch.empty(2, 3, device='meta')
    yield 'meta of int64', torch.empty(3, dtype=torch.int64, device='meta')
    yield 'nested', torch.nested.nested_tensor([torch.tensor([1.0]), torch.tensor([2.0, 3.0])])


def main():
    cases = [entry for group in (floats, others, shapes, summaries, options) for entry in group()]
    named = {
        name: repr(tensor) for group in (quantized, graph, layouts) for name, tensor in group()
    }
    goldens = {'torch': torch.__version__.split('+')[0], 'cases': cases, 'named': named}
    text = json.dumps(goldens, separators=(',', ':')).replace('{"values"', '\n{"values"')
    Path(__file__).with_name('printing.json').write_text(text + '\n')
    print(f'{len(cases)} cases, {len(named)} named tensors')


if __name__ == '__main__':
    main()
