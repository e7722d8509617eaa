#!/usr/bin/env python3
"""Times ISBE against F.cross_entropy in PyTorch, forward and backward of the loss alone.

Usage: python lib/bench/loss/peer.py path/to/libisbe_ops.so [--seconds S] [--only SUBSTRING]
                                          [--threads 1,2]
       python lib/bench/loss/peer.py
           the peer of `isbe bench loss`: answers each line of standard input, a JSON object with
           library, n, k, dtype, targets, mode and threads, with one row

Prints one JSON row a measurement:
  n, k, dtype, threads, targets, mode (direct | reused | inplace | autograd),
  ceMicros, isbeMicros, copyMicros (copy_ over the logits' bytes), spread (of isbe: the distance of
  the quartiles over the median), ratio (ce / isbe), ofCopyBandwidth (copy / isbe).
The three are taken in turn, a batch of calls each, and the medians over the turns reported. The
logits are not a leaf: the backward pass ends at them, as it does in training at the layer below.
"""

import argparse
import json
import statistics
import sys
import time

import torch
import torch.nn.functional as F

CASES = [  # n, k, dtype, targets, modes
    *[(n, 10, 'float32', 'index', ['direct', 'inplace', 'autograd']) for n in (64, 128, 1024)],
    *[(n, 1000, 'float32', 'index', ['direct', 'inplace', 'autograd']) for n in (128, 4096)],
    *[
        (n, k, 'float32', 'index', ['direct', 'reused', 'inplace', 'autograd'])
        for n, k in ((512, 32000), (256, 128256))
    ],
    *[(n, 1000, 'float32', 'distribution', ['direct']) for n in (128, 4096)],
    *[
        (n, k, 'bfloat16', 'index', ['direct', 'reused', 'inplace', 'autograd'])
        for n, k in ((128, 1000), (4096, 1000), (512, 32000))
    ],
]


class Case:
    def __init__(self, n, k, dtype, targets):
        torch.manual_seed(0)
        self.source = torch.randn(n, k).to(getattr(torch, dtype))
        self.leaf = self.source.clone().requires_grad_()
        self.logits = self.leaf.view_as(self.leaf)  # not a leaf
        self.target = (
            torch.randint(k, (n,))
            if targets == 'index'
            else (torch.randn(n, k).softmax(1).to(self.source.dtype))
        )
        self.out = torch.empty_like(self.source)
        self.own = self.source.clone()

    def cross_entropy(self):
        torch.autograd.grad(F.cross_entropy(self.logits, self.target), self.logits)

    def direct(self):
        torch.ops.isbe.soft_error(self.source, self.target)

    def reused(self):
        torch.ops.isbe.soft_error(self.source, self.target, out=self.out)

    def inplace(self):
        # Errors are logits as good as any other for the next call.
        torch.ops.isbe.soft_error_(self.own, self.target)

    def autograd(self):
        torch.autograd.grad(torch.ops.isbe.loss(self.logits, self.target), self.logits)

    def copy(self):
        self.out.copy_(self.source)


def batch_size(function):
    """Calls of about 20 milliseconds: a block of one operation finds its data in the caches."""
    function()
    start = time.perf_counter()
    function()
    once = time.perf_counter() - start
    return max(1, min(5000, int(2e-2 / max(once, 1e-7))))


def measure(functions, seconds):
    """Microseconds a call, a list for each function, taken in turn for `seconds`."""
    sizes = [batch_size(f) for f in functions]
    times = [[] for _ in functions]
    end = time.perf_counter() + seconds
    turn = 0
    while time.perf_counter() < end or turn < 12:
        for i, function in enumerate(functions):
            start = time.perf_counter()
            for _ in range(sizes[i]):
                function()
            if turn >= 2:  # the first turns warm up
                times[i].append((time.perf_counter() - start) / sizes[i] * 1e6)
        turn += 1
    return times


def row(n, k, dtype, targets, mode, threads, seconds):
    case = Case(n, k, dtype, targets)
    ce, isbe, copy = measure([case.cross_entropy, getattr(case, mode), case.copy], seconds)
    low, middle, high = statistics.quantiles(isbe, n=4)
    ce_micros, copy_micros = statistics.median(ce), statistics.median(copy)
    return {
        'n': n,
        'k': k,
        'dtype': dtype,
        'threads': threads,
        'targets': targets,
        'mode': mode,
        'ceMicros': round(ce_micros, 2),
        'isbeMicros': round(middle, 2),
        'copyMicros': round(copy_micros, 2),
        'spread': round((high - low) / middle, 3),
        'ratio': round(ce_micros / middle, 2),
        'ofCopyBandwidth': round(copy_micros / middle, 2),
    }


def serve(seconds):
    for line in sys.stdin:
        request = json.loads(line)
        torch.ops.load_library(request.pop('library'))  # the first time; a no-op from then on
        torch.set_num_threads(request['threads'])
        answer = {**row(**request, seconds=seconds), 'operatorMicros': None, 'temporaryBytes': None}
        print(json.dumps(answer), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('library', nargs='?', help='path of libisbe_ops.so')
    parser.add_argument('--seconds', type=float, default=2.0, help='a row')
    parser.add_argument('--only', default='', help='rows whose "dtype n k targets mode" has this')
    parser.add_argument('--threads', default='1,2')
    options = parser.parse_args()
    if options.library is None:
        return serve(options.seconds)
    torch.ops.load_library(options.library)
    for threads in map(int, options.threads.split(',')):
        torch.set_num_threads(threads)
        for n, k, dtype, targets, modes in CASES:
            for mode in modes:
                if options.only in f'{dtype} {n} {k} {targets} {mode}':
                    print(
                        json.dumps(row(n, k, dtype, targets, mode, threads, options.seconds)),
                        flush=True,
                    )


if __name__ == '__main__':
    main()
