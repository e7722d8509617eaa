"""Writes python_surface.json: which operators PyTorch shows in Python, where, and in which order it
tries their overloads.

Schemas do not say this; the torchgen package inside PyTorch does, and it is asked here with the
same functions that make PyTorch's own bindings. Needs torch and PyYAML:

    python scripts/generate/python_surface.py
"""

import json
from collections import defaultdict
from pathlib import Path

import torch
import torchgen
from torchgen.gen import parse_native_yaml
from torchgen.packaged.autograd import gen_python_functions as bindings

PACKAGED = Path(torchgen.__file__).parent / 'packaged'
ATEN = PACKAGED / 'ATen' / 'native'
MODULES = ('nn', 'fft', 'linalg', 'nested', 'sparse', 'special')

# Bound by hand in PyTorch; of the same arguments as the schema. `slice` is a method in C++ alone.
BOUND_BY_HAND = (
    'contiguous',
    'copy_',
    'dim',
    'get_device',
    'is_contiguous',
    'nonzero',
    'numel',
    'range',
    'set_',
    'size',
    'slice',
    'sparse_bsc_tensor',
    'sparse_bsr_tensor',
    'sparse_compressed_tensor',
    'sparse_coo_tensor',
    'sparse_csc_tensor',
    'sparse_csr_tensor',
    'storage_offset',
    'stride',
)

# What nn.functional calls otherwise, and what it computes otherwise (other arguments or results).
FUNCTIONAL_NAMES = {
    'cross_entropy_loss': 'cross_entropy',
    'log_sigmoid': 'logsigmoid',
    'nll_loss_nd': 'nll_loss',
    'nll_loss': '',
}
OTHERWISE_IN_FUNCTIONAL = (
    'adaptive_max_pool2d',
    'adaptive_max_pool3d',
    'fractional_max_pool2d',
    'fractional_max_pool3d',
    'max_unpool2d',
    'max_unpool3d',
)


def overload_name(function):
    return function.func.name.overload_name or 'default'


def is_public(name):
    return not name.startswith('_')


def is_foreign(function):
    """Of dimension names, which PyTorch deprecates, or of storages, which no tensor shows here."""
    types = [str(argument.type) for argument in function.func.arguments.flat_all]
    return any('Dimname' in text or 'Storage' in text for text in types)


def group_text(group):
    out = group.outplace
    return overload_name(group.base) + (f'+{overload_name(out)}' if out else '')


def grouped(functions, select, *, method):
    """Name -> groups `base` or `base+out`, in the order of PyTorch's parser."""
    pairs = bindings.load_signatures(
        functions, PACKAGED / 'autograd' / 'deprecated.yaml', method=method, skip_deprecated=True
    )
    by_name = bindings.group_filter_overloads(pairs, select)
    return {
        str(name): [group_text(group) for group in bindings.group_overloads(overloads)]
        for name, overloads in by_name.items()
    }


def by_hand(functions):
    """The operators of BOUND_BY_HAND, by variant."""
    found = {'functions': defaultdict(list), 'methods': defaultdict(list)}
    for function in functions:
        name = str(function.func.name.name)
        is_base = not function.func.is_out_fn() and 'generated' not in function.tags
        if name not in BOUND_BY_HAND or not is_base or is_foreign(function):
            continue
        if hasattr(torch.Tensor, name) or name == 'slice':
            found['methods'][name].append(overload_name(function))
        if hasattr(torch, name):
            found['functions'][name].append(overload_name(function))
    return found


def name_in_module(module, name):
    """`linalg_svd` is `svd` in torch.linalg, `_sparse_softmax` is `softmax` in torch.sparse."""
    if module == 'nn':
        return '' if name in OTHERWISE_IN_FUNCTIONAL else FUNCTIONAL_NAMES.get(name, name)
    if module == 'sparse':
        name = name.removeprefix('_')
    return name.removeprefix(f'{module}_')


def module_entry(module, surface):
    """Name of the operator -> its name in the module, '' where it has none, and its groups."""
    place = torch.nn.functional if module == 'nn' else getattr(torch, module)
    entries = {}
    for name, groups in sorted(surface.items()):
        shown = name_in_module(module, name)
        if not hasattr(place, shown):
            shown = ''
        if shown and is_public(shown) or is_public(name):
            entries[name] = [shown, *groups]
    return entries


def only_public(surface):
    return {name: groups for name, groups in sorted(surface.items()) if is_public(name)}


def in_functional(functions):
    """Those of torch.nn.functional that are the functions of torch themselves."""
    place = torch.nn.functional
    return sorted(
        name
        for name in functions
        if hasattr(place, name) and getattr(place, name) is getattr(torch, name, None)
    )


def main():
    everything = parse_native_yaml(
        str(ATEN / 'native_functions.yaml'), str(ATEN / 'tags.yaml')
    ).native_functions
    bound = [
        function
        for function in everything
        if bindings.should_generate_py_binding(function) and not is_foreign(function)
    ]
    hand = by_hand(everything)
    functions = only_public(grouped(bound, bindings.is_py_torch_function, method=False))
    methods = only_public(grouped(bound, bindings.is_py_variable_method, method=True))
    functions.update(hand['functions'])
    methods.update(hand['methods'])
    surface = {
        'torch': torch.__version__.split('+')[0],
        'functions': dict(sorted(functions.items())),
        'methods': dict(sorted(methods.items())),
        'modules': {
            module: module_entry(
                module,
                grouped(bound, getattr(bindings, f'is_py_{module}_function'), method=False),
            )
            for module in MODULES
        },
        'functional': in_functional(functions),
    }
    path = Path(__file__).with_suffix('.json')
    path.write_text(json.dumps(surface, indent=1) + '\n')
    print(f'{path.name}: {len(functions)} functions, {len(methods)} methods')


if __name__ == '__main__':
    main()
