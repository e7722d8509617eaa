"""Orders of PyTorch's DataLoader, for test/lib/data/loader.test.ts."""

import json
from pathlib import Path

import torch
from torch.utils.data import DataLoader, TensorDataset

SEED = 3
dataset = TensorDataset(torch.arange(10))


def batches(loader):
    return [batch.tolist() for (batch,) in loader]


torch.manual_seed(SEED)
loader = DataLoader(dataset, batch_size=4, shuffle=True)
golden = {'shuffled': [batches(loader) for _ in range(3)]}
golden['randomAfterShuffled'] = torch.rand(2).tolist()

loader = DataLoader(
    dataset, batch_size=4, shuffle=True, generator=torch.Generator().manual_seed(SEED)
)
golden['withGenerator'] = [batches(loader) for _ in range(3)]

torch.manual_seed(SEED)
batches(DataLoader(dataset, batch_size=4))
golden['randomAfterPlain'] = torch.rand(2).tolist()

Path(__file__).with_name('loader.json').write_text(json.dumps(golden) + '\n')
