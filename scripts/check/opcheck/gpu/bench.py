"""Times and achieved bandwidth of the operators on a GPU, for check/gpu.py."""

import torch


def microseconds(function):
    """Median of 9 samples after warm-up, each of as many calls as take about 20 ms."""
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))

    def sample(calls):
        start.record()
        for _ in range(calls):
            function()
        end.record()
        end.synchronize()
        return start.elapsed_time(end) * 1000 / calls

    sample(3)
    calls = int(min(max(20_000 / max(sample(10), 1), 5), 2000))
    return sorted(sample(calls) for _ in range(9))[4]


def modes(x, target):
    """(name, function, tensors of the logits' size that it has to move)."""
    out, ops = torch.empty_like(x), torch.ops.isbe
    scratch, leaf = x.clone(), x.clone().requires_grad_()
    reads = 2 if target.is_floating_point() else 1

    def in_place():
        ops.soft_error_(scratch, target, report='none')

    def cross_entropy():
        torch.autograd.grad(torch.nn.functional.cross_entropy(leaf, target), leaf)

    def autograd():
        torch.autograd.grad(ops.loss(leaf, target), leaf)

    return [
        ('copy_', lambda: out.copy_(x), 2),
        ('isbe direct', lambda: ops.soft_error(x, target), reads + 1),
        ('isbe reused', lambda: ops._soft_error_into(x, target, out=out), reads + 1),
        ('isbe in place', in_place, reads + 1),
        ('isbe autograd', autograd, reads + 1),
        ('cross_entropy', cross_entropy, reads + 1),
    ]


def measure():
    print(
        f'\n{torch.cuda.get_device_name()}, PyTorch {torch.__version__}. GB/s: logits (and '
        'distributions) read once and errors written once, by time; small shapes are bound by '
        'the launch. cross_entropy: forward and backward.'
    )
    print(
        f'{"N":>6} {"K":>7} {"dtype":>9} {"target":>8}  {"mode":<14} {"us":>9} {"GB/s":>8} '
        f'{"of copy_":>8} {"vs CE":>6}'
    )
    shapes = [
        (64, 10),
        (128, 10),
        (1024, 10),
        (128, 1000),
        (4096, 1000),
        (512, 32_000),
        (256, 128_256),
    ]
    cases = [(n, k, 'float32', False) for n, k in shapes]
    cases += [(n, 1000, 'float32', True) for n in (128, 4096)]
    cases += [(n, k, 'bfloat16', False) for n, k in ((4096, 1000), (512, 32_000))]
    for rows, classes, name, dense in cases:
        x = torch.randn(rows, classes, device='cuda').to(getattr(torch, name))
        target = (
            x.float().softmax(1).to(x.dtype)
            if dense
            else torch.randint(0, classes, (rows,), device='cuda')
        )
        times = [
            (mode, microseconds(function), moved) for mode, function, moved in modes(x, target)
        ]
        size = x.numel() * x.element_size()
        copy, entropy = 2 * size / times[0][1], times[-1][1]
        for mode, time, moved in times:
            rate = moved * size / time
            print(
                f'{rows:6d} {classes:7d} {name:>9} {"shares" if dense else "indices":>8}  '
                f'{mode:<14} {time:9.2f} {rate / 1000:8.1f} {rate / copy:8.2f} '
                f'{entropy / time:6.2f}'
            )
