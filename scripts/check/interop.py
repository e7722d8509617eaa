"""Python's side of scripts/check/interop.js: `write` files, then `read` those that came back."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, safe_open, save_file
from torch import nn

DTYPES = [
    *('uint8', 'int8', 'int16', 'int32', 'int64', 'uint16', 'uint32', 'uint64', 'bool'),
    *('float16', 'bfloat16', 'float32', 'float64', 'complex32', 'complex64', 'complex128'),
    *('float8_e5m2', 'float8_e4m3fn', 'float8_e5m2fnuz', 'float8_e4m3fnuz', 'float8_e8m0fnu'),
]
NOT_IN_SAFETENSORS = ('complex32', 'complex128')
NOT_IN_NUMPY = ('bfloat16', 'complex32', 'float8', 'float4')
NOT_IN_LEGACY = ('float8', 'float4', 'complex32', 'uint16', 'uint32', 'uint64')


def tensors():
    torch.manual_seed(3)
    values = torch.rand(3, 5) * 4 + 0.5
    found = {name: values.to(getattr(torch, name)) for name in DTYPES}
    return found | {
        'float4_e2m1fn_x2': torch.arange(6, dtype=torch.uint8).view(torch.float4_e2m1fn_x2),
        'scalar': torch.tensor(2.5),
        'empty': torch.zeros(0, 3),
        'many_dims': torch.arange(64.0).reshape([2] * 6),
        'strided': torch.arange(24.0).reshape(4, 6)[::2, 1::2].contiguous(),
    }


def without(all_tensors, left):
    return {name: t for name, t in all_tensors.items() if not name.startswith(left)}


def bits(tensor):
    plain = tensor.detach().resolve_conj().contiguous()
    return bytes(plain.flatten().view(torch.uint8).tolist() if plain.numel() else []).hex()


def layouts():
    dense = tensors()['float32'] * (tensors()['float32'] > 2)
    return {
        'sparse_coo': dense.to_sparse(),
        'sparse_csr': dense.to_sparse_csr(),
        'sparse_csc': dense.to_sparse_csc(),
        'sparse_bsr': dense.to_sparse_bsr((3, 5)),
        'sparse_bsc': dense.to_sparse_bsc((3, 5)),
        'nested': torch.nested.nested_tensor([torch.ones(2, 3), torch.zeros(1, 3)]),
        'meta': torch.empty((2, 3), dtype=torch.float16, device='meta').t(),
        'quantized': torch.quantize_per_tensor(dense, 0.5, 10, torch.quint8).t(),
        'channels': torch.quantize_per_channel(
            dense, torch.ones(3) / 4, torch.ones(3).long(), 0, torch.qint8
        ),
    }


def same_layouts(loaded):
    for name, expected in layouts().items():
        found = loaded[name]
        if (found.layout, found.dtype) != (expected.layout, expected.dtype):
            return False
        if name == 'meta':
            is_same = found.is_meta and found.stride() == expected.stride()
        elif name == 'nested':
            pairs = zip(found.unbind(), expected.unbind(), strict=True)
            is_same = all(torch.equal(one, other) for one, other in pairs)
        elif expected.is_quantized:
            is_same = found.qscheme() == expected.qscheme() and torch.equal(found, expected)
        else:
            is_same = torch.equal(found.to_dense(), expected.to_dense())
        if not is_same:
            return False
    return True


def make_net():
    return nn.Sequential(nn.Linear(3, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 2))


def write(folder):
    everything = tensors()
    save_file(without(everything, NOT_IN_SAFETENSORS), folder / 'python.safetensors')
    torch.save(everything, folder / 'python.pt')
    torch.save(layouts(), folder / 'python_layouts.pt')
    torch.save(
        without(everything, NOT_IN_LEGACY),
        folder / 'python_legacy.pt',
        _use_new_zipfile_serialization=False,
    )
    arrays = {name: t.numpy() for name, t in without(everything, NOT_IN_NUMPY).items()}
    np.savez(folder / 'python.npz', **arrays)
    described = {
        name: {
            'dtype': str(t.dtype).removeprefix('torch.'),
            'shape': list(t.shape),
            'bits': bits(t),
        }
        for name, t in everything.items()
    }
    (folder / 'bits.json').write_text(json.dumps(described))
    base = torch.arange(12.0).reshape(3, 4)
    torch.save({'base': base, 'view': base.t()[1:]}, folder / 'python_views.pt')
    net = torch.jit.script(make_net())
    net.save(str(folder / 'python.torchscript'))
    net.eval()
    x = torch.randn(5, 3)
    torch.save({'x': x, 'y': net(x).detach()}, folder / 'python_io.pt')
    if shutil.which('g++'):
        write_package(folder)


def write_package(folder):
    net, x = make_net().eval(), torch.randn(4, 3)
    batch = torch.export.Dim('batch', min=2, max=64)
    with torch.no_grad():
        program = torch.export.export(net, (x,), dynamic_shapes=({0: batch},))
        torch._inductor.aoti_compile_and_package(program, package_path=str(folder / 'python.pt2'))
        more = torch.randn(9, 3)
        io = {'x': x, 'y': net(x), 'more': more, 'y_more': net(more)}
    torch.save(io, folder / 'python_package_io.pt')


def check(condition, what):
    if not condition:
        sys.exit(f'{what}: not what was written')
    print(f'ok: {what}')


def same(loaded, left=()):
    expected = without(tensors(), left) if left else tensors()
    return loaded.keys() == expected.keys() and all(
        t.dtype == expected[name].dtype
        and t.shape == expected[name].shape
        and bits(t) == bits(expected[name])
        for name, t in loaded.items()
    )


def read(folder):
    check(same(torch.load(folder / 'ours.pt', weights_only=True)), 'ours.pt in Python')
    check(same(torch.load(folder / 'ours.pt', mmap=True)), 'ours.pt in Python, mapped')
    check(same_layouts(torch.load(folder / 'ours_layouts.pt')), 'ours_layouts.pt in Python')
    loaded = load_file(folder / 'ours.safetensors')
    check(same(loaded, NOT_IN_SAFETENSORS), 'ours.safetensors in Python')
    for name in ('ours.npz', 'ours_compressed.npz'):
        arrays = {key: torch.from_numpy(array) for key, array in np.load(folder / name).items()}
        check(same(arrays, NOT_IN_NUMPY), f'{name} in Python')
    one = torch.from_numpy(np.load(folder / 'ours.npy'))
    check(bits(one) == bits(tensors()['float32']), 'ours.npy in Python')
    nested = torch.load(folder / 'ours_nested.pt', weights_only=True)
    nested['base'].fill_(7)
    shares = nested['view'].min() == 7 and nested['row'].max() == 7
    check(shares and nested['counts'][1]['step'] == 4, 'ours_nested.pt in Python')
    check(isinstance(nested['parameter'], nn.Parameter), 'a parameter of ours_nested.pt in Python')
    check(nested['list'] == [1, 2.5, None, 'ä', (1, True)], 'a list of ours_nested.pt in Python')
    retyped = torch.load(folder / 'ours_retyped.pt', weights_only=True)
    retyped['floats'].fill_(0)
    check(retyped['ints'].max() == 0, 'one storage of two dtypes of ours_retyped.pt in Python')
    optimizer = torch.optim.SGD([nn.Parameter(torch.ones(1))], lr=1.0)
    schedule = torch.optim.lr_scheduler.MultiStepLR(optimizer, [9])
    schedule.load_state_dict(torch.load(folder / 'ours_schedule.pt', weights_only=True))
    rates = [schedule.step(epoch) or schedule.get_last_lr()[0] for epoch in (1, 3, 9)]
    check(rates == [1, 0.25, 0.125], 'the epochs of a MultiStepLR of ours_schedule.pt in Python')
    net = torch.jit.load(folder / 'ours.torchscript')
    io = torch.load(folder / 'ours_io.pt')
    check(torch.allclose(net(io['x']), io['y'], atol=1e-6), 'ours.torchscript in Python')


def large(folder):
    with safe_open(folder / 'large.safetensors', 'pt') as file:
        check(file.get_tensor('last').tolist() == [1.5, 2.5], 'the file of 5 GB in Python')


if __name__ == '__main__':
    {'write': write, 'read': read, 'large': large}[sys.argv[1]](Path(sys.argv[2]))
