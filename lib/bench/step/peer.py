"""PyTorch's side of `isbe bench step`; worker.ts says what is asked and answered.

Eager mode, cross-entropy, fused Adam. channels_last is set as PyTorch's documentation says: on the
model and on the input.
"""

import json
import re
import sys
import time
from pathlib import Path

import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).parents[2] / 'models'))
from reference import MODELS, CharLm, input_shape  # noqa: E402


class LstmClassifier(nn.Module):
    """That of networks.ts."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(256, 256, num_layers=2, batch_first=True)
        self.head = nn.Linear(256, 10)

    def forward(self, x):
        return self.head(self.lstm(x)[0].select(1, -1))


def make_network(name, batch):
    """The network, an input and the class of each row of scores, as networks.ts makes them."""
    if name == 'charLm':
        x = torch.randint(65, (batch, 128))
        return nn.Sequential(CharLm(65), nn.Flatten(0, 1)), x, torch.randint(65, (batch * 128,))
    if name == 'lstm':
        return LstmClassifier(), torch.randn(batch, 100, 256), torch.randint(10, (batch,))
    return MODELS[name](), torch.randn(batch, *input_shape(name)), torch.randint(10, (batch,))


def make_run(device, model, batch, precision, memoryFormat):
    torch.manual_seed(0)
    network, x, target = (part.to(device) for part in make_network(model, batch))
    if memoryFormat == 'channels_last':
        network = network.to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, fused=True)
    loss_fn = nn.CrossEntropyLoss()

    def forward():
        images = x.to(memory_format=torch.channels_last) if memoryFormat == 'channels_last' else x
        if precision == 'float32':
            return loss_fn(network(images), target)
        with torch.autocast(x.device.type, getattr(torch, precision)):
            return loss_fn(network(images), target)

    def run(repeat):
        for _ in range(repeat):
            loss = forward()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        if x.is_cuda:
            torch.cuda.synchronize(x.device)

    return run


def peak_mebibytes(device):
    if device != 'cpu':
        return torch.cuda.max_memory_allocated(device) / 2**20
    with open('/proc/self/status') as status:
        return int(re.search(r'^VmHWM:\s+(\d+) kB$', status.read(), re.M)[1]) / 1024


def answer(runs, name, threads=None, repeat=None, **settings):
    if name == 'setup':
        torch.set_num_threads(threads)
        return {'version': torch.__version__, 'cuda': torch.cuda.is_available()}
    if name == 'peak':
        return {'mebibytes': peak_mebibytes(settings['device'])}
    key = tuple(sorted(settings.items()))
    if key not in runs:
        runs[key] = make_run(**settings)
    start = time.perf_counter()
    runs[key](repeat)
    return {'seconds': time.perf_counter() - start}


def main():
    runs = {}
    for line in sys.stdin:
        print(json.dumps(answer(runs, **json.loads(line))), flush=True)


main()
