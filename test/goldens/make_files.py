"""Writes files/: small files of tensors by PyTorch 2.13, NumPy and safetensors, and values.json.

Run: python test/goldens/make_files.py   (needs torch 2.13, numpy, safetensors)

values.json says what each file holds: tensors as dtype, shape and values in float64 (a file's bits
are compared by way of them; complex ones as pairs). The same script gives the same bytes but for
the archives of PyTorch, which contain a random number.
"""

import collections
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

HERE = Path(__file__).parent / 'files'

DTYPES = [
    'uint8',
    'int8',
    'int16',
    'int32',
    'int64',
    'uint16',
    'uint32',
    'uint64',
    'float16',
    'bfloat16',
    'float32',
    'float64',
    'complex32',
    'complex64',
    'complex128',
    'bool',
    'float8_e5m2',
    'float8_e4m3fn',
    'float8_e5m2fnuz',
    'float8_e4m3fnuz',
    'float8_e8m0fnu',
]


def every_dtype():
    values = torch.tensor([[0.5, 1.0, 2.0], [4.0, 8.0, 1.0]])
    return {name: values.to(getattr(torch, name)) for name in DTYPES}


def packed():
    return torch.tensor([[0x21, 0x43, 0x65]], dtype=torch.uint8).view(torch.float4_e2m1fn_x2)


