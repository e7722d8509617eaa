"""Writes samplers.json: what PyTorch's samplers draw.

Run: python test/goldens/make_samplers.py   (needs torch 2.13)
Each is gone through twice, with a generator of its own and with the default one.
"""

import json
from pathlib import Path

import torch
from torch.utils.data import (
    BatchSampler,
    DistributedSampler,
    RandomSampler,
    SequentialSampler,
    SubsetRandomSampler,
    WeightedRandomSampler,
)

SEED = 11
DATA = range(10)
WEIGHTS = [0.1, 0.9, 0.4, 0, 3.0, 0.3]

CASES = {
    'sequential': lambda g: SequentialSampler(DATA),
    'random': lambda g: RandomSampler(DATA, generator=g),
    'fewer': lambda g: RandomSampler(DATA, num_samples=4, generator=g),
    'more': lambda g: RandomSampler(DATA, num_samples=23, generator=g),
    'replacement': lambda g: RandomSampler(DATA, replacement=True, num_samples=40, generator=g),
    'subset': lambda g: SubsetRandomSampler([3, 5, 8, 9], generator=g),
    'weighted': lambda g: WeightedRandomSampler(WEIGHTS, 8, generator=g),
    'without': lambda g: WeightedRandomSampler(WEIGHTS, 5, replacement=False, generator=g),
    'batches': lambda g: BatchSampler(RandomSampler(DATA, generator=g), 3, drop_last=False),
    'whole': lambda g: BatchSampler(RandomSampler(DATA, generator=g), 3, drop_last=True),
}


def drawn(make):
    generator = torch.Generator().manual_seed(SEED)
    sampler = make(generator)
    own = [list(sampler), list(sampler)]
    torch.manual_seed(SEED)
    sampler = make(None)
    default = [list(sampler), list(sampler)]
    return {'length': len(sampler), 'own': own, 'default': default, 'next': torch.rand(1).item()}


def distributed(length, replicas, rank, **options):
    sampler = DistributedSampler(range(length), replicas, rank, **options)
    orders = []
    for epoch in range(2):
        sampler.set_epoch(epoch)
        orders.append(list(sampler))
    names = {'drop_last': 'dropLast'}
    named = {names.get(name, name): value for name, value in options.items()}
    options = {'numReplicas': replicas, 'rank': rank, **named}
    return {'dataset': length, 'options': options, 'length': len(sampler), 'orders': orders}


golden = {
    'samplers': {name: drawn(make) for name, make in CASES.items()},
    'distributed': [
        distributed(10, 3, 0),
        distributed(10, 3, 2, seed=5),
        distributed(10, 3, 1, shuffle=False),
        distributed(10, 3, 1, shuffle=False, drop_last=True),
        distributed(10, 4, 3, drop_last=True),
        distributed(2, 5, 4),
    ],
}
Path(__file__).with_name('samplers.json').write_text(json.dumps(golden) + '\n')
