"""PyTorch's side of `isbe bench data`: the work of affine.ts, jpeg.ts, tiny.ts and csv.ts.

Reads one JSON request a line and answers {"seconds": ..., "peer": ...}. Loaders have two workers
and keep them; transforms are torchvision's, or the same map by Pillow where it is missing.
"""

import json
import math
import random
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.utils.data import DataLoader, Dataset, TensorDataset

sys.path.insert(0, str(Path(__file__).parents[2] / 'models'))
from reference import MODELS  # noqa: E402


def import_torchvision():
    """None without one. A build for another device lacks operators, which nothing here needs."""
    try:
        library = torch.library.Library('torchvision', 'FRAGMENT')
        for name in ('nms', 'qnms'):
            library.define(f'{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor')
        from torchvision import transforms

        return library, transforms
    except (ImportError, RuntimeError):
        return None


class PillowAffine:
    """The map that torchvision's RandomAffine draws, about the centre of the image."""

    def __init__(self, degrees, translate, scale):
        self.degrees, self.translate, self.scale = degrees, translate, scale

    def __call__(self, image):
        width, height = image.size
        angle = math.radians(random.uniform(-self.degrees, self.degrees))
        x = round(random.uniform(-1, 1) * self.translate[0] * width)
        y = round(random.uniform(-1, 1) * self.translate[1] * height)
        scale = random.uniform(*self.scale)
        cos, sin = math.cos(angle) / scale, math.sin(angle) / scale
        cx, cy = width / 2, height / 2
        matrix = (
            cos,
            sin,
            cx - cos * (cx + x) - sin * (cy + y),
            -sin,
            cos,
            cy + sin * (cx + x) - cos * (cy + y),
        )
        return image.transform((width, height), Image.Transform.AFFINE, matrix)


def to_tensor(image):
    pixels = torch.from_numpy(np.array(image, copy=True))
    pixels = pixels.unsqueeze(0) if pixels.ndim == 2 else pixels.permute(2, 0, 1)
    return pixels.contiguous().to(torch.float32).div(255)


def read_idx(path, header):
    return np.frombuffer(Path(path).read_bytes(), np.uint8, offset=header)


class Mnist(Dataset):
    def __init__(self, root, transform):
        images, labels = (
            next(Path(root).glob(f'train-{kind}*ubyte')) for kind in ('images', 'labels')
        )
        self.images = read_idx(images, 16).reshape(-1, 28, 28)
        self.labels = read_idx(labels, 8).tolist()
        self.transform = transform

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        return self.transform(Image.fromarray(self.images[index])), self.labels[index]


class Folder(Dataset):
    """torchvision's ImageFolder with ToTensor."""

    def __init__(self, folder):
        classes = sorted(path for path in Path(folder).iterdir() if path.is_dir())
        self.samples = [
            (str(file), label)
            for label, path in enumerate(classes)
            for file in sorted(path.iterdir())
        ]

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        path, label = self.samples[index]
        with open(path, 'rb') as file:
            return to_tensor(Image.open(file).convert('RGB')), label


def loader_of(dataset, batch_size, workers=0):
    return DataLoader(
        dataset,
        batch_size=batch_size,
        shuffle=True,
        num_workers=workers,
        persistent_workers=workers > 0,
    )


def drain(loader):
    def run():
        for batch in loader:
            batch[1].size(0)

    return run


def affine(root, batchSize, degrees, translate, scale):
    found = import_torchvision()
    if found:
        transforms = found[1]
        random_affine = transforms.RandomAffine(degrees, translate, scale)
        transform = transforms.Compose([random_affine, transforms.ToTensor()])
        peer = 'PyTorch, DataLoader with 2 workers, torchvision.transforms.RandomAffine'
    else:
        affine_map = PillowAffine(degrees, translate, scale)

        def transform(image):
            return to_tensor(affine_map(image))

        peer = 'PyTorch, DataLoader with 2 workers, the same map by Pillow (no torchvision)'
    loader = loader_of(Mnist(root, transform), batchSize, workers=2)
    network = MODELS['n0']()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, fused=True)
    loss_fn = nn.CrossEntropyLoss()

    def run():
        for images, target in loader:
            loss = loss_fn(network(images), target)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    return run, peer


def jpeg(folder, batchSize, workers):
    run = drain(loader_of(Folder(folder), batchSize, workers))
    return run, f"Pillow in PyTorch's DataLoader with {workers} workers"


def tiny(count, features, batchSize):
    dataset = TensorDataset(torch.rand(count, features), torch.arange(count))
    return drain(loader_of(dataset, batchSize)), 'PyTorch, DataLoader over a TensorDataset'


def csv(path):
    try:
        import pandas
    except ImportError:
        run = partial(np.loadtxt, path, delimiter=',', skiprows=1)
        return run, 'numpy.loadtxt (no pandas)'
    return partial(pandas.read_csv, path, engine='c'), f'pandas {pandas.__version__}, C reader'


WORKS = {'affine': affine, 'jpeg': jpeg, 'tiny': tiny, 'csv': csv}


def answer(runs, name, threads=None, **settings):
    if name == 'setup':
        torch.set_num_threads(threads)
        return {'version': torch.__version__}
    if name not in runs:
        runs[name] = WORKS[name](**settings)
    run, peer = runs[name]
    start = time.perf_counter()
    run()
    return {'seconds': time.perf_counter() - start, 'peer': peer}


def main():
    runs = {}
    for line in sys.stdin:
        print(json.dumps(answer(runs, **json.loads(line))), flush=True)


if __name__ == '__main__':
    main()