def described(value):
    if isinstance(value, torch.Tensor):
        dtype = str(value.dtype).removeprefix('torch.')
        plain = value.detach().to_dense().resolve_conj()
        if dtype.startswith('complex'):
            plain = torch.view_as_real(plain.to(torch.complex128))
        flat = plain.to(torch.float64).flatten().tolist()
        kind = 'parameter' if isinstance(value, nn.Parameter) else 'tensor'
        return {'kind': kind, 'dtype': dtype, 'shape': list(value.shape), 'values': flat}
    if isinstance(value, dict):
        return {str(key): described(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [described(item) for item in value]
    if isinstance(value, (torch.dtype, torch.device)):
        return str(value).removeprefix('torch.')
    return value


def nested():
    base = torch.arange(12.0).reshape(3, 4)
    return {
        'epoch': 7,
        'loss': 0.25,
        'name': 'näme',
        'nothing': None,
        'flags': [True, False],
        'pair': (1, 'two'),
        'size': base.size(),
        'dtype': torch.float16,
        'device': torch.device('cpu'),
        'large': 2**53 - 1,
        'base': base,
        'transposed': base.t(),
        'row': base[1],
        'scalar': torch.tensor(2.5),
        'empty': torch.zeros(0, 3),
        'conjugate': torch.tensor([1 + 2j]).conj(),
        'parameter': nn.Parameter(torch.ones(2)),
        'sparse': torch.sparse_coo_tensor([[0, 2]], [1.0, 2.0], (3,), check_invariants=True),
        'ordered': collections.OrderedDict(b=torch.ones(1), a=torch.zeros(1)),
        'state': {0: {'step': torch.tensor(3.0)}, 1: {'step': torch.tensor(4.0)}},
        'dtypes': every_dtype(),
    }


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 4)
        self.norm = nn.BatchNorm1d(4)
        self.out = nn.Linear(4, 2, bias=False)
        self.scale = 0.5
        self.names = ['a', 'b']

    def forward(self, x):
        return self.out(torch.relu(self.norm(self.hidden(x)))) * self.scale

    @torch.jit.export
    def parts(self, x: torch.Tensor, times: int = 2, bias: float | None = None):
        extra = 0.0 if bias is None else bias
        return {'y': x * times + extra}, (x, times), self.names

    @torch.jit.export
    def gather(self, xs: list[torch.Tensor], weights: dict[str, float]):
        return torch.stack(xs).sum(0) * weights['w']


def write_pytorch(values):
    state = nested()
    torch.save(state, HERE / 'nested.pt')
    values['nested.pt'] = described(state)
    legacy = {'a': torch.arange(6.0).reshape(2, 3), 'n': [1, 'x']}
    legacy['b'] = legacy['a'].t()
    torch.save(legacy, HERE / 'legacy.pt', _use_new_zipfile_serialization=False)
    values['legacy.pt'] = described(legacy)


def write_layouts():
    """Whose values the tests know: they are [[1, 0, 2, 0], [0, 0, 0, 3]], or ones."""
    dense = torch.tensor([[1.0, 0, 2, 0], [0, 0, 0, 3]])
    layouts = {
        'sparse_coo': dense.to_sparse(),
        'uncoalesced': torch.sparse_coo_tensor([[0, 0]], [1.0, 2.0], (2,), check_invariants=True),
        'sparse_csr': dense.to_sparse_csr(),
        'sparse_csc': dense.to_sparse_csc(),
        'sparse_bsr': dense.to_sparse_bsr((1, 2)),
        'sparse_bsc': dense.to_sparse_bsc((1, 2)),
        'nested': torch.nested.nested_tensor([torch.ones(2, 3), torch.ones(1, 3)]),
        'meta': torch.empty((2, 3), dtype=torch.float16, device='meta').t(),
        'parameter': nn.Parameter(torch.empty(2, device='meta')),
    }
    torch.save(layouts, HERE / 'layouts.pt')


def write_quantized():
    """Of [[1, 2.5], [-1, 3]]; `row` and `column` are in one storage."""
    values = torch.tensor([[1, 2.5], [-1, 3]])
    scales, zeros = torch.tensor([0.5, 0.25]), torch.tensor([0, 1])
    whole = torch.quantize_per_tensor(values, 0.5, 10, torch.quint8)
    quantized = {
        'quint8': whole,
        'row': whole[1],
        'column': whole.t()[1],
        'qint8': torch.quantize_per_channel(values, scales, zeros, 0, torch.qint8),
        'floats': torch.quantize_per_channel(values, scales, zeros.float(), 1, torch.quint8),
        'qint32': torch.quantize_per_tensor(values, 1, 0, torch.qint32).t(),
    }
    torch.save(quantized, HERE / 'quantized.pt')


def write_safetensors(values):
    tensors = {
        name: tensor
        for name, tensor in every_dtype().items()
        if name not in ('complex32', 'complex128')
    }
    tensors |= {'scalar': torch.tensor(2.5), 'empty': torch.zeros(0, 3)}
    save_file(tensors, HERE / 'dtypes.safetensors', metadata={'format': 'pt', 'note': 'näme'})
    values['dtypes.safetensors'] = described(tensors)


def write_packed():
    values = packed()
    torch.save({'a': values, 'row': values[0, 1:]}, HERE / 'packed.pt')
    save_file({'a': values}, HERE / 'packed.safetensors')


def native_tensor(array):
    array = np.asarray(array)
    return torch.from_numpy(np.asarray(array, array.dtype.newbyteorder('=')))


def write_numpy(values):
    matrix = np.arange(6).reshape(2, 3)
    kinds = ['u1', 'i1', 'i2', 'i4', 'i8', 'u2', 'u4', 'u8', 'f2', 'f4', 'f8', 'c8', 'c16', 'b1']
    arrays = {kind: matrix.astype(kind) for kind in kinds}
    arrays |= {f'big_{kind}': matrix.astype(f'>{kind}') for kind in ('i2', 'f4', 'f8', 'c8')}
    arrays |= {'scalar': np.float32(2.5), 'empty': np.zeros((0, 3)), 'one': np.arange(3)}
    shown = {name: described(native_tensor(array)) for name, array in arrays.items()}
    np.savez(HERE / 'stored.npz', **arrays)
    np.savez_compressed(HERE / 'compressed.npz', **arrays)
    values['stored.npz'] = values['compressed.npz'] = shown
    fortran = np.asfortranarray(matrix.astype('f4'))
    for version in (1, 2, 3):
        with open(HERE / f'version{version}.npy', 'wb') as file:
            np.lib.format.write_array(file, fortran, version=(version, 0))
        values[f'version{version}.npy'] = described(torch.from_numpy(fortran))


def write_script(values):
    torch.manual_seed(1)
    net = Net()
    script = torch.jit.script(net)
    script.save(str(HERE / 'net.torchscript'))
    x = torch.linspace(-1, 1, 12).reshape(4, 3)
    script.eval()
    y = script(x)
    y.square().sum().backward()
    values['net.torchscript'] = {
        'input': described(x),
        'output': described(y),
        'state': described(net.state_dict()),
        'gradients': {name: described(p.grad) for name, p in net.named_parameters()},
    }


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.plain = torch.ones(2)
        self.register_buffer('shift', torch.tensor([0.5, -0.5]))
        self.register_buffer('unsaved', torch.ones(2), persistent=False)
        self.scale = nn.Parameter(torch.tensor([2.0, 3.0]))
        self.again = self.scale
        self.layer = nn.Linear(2, 2)
        self.same = self.layer

    def forward(self, x, times: int = 2):
        y = self.same(self.layer(x * self.scale * self.again))
        return (y + self.plain + self.shift + self.unsaved) * times

    @torch.jit.export
    def converted(self, x, dtype: torch.dtype, device: str = 'a, (b="c'):
        return x.to(dtype=dtype)

    @torch.jit.export
    def mixed(self, pair: tuple[torch.Tensor, int], by: dict[str, int], last: int | None = None):
        return pair[0] * pair[1] * by['by']


def write_tied_script(values):
    torch.manual_seed(2)
    torch.jit.script(Tied()).save(str(HERE / 'tied.torchscript'))
    script = torch.jit.load(str(HERE / 'tied.torchscript'))
    values['tied.torchscript'] = {
        'state': list(script.state_dict()),
        'parameters': [name for name, _ in script.named_parameters()],
        'output': described(script(torch.ones(1, 2), times=3)),
    }


def main():
    HERE.mkdir(exist_ok=True)
    values = {}
    write_pytorch(values)
    write_layouts()
    write_quantized()
    write_packed()
    write_safetensors(values)
    write_numpy(values)
    write_script(values)
    write_tied_script(values)
    (HERE / 'values.json').write_text(json.dumps(values, indent=1) + '\n')


if __name__ == '__main__':
    main()
