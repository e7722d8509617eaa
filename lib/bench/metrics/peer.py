"""torchmetrics' side of `isbe bench metrics`: the cases of index.ts.

Reads one JSON request a line, {"name": ..., "runs": ...}, and answers {"seconds": ...}: the fastest
run.
"""

import json
import sys
import time
from unittest.mock import MagicMock

import torch

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


def fastest(metric, preds, target, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        metric.reset()
        metric.update(preds, target)
        metric.compute()
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    made = {}
    for line in sys.stdin:
        request = json.loads(line)
        name = request['name']
        if name == 'setup':
            torch.set_num_threads(request['threads'])
            print(json.dumps({'version': torchmetrics.__version__}), flush=True)
            continue
        if name not in made:
            made[name] = make(name)
        print(json.dumps({'seconds': fastest(*made[name], request['runs'])}), flush=True)


main()
