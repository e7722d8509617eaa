#!/usr/bin/env python3
"""Compiles the CUDA kernels without a GPU: device code for each architecture, then the host side.

Usage: python3 scripts/check/cuda_compile.py [--arch sm_90 ... | --all] [--torch FOLDER]
                                              [--keep FOLDER]

By default sm_80, sm_90 and, of what the toolkit knows, sm_100 and sm_120, with PTX of the
newest for later ones; --all takes every architecture from sm_75 on. For each kernel it prints
the registers, shared memory and bytes spilled that ptxas reports.
native/ops/loss/cuda/kernels.cu needs no libtorch. The glue in operators.cpp is compiled too
where a libtorch is found (--torch, LIBTORCH, or the torch package of this Python); a libtorch
for the CPU lacks one generated header of CUDA's, for which the check puts an equivalent on the
include path. Exits 1 when anything doesn't compile, and 0 with one line when there's no nvcc.
"""

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / 'native' / 'ops' / 'loss' / 'cuda'
USUAL = ['sm_80', 'sm_90', 'sm_100', 'sm_120']
OLDEST = 75


def find_nvcc():
    homes = [os.environ.get(name) for name in ('CUDA_HOME', 'CUDA_PATH')] + [
        '/usr/local/cuda',
        '/opt/cuda',
    ]
    for home in filter(None, homes):
        if (Path(home) / 'bin' / 'nvcc').exists():
            return str(Path(home) / 'bin' / 'nvcc')
    return shutil.which('nvcc')


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


def known_architectures(nvcc):
    _, text = run([nvcc, '--list-gpu-code'])
    known = re.findall(r'sm_\d+', text)
    return sorted((a for a in known if int(a[3:]) >= OLDEST), key=lambda a: int(a[3:]))


def plain_names(names):
    """Demangled and without what all of them share."""
    tool = shutil.which('c++filt') or shutil.which('cu++filt')
    if not tool or not names:
        return dict(zip(names, names, strict=True))
    text = subprocess.run([tool], input='\n'.join(names), capture_output=True, text=True).stdout
    short = []
    for line in text.splitlines():
        shared = r'isbe::loss::cuda::|\(anonymous namespace\)::|_GLOBAL__N_[^:]*::|on_device::'
        line = re.sub(shared, '', line)
        line = re.sub(r'^void |\(.*\)$', '', re.sub(r'\((bool|int)\)', '', line))
        short.append(line.strip())
    return dict(zip(names, short, strict=True))


def kernels_of(report):
    """(name, registers, shared bytes, stack bytes, spilled bytes) of what `ptxas -v` printed."""
    found = []
    entry = re.compile(r"Compiling entry function '(\S+)'")
    for part in re.split(r'(?=ptxas info\s+: Compiling entry function)', report):
        name = entry.search(part)
        registers = re.search(r'Used (\d+) registers', part)
        if not name or not registers:
            continue
        # The kernel's own properties come before those of functions that it calls.
        stack = re.search(r'(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes', part)
        shared = re.search(r'(\d+) bytes smem', part)
        found.append(
            (
                name[1],
                int(registers[1]),
                int(shared[1]) if shared else 0,
                int(stack[1]),
                int(stack[2]) + int(stack[3]),
            )
        )
    return found


def print_kernels(found):
    names = plain_names([kernel[0] for kernel in found])
    print(f'  {"registers":>9} {"static smem":>11} {"stack":>6} {"spilled":>8}  kernel')
    for name, registers, shared, stack, spilled in sorted(found, key=lambda k: names[k[0]]):
        print(f'  {registers:9d} {shared:11d} {stack:6d} {spilled:8d}  {names[name]}')


def compile_kernels(nvcc, architecture, ptx, folder):
    """One architecture's device code; with `ptx` the newest's for later ones besides."""
    number = architecture[3:]
    command = [
        nvcc,
        '-std=c++20',
        '-O3',
        '-Xptxas',
        '-v',
        '-Xcompiler',
        '-fPIC',
        '-gencode',
        f'arch=compute_{number},code=sm_{number}',
    ]
    if ptx:
        command += ['-gencode', f'arch=compute_{number},code=compute_{number}']
    start = time.monotonic()
    code, report = run(
        [
            *command,
            '-c',
            str(SOURCES / 'kernels.cu'),
            '-o',
            str(Path(folder) / f'cuda_{architecture}.o'),
        ]
    )
    seconds = time.monotonic() - start
    found = kernels_of(report)
    if code != 0 or not found:
        print(f'{architecture}: FAILED\n{report}')
        return False
    print(f'{architecture}{" and PTX" if ptx else ""}: {len(found)} kernels, {seconds:.0f} s')
    print_kernels(found)
    return True


def find_torch(given):
    if given or os.environ.get('LIBTORCH'):
        return Path(given or os.environ['LIBTORCH'])
    spec = importlib.util.find_spec('torch')
    return Path(spec.origin).parent if spec and spec.origin else None


def compile_glue(torch, nvcc, folder):
    toolkit = Path(nvcc).resolve().parent.parent / 'include'
    includes = [torch / 'include', torch / 'include/torch/csrc/api/include', toolkit]
    if not (torch / 'include/c10/cuda/impl/cuda_cmake_macros.h').exists():
        generated = Path(folder) / 'generated'
        header = generated / 'c10/cuda/impl/cuda_cmake_macros.h'
        header.parent.mkdir(parents=True, exist_ok=True)
        header.write_text('#pragma once\n#define C10_CUDA_BUILD_SHARED_LIBS\n')
        includes.append(generated)
    command = [
        os.environ.get('CXX', 'g++'),
        '-std=c++20',
        '-O2',
        '-fPIC',
        '-Wall',
        '-Wextra',
        '-Wno-unused-parameter',
    ]
    for include in includes:
        command += ['-isystem', str(include)]
    code, report = run(
        [*command, '-c', str(SOURCES / 'operators.cpp'), '-o', str(Path(folder) / 'cuda_glue.o')]
    )
    print(f'glue with libtorch in {torch}: {"compiled" if code == 0 else "FAILED"}')
    if report.strip():
        print(report)
    return code == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--arch', nargs='+', metavar='sm_NN')
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--torch', help='a libtorch folder')
    parser.add_argument('--keep', help='where to leave the object files')
    arguments = parser.parse_args()
    nvcc = find_nvcc()
    if not nvcc:
        print(
            'check/cuda_compile.py: not run: no nvcc in CUDA_HOME, CUDA_PATH, /usr/local/cuda or '
            'PATH'
        )
        return 0
    known = known_architectures(nvcc)
    wanted = arguments.arch or (known if arguments.all else [a for a in USUAL if a in known])
    unknown = [a for a in wanted if a not in known]
    if unknown or not wanted:
        print(f'check/cuda_compile.py: {unknown} is not among what {nvcc} compiles for: {known}')
        return 1
    print(run([nvcc, '--version'])[1].strip().splitlines()[-1], flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or temporary
        Path(folder).mkdir(parents=True, exist_ok=True)
        passed = all([compile_kernels(nvcc, a, a == wanted[-1], folder) for a in wanted])
        torch = find_torch(arguments.torch)
        if torch:
            passed = compile_glue(torch, nvcc, folder) and passed
        else:
            print('glue: not compiled: no libtorch (--torch, LIBTORCH, or a torch package)')
    print('compiled' if passed else 'FAILED')
    return 0 if passed else 1


if __name__ == '__main__':
    sys.exit(main())
