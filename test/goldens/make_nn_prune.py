"""Writes nn_prune.json: torch.nn.utils.prune as PyTorch 2.13 computes it.

Run: python test/goldens/make_nn_prune.py   (needs torch 2.13)
Weights are waves, random numbers follow from seed 1. A case prunes a tensor of a layer by each of
its steps in turn; values are those after all of them.
"""

import json
from pathlib import Path

import torch
from module_cases import Wave, rounded
from torch import nn
from torch.nn.utils import prune

INF = float('inf')
LAYERS = {
    'linear': lambda: nn.Linear(4, 3),
    'conv': lambda: nn.Conv2d(2, 4, 3),
    'lstm': lambda: nn.LSTM(2, 3),
}
INPUTS = {'linear': (2, 4), 'conv': (1, 2, 4, 4), 'lstm': (4, 1, 2)}
MASK = [[1, 0, 1, 1], [0, 1, 0, 1], [1, 1, 1, 0]]
SCORES = [[5, 1, 2, 3], [4, 9, 8, 7], [6, 0, 10, 11]]
# Layer, tensor, and the steps: a function with its arguments, by name.
CASES = [
    ('linear', 'weight', [('identity', {})]),
    ('linear', 'bias', [('l1_unstructured', {'amount': 1})]),
    ('linear', 'weight', [('random_unstructured', {'amount': 0.5})]),
    ('linear', 'weight', [('random_unstructured', {'amount': 5})]),
    ('linear', 'weight', [('random_unstructured', {'amount': 0})]),
    ('linear', 'weight', [('l1_unstructured', {'amount': 0.375})]),
    ('linear', 'weight', [('l1_unstructured', {'amount': 5, 'importance_scores': SCORES})]),
    ('linear', 'weight', [('random_structured', {'amount': 0.5, 'dim': 1})]),
    ('conv', 'weight', [('random_structured', {'amount': 2, 'dim': 0})]),
    ('conv', 'weight', [('ln_structured', {'amount': 0.5, 'n': 2, 'dim': 0})]),
    ('conv', 'weight', [('ln_structured', {'amount': 1, 'n': INF, 'dim': -1})]),
    ('conv', 'weight', [('ln_structured', {'amount': 1, 'n': -INF, 'dim': 1})]),
    ('linear', 'weight', [('ln_structured', {'amount': 2, 'n': 'fro', 'dim': 1})]),
    (
        'linear',
        'weight',
        [('ln_structured', {'amount': 0.625, 'n': 1, 'dim': 1, 'importance_scores': SCORES})],
    ),
    ('linear', 'weight', [('custom_from_mask', {'mask': MASK})]),
    ('lstm', 'weight_ih_l0', [('l1_unstructured', {'amount': 0.5})]),
    (
        'linear',
        'weight',
        [('l1_unstructured', {'amount': 3}), ('l1_unstructured', {'amount': 0.25})],
    ),
    (
        'linear',
        'weight',
        [
            ('ln_structured', {'amount': 1, 'n': 2, 'dim': 0}),
            ('random_unstructured', {'amount': 2}),
            ('ln_structured', {'amount': 1, 'n': 1, 'dim': 0}),
        ],
    ),
    (
        'linear',
        'weight',
        [
            ('custom_from_mask', {'mask': MASK}),
            ('random_structured', {'amount': 1, 'dim': 1}),
            ('l1_unstructured', {'amount': 0.5}),
        ],
    ),
]
GLOBALS = [
    ('L1Unstructured', {'amount': 0.4}, False),
    ('L1Unstructured', {'amount': 7}, True),
    ('RandomUnstructured', {'amount': 0.3}, False),
]


def made(name):
    layer = LAYERS[name]()
    with torch.no_grad():
        for phase, parameter in enumerate(layer.parameters(), 1):
            parameter.copy_(Wave(parameter.shape, phase=float(phase)).tensor())
    return layer


def tensors(options):
    return {
        key: torch.tensor(value, dtype=torch.float32) if isinstance(value, list) else value
        for key, value in options.items()
    }


def pruned(layer_name, tensor, steps):
    torch.manual_seed(1)
    layer = made(layer_name)
    for name, options in steps:
        getattr(prune, name)(layer, tensor, **tensors(options))
    output = layer(Wave(INPUTS[layer_name], phase=2.0).tensor().detach())
    output = output[0] if isinstance(output, tuple) else output
    output.sum().backward()
    golden = {
        'layer': layer_name,
        'tensor': tensor,
        'steps': [[name, written(options)] for name, options in steps],
        'keys': list(layer.state_dict()),
        'mask': rounded(getattr(layer, f'{tensor}_mask')),
        'output': rounded(output),
        'gradient': rounded(getattr(layer, f'{tensor}_orig').grad),
    }
    prune.remove(layer, tensor)
    return {
        **golden,
        'after': rounded(getattr(layer, tensor)),
        'keysAfter': list(layer.state_dict()),
    }


def written(options):
    return {
        key: rounded(value) if isinstance(value, float) else value for key, value in options.items()
    }


def globally(method, options, scored):
    torch.manual_seed(1)
    layers = [made('linear'), made('conv')]
    prune.l1_unstructured(layers[0], 'weight', amount=2)
    pairs = [(layers[0], 'weight'), (layers[1], 'weight'), (layers[1], 'bias')]
    scores = {pairs[2]: torch.tensor([0.0, 9.0, 0.0, 9.0])} if scored else None
    prune.global_unstructured(pairs, getattr(prune, method), importance_scores=scores, **options)
    masks = [rounded(getattr(layer, f'{name}_mask')) for layer, name in pairs]
    return {'method': method, 'options': options, 'scored': scored, 'masks': masks}


if __name__ == '__main__':
    goldens = {
        'cases': [pruned(*case) for case in CASES],
        'globals': [globally(*case) for case in GLOBALS],
    }
    Path(__file__).with_name('nn_prune.json').write_text(json.dumps(goldens))
