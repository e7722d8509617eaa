#!/usr/bin/env python3
"""Builds the operator library for CUDA, compares it with the CPU and measures it: with PyTorch,
nvcc, CMake and a C++ compiler alone, no Node.

Usage: python3 scripts/check/gpu.py [--quick] [--folder FOLDER | --library FILE] [--build-only]
                                 [--arch sm_NN] [--skip-compare] [--skip-bench]
                                 [--skip-assertion] [--seed N]

Needs a CUDA build of PyTorch and an nvcc of the same major version. Compares every dtype, option
and layout with the CPU results (opcheck/kernels), checks what opcheck/gpu lists: that no call
waits for the device, streams, threads, CUDA graphs, gradients, limits, the device-side assertion.
Then prints times and achieved bandwidth: bytes moved, read and written once, divided by time from
CUDA events. Prints "N passed, N failed"; exits 1 if any failed, 2 when it couldn't run.
With --build-only and --arch it needs no GPU: it compiles, links and loads the library.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def stop(reason):
    print(f'check/gpu.py: cannot run: {reason}')
    sys.exit(2)


def fail(reason):
    print(f'check/gpu.py: FAILED: {reason}')
    sys.exit(1)


# Build -----------------------------------------------------------------------------------------


def find_nvcc():
    for home in (
        os.environ.get('CUDA_HOME'),
        os.environ.get('CUDA_PATH'),
        '/usr/local/cuda',
        '/opt/cuda',
    ):
        if home and (Path(home) / 'bin' / 'nvcc').exists():
            return str(Path(home) / 'bin' / 'nvcc')
    return shutil.which('nvcc')


def check_toolkit(torch, nvcc):
    text = subprocess.run([nvcc, '--version'], capture_output=True, text=True).stdout
    release = re.search(r'release (\d+)\.(\d+)', text)
    if not release:
        stop(f'{nvcc} --version does not tell its release')
    if release[1] != torch.version.cuda.split('.')[0]:
        stop(
            f'nvcc is of CUDA {release[1]}.{release[2]} and PyTorch was built with CUDA '
            f'{torch.version.cuda}: install the one that fits the other'
        )


def build(torch, nvcc, architecture, folder):
    """The target isbe_ops of CMakeLists.txt against this Python's PyTorch."""
    cmake = shutil.which('cmake')
    if not cmake:
        stop('no cmake in PATH: install it (pip install cmake)')
    settings = {
        'ISBE_ADDON': 'OFF',
        'ISBE_CUDA': 'ON',
        'ISBE_LIBTORCH': Path(torch.__file__).parent,
        'CMAKE_BUILD_TYPE': 'Release',
        'CMAKE_CUDA_COMPILER': nvcc,
        'CMAKE_CUDA_ARCHITECTURES': f'{architecture.removeprefix("sm_")}-real',
    }
    options = [f'-D{name}={value}' for name, value in settings.items()]
    if subprocess.run([cmake, '-S', str(ROOT), '-B', str(folder), *options]).returncode:
        fail('CMake does not configure the library')
    steps = ['--target', 'isbe_ops', '--parallel', str(os.cpu_count())]
    if subprocess.run([cmake, '--build', str(folder), *steps]).returncode:
        fail('the library does not compile')
    return folder / 'libisbe_ops.so'


def parse():
    parser = argparse.ArgumentParser(description='Builds, compares and measures on a GPU.')
    parser.add_argument('--quick', action='store_true', help='a part of the comparisons')
    parser.add_argument('--folder', type=Path, help='for what is built (default: one in build/)')
    parser.add_argument('--library', type=Path, help='one that is built, instead of building')
    parser.add_argument('--build-only', action='store_true')
    parser.add_argument('--arch', help='of the GPU, like sm_90 (default: that of the first one)')
    parser.add_argument(
        '--skip-assertion',
        action='store_true',
        help='what ends its process on purpose, which sanitizers report',
    )
    parser.add_argument('--skip-compare', action='store_true')
    parser.add_argument('--skip-bench', action='store_true')
    parser.add_argument('--seed', type=int, default=1)
    return parser.parse_args()


def compare(arguments, library):
    from opcheck.gpu.checks import check_all_besides
    from opcheck.gpu.tensors import Gpu
    from opcheck.kernels.cases import Cases
    from opcheck.kernels.checks import check_all
    from opcheck.tally import Tally

    tally = Tally()
    check_all(tally, Cases(arguments.seed), Gpu(), arguments.quick)
    check_all_besides(tally, library, not arguments.skip_assertion)
    return tally.conclude() == 0


def import_torch(needs_device):
    try:
        import torch
    except ImportError:
        stop(f'no torch package in {sys.executable}: install a CUDA build of PyTorch')
    if torch.version.cuda is None:
        stop(f'PyTorch {torch.__version__} is a CPU build: install a CUDA build of it')
    if needs_device and not torch.cuda.is_available():
        stop('no CUDA device: is there a GPU, a driver for it, and is CUDA_VISIBLE_DEVICES right?')
    return torch


def make_library(torch, arguments):
    nvcc = find_nvcc()
    if not nvcc:
        stop(
            'no nvcc in CUDA_HOME, CUDA_PATH, /usr/local/cuda, /opt/cuda or PATH: '
            'install the toolkit'
        )
    check_toolkit(torch, nvcc)
    architecture = arguments.arch or 'sm_{}{}'.format(*torch.cuda.get_device_capability())
    folder = arguments.folder or ROOT / 'build' / f'gpu-check-{torch.__version__}'
    return build(torch, nvcc, architecture, folder)


def main():
    arguments = parse()
    torch = import_torch(needs_device=not (arguments.build_only and arguments.arch))
    library = arguments.library or make_library(torch, arguments)
    torch.ops.load_library(str(library))
    print('library:', library, flush=True)
    if arguments.build_only:
        return 0
    passed = arguments.skip_compare or compare(arguments, library)
    if not arguments.skip_bench:
        from opcheck.gpu.bench import measure

        measure()
    return 0 if passed else 1


if __name__ == '__main__':
    sys.exit(main())
