#!/usr/bin/env python3
"""Checks isbe::dropout and isbe::batch_norm_relu in PyTorch.

Usage: python scripts/check/layers.py path/to/libisbe_ops.so [--only NAME]

Needs PyTorch of the version that the library was built against. Prints a line a failure and, last,
"N passed, N failed"; exits 1 if any failed.
"""

import argparse
import hashlib
import os
import subprocess
import sys

import torch
from operators import Tally

from opcheck.layers.batch_norm import BATCH_SHAPES, check_batch_norm, ours, outcome, theirs
from opcheck.layers.dropout import check_dropout, seeded


def fingerprint():
    """A digest of what dropout draws, and results of batch norm, for the capability in use."""
    flags = [
        seeded(torch.ones(n), p, n)[1] for n in (1, 64, 1000, 70001) for p in (0.1, 0.5, 1 - 1e-5)
    ]
    digest = hashlib.sha256(b''.join(f.numpy().tobytes() for f in flags)).hexdigest()
    torch.manual_seed(2)
    worst = 0.0
    for shape in BATCH_SHAPES:
        x, g, w = torch.randn(shape), torch.randn(shape), torch.rand(shape[1])
        for data in (x, x.contiguous(memory_format=torch.channels_last)) if x.dim() == 4 else (x,):
            step = [
                outcome(f, data.to(d), [w.to(d), w.to(d) - 0.5], [None, None], g.to(d), True)
                for f, d in ((ours, torch.float32), (theirs, torch.float64))
            ]
            worst = max(
                worst,
                *((a - e).abs().max().item() / (1 + e.abs().max().item()) for a, e in zip(*step, strict=True)),
            )
    return f'{torch.backends.cpu.get_cpu_capability()} {digest} {worst:.3g}'


def check_capabilities(tally, library):
    def check():
        lines = []
        for capability in ('default', 'avx2', 'avx512'):
            done = subprocess.run(
                [sys.executable, __file__, library, '--fingerprint'],
                text=True,
                check=True,
                stdout=subprocess.PIPE,
                env={**os.environ, 'ATEN_CPU_CAPABILITY': capability},
            )
            lines.append(done.stdout.split())
        print('  '.join(name for name, _, _ in lines))
        assert len({digest for _, digest, _ in lines}) == 1, f'different flags: {lines}'
        assert all(float(worst) < 1e-5 for _, _, worst in lines), f'batch norm: {lines}'

    tally.run('capabilities draw the same flags', check)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('library', help='path of libisbe_ops.so')
    parser.add_argument('--only', default='', help='run the checks whose name contains this')
    parser.add_argument('--fingerprint', action='store_true', help=argparse.SUPPRESS)
    options = parser.parse_args()
    torch.ops.load_library(options.library)
    if options.fingerprint:
        print(fingerprint())
        return
    torch.manual_seed(0)
    tally = Tally(options.only)
    check_dropout(tally)
    check_batch_norm(tally)
    check_capabilities(tally, options.library)
    print(
        f'{torch.backends.cpu.get_cpu_capability()}, PyTorch {torch.__version__}: '
        f'{tally.passed} passed, {tally.failed} failed'
    )
    sys.exit(1 if tally.failed else 0)


if __name__ == '__main__':
    main()
