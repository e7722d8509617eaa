#!/usr/bin/env python3
"""Compares the CUDA kernels with the CPU kernels without a GPU: runs their source on the CPU.

Usage: python scripts/check/emulation.py path/to/libisbe_ops_testing.so
           [--quick] [--only NAME] [--seed N]

Covers every dtype, option and kind of target for class counts on each side of every change of plan
(few and many registers, streamed rows with and without shared memory, rows that lie across), from
1 to 70,000, ragged numbers of rows, strides and misaligned memory. --quick takes a part of each
list, chosen by the seed. Prints a line a failure and, last, "N passed, N failed"; exits 1 if any
failed.
"""

import sys

import torch

from opcheck.kernels.cases import Cases
from opcheck.kernels.checks import check_all
from opcheck.tally import Tally, read_options
from opcheck.tensors import DTYPES, NORMALIZATIONS


class Emulation:
    """The kernels' source, run on the CPU."""

    def soft_error(self, x, target, options):
        return torch.ops.isbe_testing.soft_error(x, target, **options)

    def into(self, x, target, out, options):
        return torch.ops.isbe_testing._soft_error_into(x, target, **options, out=out)

    def loss(self, x, target, options):
        return torch.ops.isbe_testing.loss(x, target, **options)

    def scale(self, error, upstream, factor):
        torch.ops.isbe_testing._cuda_scale(error, upstream, factor)


def refuses(x, target, bad, **options):
    try:
        torch.ops.isbe_testing.soft_error(x, target, **options)
    except IndexError as error:
        for part in (f'target {bad} ', 'position 4', f'K = {x.shape[1]})'):
            assert part in str(error), f'no "{part}" in: {error}'
        return
    raise AssertionError('no error')


def check_out_of_range(tally, cases):
    """What is a device-side assertion on a device is an error here, with the same words."""
    for dtype in DTYPES:
        for classes in (1, 3, 10, 300, 1200):
            for normalization in NORMALIZATIONS:
                x = cases.logits((9, classes), dtype)
                target = cases.target('int64', x)
                for bad in (classes, -1, 2**40):
                    wrong = target.clone()
                    wrong[4] = bad
                    tally.run(
                        f'out of range {bad} {dtype} {classes} {normalization}',
                        lambda: refuses(x, wrong, bad, normalization=normalization),
                    )


def main():
    options = read_options(__doc__, lambda p: p.add_argument('--seed', type=int, default=1))
    torch.set_num_threads(1)
    tally, cases = Tally(options.only), Cases(options.seed)
    check_all(tally, cases, Emulation(), options.quick)
    check_out_of_range(tally, cases)
    return tally.conclude()


if __name__ == '__main__':
    sys.exit(main())
