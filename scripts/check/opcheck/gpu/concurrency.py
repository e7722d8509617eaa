"""Calls on a GPU beside others: no waiting, streams, threads, graphs."""

from concurrent.futures import ThreadPoolExecutor

import torch


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
