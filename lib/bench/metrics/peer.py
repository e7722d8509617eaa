"""torchmetrics' side of `isbe bench metrics`: the cases of index.ts."""

import sys
from unittest.mock import MagicMock

import torch
from versus import serve

# torchmetrics imports it for metrics of images, whether it fits this PyTorch or not.
for module in ('torchvision', 'torchvision.transforms', 'torchvision.models', 'torchvision.ops'):
    sys.modules[module] = MagicMock()

import torchmetrics  # noqa: E402

SAMPLES, CLASSES = 1_000_000, 10


def labels():
    return torch.randint(CLASSES, (SAMPLES,))


def make(name):
    several = {'task': 'multiclass', 'num_classes': CLASSES}
    if name == 'Accuracy':
        return torchmetrics.Accuracy(**several), torch.randn(SAMPLES, CLASSES), labels()
    if name == 'ConfusionMatrix':
        return torchmetrics.ConfusionMatrix(**several), labels(), labels()
    return torchmetrics.AUROC(task='binary'), torch.rand(SAMPLES), torch.randint(2, (SAMPLES,))


def work(name):
    metric, preds, target = make(name)

    def run():
        metric.reset()
        metric.update(preds, target)
        metric.compute()

    return [run]


serve(torchmetrics.__version__, work)
