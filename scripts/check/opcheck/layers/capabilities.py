"""The layers with each set of instructions that the CPU has."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import torch

from opcheck.layers.batch_norm import BATCH_SHAPES, ours, outcome, theirs
from opcheck.layers.dropout import seeded

# From where this package is found.
CHECKS = Path(__file__).resolve().parents[2]
CAPABILITIES = ['default', 'avx2', 'avx512']


def available():
    """Those up to the one that PyTorch chose for this CPU; on a later one a process would end."""
    count = 1 + CAPABILITIES.index(torch.backends.cpu.get_cpu_capability().lower())
    for name in CAPABILITIES[count:]:
        print(f'not run: {name}, which this CPU lacks')
    return CAPABILITIES[:count]


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
            for found, exact in zip(*step, strict=True):
                error = (found - exact).abs().max() / (1 + exact.abs().max())
                worst = max(worst, error.item())
    return f'{torch.backends.cpu.get_cpu_capability()} {digest} {worst:.3g}'


def check_capabilities(tally, library):
    def check():
        lines = []
        for capability in available():
            done = subprocess.run(
                [sys.executable, '-m', __name__, Path(library).resolve()],
                cwd=CHECKS,
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


if __name__ == '__main__':
    torch.ops.load_library(sys.argv[1])
    print(fingerprint())
