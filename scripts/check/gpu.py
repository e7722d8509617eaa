#!/usr/bin/env python3
"""Builds the operator library for CUDA, compares it with the CPU and measures it: with PyTorch,
nvcc and a C++ compiler alone, no Node.

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
OPS = ROOT / 'native' / 'ops'
CAPABILITIES = {
    'DEFAULT': [],
    'AVX2': ['-mavx2', '-mfma', '-mf16c'],
    'AVX512': ['-mavx512f', '-mavx512bw', '-mavx512vl', '-mavx512dq', '-mavx2', '-mfma', '-mf16c'],
}


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


def compile_file(command, source, output, newest):
    """Compiles unless the output is newer than every source."""
    if output.exists() and output.stat().st_mtime > newest:
        return output
    print('compiling', source.relative_to(ROOT), flush=True)
    done = subprocess.run([*command, '-c', str(source), '-o', str(output)])
    if done.returncode:
        fail(f'{source} does not compile')
    return output


def cudart(nvcc, torch):
    """The runtime library that PyTorch has loaded, so that there's one in the process."""
    package = Path(torch.__file__).parent
    toolkit = Path(nvcc).resolve().parent.parent
    major = torch.version.cuda.split('.')[0]
    places = [
        package / 'lib',
        package.parent / 'nvidia' / f'cu{major}' / 'lib',
        package.parent / 'nvidia' / 'cuda_runtime' / 'lib',
        toolkit / 'lib64',
        toolkit / 'targets' / 'x86_64-linux' / 'lib',
    ]
    for place in places:
        for library in sorted(place.glob(f'libcudart*.so.{major}*')):
            return library
    stop(f'no libcudart of CUDA {major} in {[str(p) for p in places]}')


def build(torch, nvcc, architecture, folder):
    package = Path(torch.__file__).parent
    toolkit = Path(nvcc).resolve().parent.parent / 'include'
    places = [package / 'include', package / 'include/torch/csrc/api/include']
    # A compiler that is told of its own folder once more finds no header of C below those of C++.
    places += [toolkit] if toolkit != Path('/usr/include') else []
    includes = [word for place in places for word in ('-isystem', str(place))]
    folder.mkdir(parents=True, exist_ok=True)
    newest = max(p.stat().st_mtime for p in OPS.rglob('*') if p.is_file())
    cxx = [os.environ.get('CXX', 'g++'), '-std=c++20', '-O3', '-fPIC', '-fopenmp', *includes]
    x86 = os.uname().machine == 'x86_64'
    capabilities = CAPABILITIES if x86 else {'DEFAULT': []}
    defines = [f'-DISBE_HAVE_{name}' for name in capabilities]
    objects = []
    for source in sorted([*OPS.glob('*.cpp'), *(OPS / 'loss').glob('*.cpp')]):
        if source.name == 'cpu_kernel.cpp':
            for name, flags in capabilities.items():
                command = [
                    *cxx,
                    *flags,
                    '-ffp-contract=off',
                    f'-DCPU_CAPABILITY={name}',
                    f'-DCPU_CAPABILITY_{name}',
                ]
                objects.append(compile_file(command, source, folder / f'{name}.o', newest))
            continue
        name = f'{source.parent.name}_{source.stem}.o'
        objects.append(compile_file([*cxx, *defines], source, folder / name, newest))
    command = [
        nvcc,
        '-std=c++20',
        '-O3',
        '-Xcompiler',
        '-fPIC',
        '-gencode',
        f'arch={architecture.replace("sm", "compute")},code={architecture}',
    ]
    kernels = folder / f'cuda_kernels_{architecture}.o'
    objects.append(compile_file(command, OPS / 'loss' / 'cuda.cu', kernels, newest))
    library = folder / 'libisbe_ops.so'
    link = [
        cxx[0],
        '-shared',
        '-o',
        str(library),
        *map(str, objects),
        f'-L{package}/lib',
        '-Wl,--no-as-needed',
        f'-Wl,-rpath,{package}/lib',
        '-ltorch',
        '-ltorch_cpu',
        '-ltorch_cuda',
        '-lc10',
        '-lc10_cuda',
        str(cudart(nvcc, torch)),
    ]
    bundled = sorted((package / 'lib').glob('libgomp*.so*'))
    link += [str(bundled[0])] if bundled else ['-fopenmp']
    if subprocess.run(link).returncode:
        fail('the library does not link')
    return library


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
