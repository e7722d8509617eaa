"""Writes zoo.json: networks of torchvision, and of reference.py, as PyTorch 2.13 computes them.

Run: python test/goldens/make_zoo.py   (needs torch 2.13, torchvision 0.28)
A case is a network, its options, the shape of its input, and for seed 0 the number of its
parameters, a digest of the names and shapes of its state, and its outputs without dropout,
in float64, as fifty layers of float32 differ by 1e-4 between processors.
"""

import hashlib
import json
import sys
from pathlib import Path

import torch
import torchvision
from torch import nn

sys.path.insert(0, str(Path(__file__).parents[2] / 'lib' / 'models'))
from reference import CharLm  # noqa: E402


def small(model):
    """The stem for images of 32x32: torchvision has none."""
    if hasattr(model, 'features'):
        model.features[0][0].stride = (1, 1)
        return model
    with torch.random.fork_rng():
        model.maxpool = nn.Identity()
        model.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    return model


def vision(name, stem='imagenet', numClasses=1000):  # noqa: N803
    return getattr(torchvision.models, name)(num_classes=numClasses)


def digest(model):
    lines = [f'{name} {list(value.shape)}' for name, value in model.state_dict().items()]
    return hashlib.sha256('\n'.join(lines).replace(', ', ',').encode()).hexdigest()


def values(tensor):
    flat = tensor.detach().double().flatten().tolist()
    return {'shape': list(tensor.shape), 'values': [float(f'{value:.12g}') for value in flat]}


def wave(shape):
    return torch.sin(torch.arange(torch.Size(shape).numel(), dtype=torch.float64)).reshape(shape)


def fill(model):
    """Parameters that do not depend on how the network was initialised."""
    for index, (name, value) in enumerate(model.named_parameters()):
        fan_in = value[0].numel() if value.dim() > 1 else 100
        waves = wave(value.shape).add(0.01 * index) / fan_in**0.5
        value.data = 1 + waves if value.dim() == 1 and name.endswith('weight') else waves


def golden(name, model, options, shape, seeded=True, vocabulary=None):
    if not seeded:
        fill(model)
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    x = wave(shape)
    if vocabulary:
        x = torch.arange(x.numel()).reshape(shape) % vocabulary
    return {
        'name': name,
        'options': options,
        'input': list(shape),
        'vocabulary': vocabulary,
        'seeded': seeded,
        'parameters': sum(p.numel() for p in model.parameters()),
        'state': digest(model),
        'training': values(model(x)),
        'evaluation': values(model.eval()(x)),
    }


NAMES = {'mobilenetV2': 'mobilenet_v2'}


def case(name, stem, shape):
    options = {'stem': stem, 'numClasses': 7}
    torch.manual_seed(0)
    model = vision(NAMES.get(name, name), **options)
    is_small = stem == 'cifar'
    return golden(name, small(model) if is_small else model, options, shape, seeded=not is_small)


CASES = [
    ('resnet18', 'imagenet', (2, 3, 64, 64)),
    ('resnet18', 'cifar', (2, 3, 32, 32)),
    ('resnet34', 'imagenet', (2, 3, 64, 64)),
    ('resnet50', 'imagenet', (2, 3, 64, 64)),
    ('mobilenetV2', 'imagenet', (2, 3, 64, 64)),
    ('mobilenetV2', 'cifar', (2, 3, 32, 32)),
]


def transformers():
    options = {'numLayers': 2, 'numHeads': 2, 'hiddenDim': 16, 'mlpDim': 24, 'numClasses': 5}
    sizes = {'num_layers': 2, 'num_heads': 2, 'hidden_dim': 16, 'mlp_dim': 24, 'num_classes': 5}
    image = {'image_size': 12, 'patch_size': 3}
    model = torchvision.models.VisionTransformer(**image, **sizes)
    yield golden(
        'vit', model, {'imageSize': 12, 'patchSize': 3, **options}, (2, 3, 12, 12), seeded=False
    )
    torch.manual_seed(0)
    options = {'context': 9, 'numLayers': 2, 'width': 12, 'numHeads': 3}
    model = CharLm(11, context=9, layers=2, width=12, heads=3)
    yield golden('charLm', model, options, (2, 7), vocabulary=11)


if __name__ == '__main__':
    torch.set_default_dtype(torch.float64)
    path = Path(__file__).with_name('zoo.json')
    cases = [*(case(*one) for one in CASES), *transformers()]
    path.write_text('[\n' + ',\n'.join(json.dumps(one) for one in cases) + '\n]\n')
