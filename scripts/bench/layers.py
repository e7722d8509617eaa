"""Times isbe::dropout and isbe::batch_norm_relu against libtorch's operators, in Python.

Usage: python scripts/bench/layers.py path/to/libisbe_ops.so [--threads N] [--only NAME]

The operators are called in turn, a block each, and medians of the blocks are printed. Both get
their memory from glibc, told to keep what it has: without that most of the time of either is page
faults. isbe-torch has an allocator for it.
"""

import argparse
import os
import sys
import time

import torch

KEEP_MEMORY = ':'.join(
    f'glibc.malloc.{name}={size}'
    for name, size in (
        ('mmap_threshold', 1 << 32),
        ('trim_threshold', 1 << 32),
        ('top_pad', 1 << 26),
    )
)
TURNS = 15
BLOCK_SECONDS = 0.01

# The batch norms of N1, and some others.
IMAGES = [
    (128, 32, 26, 26),
    (128, 32, 24, 24),
    (128, 32, 12, 12),
    (128, 64, 10, 10),
    (128, 64, 8, 8),
    (128, 64, 4, 4),
    (128, 64, 1, 1),
    (32, 64, 32, 32),
    (32, 512, 4, 4),
    (128, 10, 20, 20),
    (128, 3, 32, 32),
    (128, 64, 2, 2),
]
ROWS = [(512, 256), (128, 10)]


def seconds(function, repeat):
    start = time.perf_counter()
    for _ in range(repeat):
        function()
    return (time.perf_counter() - start) / repeat


def medians(functions):
    repeats = []
    for function in functions:
        seconds(function, 2)
        repeats.append(max(1, round(BLOCK_SECONDS / seconds(function, 3))))
    times = [[] for _ in functions]
    for _ in range(TURNS):
        for function, repeat, list_ in zip(functions, repeats, times, strict=True):
            list_.append(seconds(function, repeat))
    return [sorted(list_)[TURNS // 2] for list_ in times]


def name_of(shape, dtype, layout):
    return f'{list(shape)} {str(dtype)[6:]} {layout}'.strip()


def time_dropout(only):
    print('dropout, p = 0.2: ns a value, forward and backward')
    for size in (1 << 14, 1 << 18, 1 << 22, 1 << 24):
        for dtype in (torch.float32, torch.bfloat16):
            name = name_of((size,), dtype, '')
            if only not in 'dropout ' + name:
                continue
            x, g = torch.randn(size).to(dtype), torch.randn(size).to(dtype)
            leaf = x.clone().requires_grad_()
            ours, theirs = torch.ops.isbe.dropout, lambda x, p: torch.dropout(x, p, True)
            calls = [lambda f=f: f(x, 0.2) for f in (ours, theirs)]
            calls += [
                lambda f=f: torch.autograd.grad(f(leaf, 0.2), leaf, g) for f in (ours, theirs)
            ]
            t = [1e9 / size * s for s in medians(calls)]
            print(
                f'{name:34} forward {t[0]:6.2f} libtorch {t[1]:6.2f} ratio {t[0] / t[1]:.2f}   '
                f'both {t[2]:6.2f} libtorch {t[3]:6.2f} ratio {t[2] / t[3]:.2f}',
                flush=True,
            )


def batch_norm_calls(x, training):
    channels = x.shape[1]
    x.requires_grad_()
    weight = torch.rand(channels).requires_grad_()
    bias = torch.randn(channels).requires_grad_()
    mean, var, g = torch.zeros(channels), torch.ones(channels), torch.randn_like(x)

    def ours():
        return torch.ops.isbe.batch_norm_relu(x, weight, bias, mean, var, training, 0.1, 1e-5)

    def theirs():
        return torch.relu(torch.batch_norm(x, weight, bias, mean, var, training, 0.1, 1e-5, True))

    def inference(f):
        with torch.no_grad():
            f()

    if not training:
        return [lambda: inference(ours), lambda: inference(theirs)]
    return [ours, theirs] + [
        lambda f=f: torch.autograd.grad(f(), (x, weight, bias), g) for f in (ours, theirs)
    ]


def time_batch_norm(only):
    print('batch_norm_relu: microseconds, training forward, forward and backward, inference')
    for shape in IMAGES + ROWS:
        for dtype in (torch.float32, torch.bfloat16):
            for layout in ('contiguous', 'channels_last') if len(shape) == 4 else ('',):
                name = name_of(shape, dtype, layout)
                if only not in 'batch_norm_relu ' + name:
                    continue
                x = torch.randn(shape).to(dtype)
                if layout == 'channels_last':
                    x = x.contiguous(memory_format=torch.channels_last)
                calls = batch_norm_calls(x, True) + batch_norm_calls(x, False)
                t = [1e6 * s for s in medians(calls)]
                print(
                    f'{name:44}'
                    + '   '.join(
                        f'{ours:6.0f} libtorch {theirs:6.0f} ratio {ours / theirs:.2f}'
                        for ours, theirs in zip(t[::2], t[1::2], strict=True)
                    ),
                    flush=True,
                )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('library', help='path of libisbe_ops.so')
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--only', default='', help='time what has this in its name')
    options = parser.parse_args()
    if 'GLIBC_TUNABLES' not in os.environ:
        os.execve(
            sys.executable,
            [sys.executable, *sys.argv],
            {**os.environ, 'GLIBC_TUNABLES': KEEP_MEMORY},
        )
    torch.ops.load_library(options.library)
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    print(
        f'PyTorch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}, '
        f'{options.threads} thread(s)'
    )
    time_dropout(options.only)
    time_batch_norm(options.only)


if __name__ == '__main__':
    main()
