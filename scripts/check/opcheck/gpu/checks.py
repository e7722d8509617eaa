"""What check/gpu.py checks besides opcheck/kernels."""

import os
import subprocess
import sys

import torch

from opcheck.gpu.concurrency import (
    check_graph,
    check_no_wait,
    check_replay_beside_calls,
    check_streams,
    check_threads,
)
from opcheck.gpu.tensors import on_gpu
from opcheck.kernels.compare import OF_TERMS, RELATIVE, check_close


def check_many_rows(tally):
    """More rows than the device has room for at once, so that blocks go on to further ones."""

    def run(dtype, rows, classes, across):
        x = (torch.randn(rows, classes) * 3).to(dtype)
        if across:
            x = x.t().contiguous().t()
        target = torch.randint(0, classes, (rows,))
        error, value, correct = torch.ops.isbe.soft_error(x, target, reduction='sum')
        there = on_gpu(x)
        found = torch.ops.isbe.soft_error(there, target.cuda(), reduction='sum')
        bound = RELATIVE[dtype] * error.double().abs() + OF_TERMS[dtype]
        check_close('error', found[0].cpu(), error, bound)
        check_close('value', found[1].cpu(), value, 1e-4 * value.double().abs())
        assert abs(found[2].item() - correct.item()) == 0, 'correct differs'

    for dtype in (torch.float32, torch.bfloat16):
        for rows, classes, across in (
            (300_000, 10, False),
            (40_000, 300, False),
            (5000, 1100, False),
            (2000, 6000, False),
            (100_000, 40, True),
        ):
            tally.run(
                f'many rows {dtype} [{rows}, {classes}] across {across}',
                lambda: run(dtype, rows, classes, across),
            )


def check_shared_memory_limit(tally):
    """Rows that just fit shared memory, and rows that don't, in every dtype."""

    def run(dtype, classes):
        x = (torch.randn(3, classes) * 3).to(dtype)
        target = torch.randint(0, classes, (3,))
        error = torch.ops.isbe.soft_error(x, target, reduction='sum')[0]
        found = torch.ops.isbe.soft_error(x.cuda(), target.cuda(), reduction='sum')[0]
        bound = RELATIVE[dtype] * error.double().abs() + OF_TERMS[dtype]
        check_close('error', found.cpu(), error, bound)

    most = torch.cuda.get_device_properties(0).shared_memory_per_block_optin
    for dtype in RELATIVE:
        fits = most // dtype.itemsize
        for classes in (fits - 1024, fits - 400, fits - 256, fits, fits + 1000, 2 * fits):
            tally.run(f'shared memory {dtype} {classes}', lambda: run(dtype, classes))


def check_backward(tally):
    """Gradients as cross_entropy's, for upstream gradients of one and others."""
    functional = torch.nn.functional

    def run(dtype, factor, reduction):
        x = (torch.randn(129, 333, device='cuda') * 3).to(dtype)
        target = torch.randint(0, 333, (129,), device='cuda')
        mine, exact = x.clone().requires_grad_(), x.double().requires_grad_()
        wide = torch.float64 if dtype == torch.float64 else torch.float32
        upstream = (
            torch.rand(129, device='cuda').to(wide)
            if reduction == 'none'
            else torch.tensor(factor, device='cuda', dtype=wide)
        )
        loss = torch.ops.isbe.loss(mine, target, reduction=reduction, report='potential')
        loss.backward(upstream)
        functional.cross_entropy(exact, target, reduction=reduction).backward(upstream.double())
        tolerance = {
            torch.float64: 1e-12,
            torch.float32: 1e-5,
            torch.bfloat16: 1e-2,
            torch.float16: 2e-3,
        }[dtype]
        torch.testing.assert_close(
            mine.grad.double(),
            exact.grad,
            rtol=tolerance,
            atol=tolerance * exact.grad.abs().max().item(),
        )

    for dtype in (torch.float64, torch.float32, torch.bfloat16, torch.float16):
        for factor, reduction in (
            (1.0, 'mean'),
            (3.0, 'mean'),
            (1.0, 'sum'),
            (0.5, 'sum'),
            (0.0, 'none'),
        ):
            tally.run(
                f'backward {dtype} {factor} {reduction}', lambda: run(dtype, factor, reduction)
            )


def check_large(tally):
    """More than 2^31 logits, where the memory is there."""
    free, _ = torch.cuda.mem_get_info()
    rows, classes = 65_600, 32_768
    if free < 3 * 2 * rows * classes:
        print(
            f'large: not run: needs {6 * rows * classes / 2**30:.0f} GiB, '
            f'{free / 2**30:.0f} GiB are free'
        )
        return

    def run():
        x = torch.zeros(rows, classes, dtype=torch.bfloat16, device='cuda')
        x[-3:].normal_()
        target = torch.randint(0, classes, (rows,), device='cuda')
        last, labels = x[-3:].clone(), target[-3:].clone()
        torch.ops.isbe.soft_error_(x, target, reduction='sum')
        expected = torch.ops.isbe.soft_error(last, labels, reduction='sum')[0]
        assert torch.equal(x[-3:], expected), 'the last rows differ'

    tally.run('large', run)


ASSERTION = """
import sys, torch
torch.ops.load_library(sys.argv[1])
target = torch.zeros(9, dtype=torch.int64, device='cuda')
target[4] = 10
torch.ops.isbe.soft_error(torch.zeros(9, 10, device='cuda'), target)
torch.cuda.synchronize()
"""


def check_assertion(tally, library):
    """In a process of its own: CUDA is of no use in it afterwards."""

    def run():
        done = subprocess.run(
            [sys.executable, '-c', ASSERTION, str(library)],
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for part in (
            'target 10 at position 4 is out of range',
            'K = 10',
            'device-side assert triggered',
        ):
            assert done.returncode != 0 and part in done.stdout, (
                f'no "{part}" in: {done.stdout[-500:]}'
            )

    tally.run('assertion', run)


def check_all_besides(tally, library, with_assertion):
    for check in (
        check_no_wait,
        check_streams,
        check_threads,
        check_many_rows,
        check_shared_memory_limit,
        check_backward,
        check_large,
    ):
        check(tally)
    if os.environ.get('PYTORCH_NO_CUDA_MEMORY_CACHING') == '1':
        print('graphs: not run: they need the caching allocator')
    else:
        check_graph(tally)
        check_replay_beside_calls(tally)
    if with_assertion:
        check_assertion(tally, library)
