"""What check/gpu.py checks besides opcheck/kernels: streams, graphs, gradients, limits."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import torch

from opcheck.gpu.tensors import on_gpu
from opcheck.kernels.cases import OF_TERMS, RELATIVE, check_close


def check_no_wait(tally):
    """No call makes the host wait for the device."""

    def run(options, dense):
        x = torch.randn(300, 1000, device='cuda')
        target = torch.rand_like(x) if dense else torch.randint(0, 1000, (300,), device='cuda')
        options = {
            k: torch.rand(1000, device='cuda') if v is None else v for k, v in options.items()
        }
        torch.ops.isbe.soft_error(x, target, **options)
        torch.cuda.synchronize()
        torch.cuda.set_sync_debug_mode('error')
        try:
            torch.ops.isbe.soft_error(x, target, **options)
            x.requires_grad_()
            torch.ops.isbe.loss(x, target, **options).backward()
        finally:
            torch.cuda.set_sync_debug_mode('default')

    for options in (
        {},
        {'weight': None},
        {'weight': None, 'label_smoothing': 0.1},
        {'dilation': None, 'dilated_gradient': True},
        {'normalization': 'normalize'},
        {'report': 'potential', 'reduction': 'sum'},
    ):
        for dense in (False, True):
            tally.run(f'no wait {options} dense {dense}', lambda: run(options, dense))


def check_graph(tally):
    """A captured call reads new memory at each replay, and leaves other calls alone."""

    def run(rows, classes):
        x = torch.randn(rows, classes, device='cuda')
        target = torch.randint(0, classes, (rows,), device='cuda')
        torch.ops.isbe.soft_error(x, target)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            found = torch.ops.isbe.soft_error(x, target)
        for _ in range(3):
            x.normal_()
            target.random_(classes)
            expected = torch.ops.isbe.soft_error(x, target)
            graph.replay()
            for a, b in zip(found, expected, strict=True):
                assert torch.equal(a, b), 'a replay differs from a call'

    for rows, classes in ((64, 10), (5000, 10), (512, 1000), (64, 40_000), (200_000, 10)):
        tally.run(f'graph [{rows}, {classes}]', lambda: run(rows, classes))


SLEEP_CYCLES = 10**8  # some 50 ms, in which the host gives every stream its calls


def check_streams(tally):
    """Calls that run on several streams at once don't mix what their blocks add up."""

    def run(rows, classes):
        x = torch.randn(rows, classes, device='cuda')
        target = torch.randint(0, classes, (rows,), device='cuda')
        expected = torch.ops.isbe.soft_error(x, target)
        streams = [torch.cuda.default_stream()] + [torch.cuda.Stream() for _ in range(4)]
        torch.cuda.synchronize()
        results = []
        for stream in streams:
            with torch.cuda.stream(stream):
                torch.cuda._sleep(SLEEP_CYCLES)
        for _ in range(20):
            for stream in streams:
                with torch.cuda.stream(stream):
                    results.append(torch.ops.isbe.soft_error(x, target)[1:])
        torch.cuda.synchronize()
        for value, correct in results:
            assert torch.equal(value, expected[1]) and torch.equal(correct, expected[2])

    for rows, classes in ((4096, 1000), (100_000, 10), (64, 20_000), (64, 70_000)):
        tally.run(f'streams [{rows}, {classes}]', lambda: run(rows, classes))


def check_replay_beside_calls(tally):
    """A replay on one stream and calls on another, at the same time, don't disturb each other."""

    def run(rows, classes):
        x = torch.randn(rows, classes, device='cuda')
        target = torch.randint(0, classes, (rows,), device='cuda')
        expected = torch.ops.isbe.soft_error(x, target)
        graph, side = torch.cuda.CUDAGraph(), torch.cuda.Stream()
        with torch.cuda.graph(graph):
            found = torch.ops.isbe.soft_error(x, target)
        torch.cuda.synchronize()
        with torch.cuda.stream(side):
            torch.cuda._sleep(SLEEP_CYCLES)
            for _ in range(20):
                graph.replay()
        torch.cuda._sleep(SLEEP_CYCLES)
        calls = [torch.ops.isbe.soft_error(x, target)[1:] for _ in range(20)]
        torch.cuda.synchronize()
        for value, correct in [*calls, found[1:]]:
            assert torch.equal(value, expected[1]) and torch.equal(correct, expected[2])

    for rows, classes in ((4096, 1000), (100_000, 10)):
        tally.run(f'replay beside calls [{rows}, {classes}]', lambda: run(rows, classes))


def check_threads(tally):
    """Two host threads whose rows take different amounts of shared memory."""

    def run():
        def work(classes):
            x = torch.randn(64, classes, device='cuda')
            target = torch.randint(0, classes, (64,), device='cuda')
            expected = torch.ops.isbe.soft_error(x, target)[0]
            torch.cuda.synchronize()
            with torch.cuda.stream(torch.cuda.Stream()):
                for _ in range(500):
                    assert torch.equal(torch.ops.isbe.soft_error(x, target)[0], expected)

        most = torch.cuda.get_device_properties(0).shared_memory_per_block_optin
        with ThreadPoolExecutor(2) as pool:
            # Both more than a kernel may have unasked, one nearly all that there is.
            for done in [pool.submit(work, classes) for classes in (14_000, most // 4 - 1024)]:
                done.result()

    tally.run('threads', run)


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
