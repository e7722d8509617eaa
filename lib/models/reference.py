"""The networks of lib/models in PyTorch, for benchmarks and goldens."""

import torch
from torch import nn

INPUT_SHAPES = {'vgg16': (3, 32, 32), 'resnet18': (3, 32, 32)}  # the others take (1, 28, 28)


def input_shape(name):
    return INPUT_SHAPES.get(name, (1, 28, 28))


def unit(in_channels, out_channels, kernel_size, **options):
    return [
        nn.Conv2d(in_channels, out_channels, kernel_size, bias=False, **options),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    ]


def mlp():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.Tanh(),
        nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.Tanh(),
        nn.AvgPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.Tanh(),
        nn.Linear(120, 84),
        nn.Tanh(),
        nn.Linear(84, 10),
    )


def n0():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, stride=2),
        nn.ReLU(),
        nn.Conv2d(32, 64, 3, stride=2),
        nn.ReLU(),
        nn.Dropout(0.2),
        nn.Flatten(),
        nn.Linear(2304, 512),
        nn.ReLU(),
        nn.Linear(512, 10),
    )


def n1_block(in_channels, out_channels):
    return [
        *unit(in_channels, out_channels, 3),
        *unit(out_channels, out_channels, 3),
        *unit(out_channels, out_channels, 3, stride=2, padding=1),
        nn.Dropout(0.4),
    ]


def n1(bias=False):
    return nn.Sequential(
        *n1_block(1, 32),
        *n1_block(32, 64),
        *unit(64, 128, 4),
        nn.Flatten(),
        nn.Linear(128, 10, bias=bias),
    )


def vgg16():
    layers, channels = [], 3
    for stage in [64] * 2, [128] * 2, [256] * 3, [512] * 3, [512] * 3:
        for out_channels in stage:
            layers += unit(channels, out_channels, 3, padding=1)
            channels = out_channels
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(512, 10))


class BasicBlock(nn.Module):
    def __init__(self, in_channels, out_channels, stride):
        super().__init__()
        self.inner = nn.Sequential(
            *unit(in_channels, out_channels, 3, stride=stride, padding=1),
            nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_channels),
        )
        self.shortcut = nn.Identity()
        if stride != 1:
            shortcut = nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False)
            self.shortcut = nn.Sequential(shortcut, nn.BatchNorm2d(out_channels))

    def forward(self, x):
        return torch.relu_(self.inner(x) + self.shortcut(x))


def resnet18():
    layers, channels = unit(3, 64, 3, padding=1), 64
    for stage, out_channels in enumerate([64, 128, 256, 512]):
        layers.append(BasicBlock(channels, out_channels, stride=1 if stage == 0 else 2))
        layers.append(BasicBlock(out_channels, out_channels, stride=1))
        channels = out_channels
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


class CharLm(nn.Module):
    """charLm.ts, with PyTorch's own layers for its blocks."""

    def __init__(self, vocabulary, context=128, layers=4, width=256, heads=4):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(context, width)
        options = {'activation': 'gelu', 'batch_first': True, 'norm_first': True, 'dropout': 0.0}
        self.blocks = nn.Sequential(
            *(nn.TransformerEncoderLayer(width, heads, 4 * width, **options) for _ in range(layers))
        )
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, x):
        places = torch.arange(x.shape[-1], device=x.device)
        value = self.tokens(x) + self.positions(places)
        mask = nn.Transformer.generate_square_subsequent_mask(x.shape[-1], device=x.device)
        for block in self.blocks:
            value = block(value, mask, is_causal=True)
        return self.head(self.norm(value))


MODELS = {
    'mlp': mlp,
    'lenet': lenet,
    'n0': n0,
    'n1': n1,
    'n1r': lambda: n1(bias=True),
    'vgg16': vgg16,
    'resnet18': resnet18,
}
