"""Writes architectures.json: the networks of the paper as PyTorch 2.13 computes them.

Run: python test/goldens/make_architectures.py   (needs torch 2.13)
"""

import json
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parents[2] / 'lib' / 'models'))
from reference import MODELS, input_shape  # noqa: E402


def values(tensor):
    return {'shape': list(tensor.shape), 'values': tensor.detach().double().flatten().tolist()}


def golden(name):
    torch.manual_seed(0)
    model = MODELS[name]()
    shape = (2, *input_shape(name))
    x = torch.sin(torch.arange(torch.Size(shape).numel(), dtype=torch.float32)).reshape(shape)
    # A step of the running statistics, so that evaluation depends on them; dropout left out.
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    training = model(x)
    model.eval()
    return {
        'parameters': sum(p.numel() for p in model.parameters()),
        'training': values(training),
        'evaluation': values(model(x)),
    }


def main():
    torch.set_num_threads(1)
    path = Path(__file__).with_name('architectures.json')
    path.write_text(json.dumps({name: golden(name) for name in MODELS}, indent=1) + '\n')


main()
