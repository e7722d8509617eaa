"""isbe::batch_norm_relu against the two operators of libtorch."""

import itertools

import torch

from opcheck.tensors import DTYPES, ROUNDING, layouts, on_threads, require_close, saved_bytes


def ours(x, w, b, mean, var, training, momentum=0.1, eps=1e-5):
    return torch.ops.isbe.batch_norm_relu(x, w, b, mean, var, training, momentum, eps)


def theirs(x, w, b, mean, var, training, momentum=0.1, eps=1e-5):
    return torch.relu(torch.batch_norm(x, w, b, mean, var, training, momentum, eps, True))


def clones(tensors, dtype=None):
    return [t if t is None else (t.to(dtype) if dtype else t).clone() for t in tensors]


def outcome(function, x, parameters, statistics, gradient, training):
    """(output, gradients, running statistics) of one step."""
    leaves = [t if t is None else t.detach().clone().requires_grad_() for t in (x, *parameters)]
    y = function(*leaves, *statistics, training)
    wanted = [leaf for leaf in leaves if leaf is not None]
    return [
        y.detach(),
        *torch.autograd.grad(y, wanted, gradient.to(y.dtype)),
        *(s for s in statistics if s is not None),
    ]


BATCH_SHAPES = [
    (9, 5),
    (8, 5, 7, 9),
    (4, 3, 20),
    (5, 64, 6, 6),
    (7, 33, 4, 4),
    (2, 3, 140, 130),
    (3, 4, 2, 3, 4),
    (300, 16),
    (6, 20, 1, 1),
]


def check_batch_norm_values(tally):
    torch.manual_seed(4)
    for shape, dtype, training in itertools.product(BATCH_SHAPES, DTYPES, (True, False)):
        arithmetic = torch.float64 if dtype == torch.float64 else torch.float32
        channels = shape[1]

        def check():
            data = (torch.randn(shape) * 2 + 0.5).to(dtype)
            gradient = torch.randn(shape).to(dtype)
            for affine, tracked in ((True, True), (False, True), (True, False)):
                if not tracked and not training:
                    continue
                parameters = (
                    [
                        (torch.rand(channels) + 0.5).to(arithmetic),
                        torch.randn(channels).to(arithmetic),
                    ]
                    if affine
                    else [None, None]
                )
                statistics = (
                    [
                        torch.randn(channels).to(arithmetic),
                        (torch.rand(channels) + 0.5).to(arithmetic),
                    ]
                    if tracked
                    else [None] * 2
                )
                exact = outcome(
                    theirs,
                    data.double(),
                    clones(parameters, torch.float64),
                    clones(statistics, torch.float64),
                    gradient.double(),
                    training,
                )
                for name, x in layouts(data):
                    found = outcome(ours, x, parameters, clones(statistics), gradient, training)
                    for i, (a, e) in enumerate(zip(found, exact, strict=True)):
                        # Sums over all values cancel: their error goes by what was added up.
                        size = e.abs().max().item() + (gradient.numel() / channels) ** 0.5
                        fine = 1e-12 if dtype == torch.float64 else 3e-6
                        rounding = ROUNDING[dtype] if a.dtype == dtype else 0
                        require_close(f'{name} {affine} {tracked} {i}', a, e, fine * size, rounding)

        tally.run(f'batch_norm_relu {shape} {dtype} {training}', check)

    def far_from_zero():
        x = torch.randn(64, 3, 9, 9) + torch.tensor([1e3, -1e4, 0.0]).view(1, 3, 1, 1)
        for data in (x, x.contiguous(memory_format=torch.channels_last)):
            mean, var = torch.zeros(3), torch.zeros(3)
            ours(data, None, None, mean, var, True, momentum=1.0)
            exact = x.double().var((0, 2, 3))
            require_close('variance', var, exact, 0, 1e-5)
            require_close('mean', mean, x.double().mean((0, 2, 3)), 1e-6, 1e-7)

    tally.run('batch_norm_relu: variance of channels far from zero', far_from_zero)

    def threads():
        data = torch.randn(32, 20, 30, 30)
        for x in (data, data.contiguous(memory_format=torch.channels_last), data[:, :, 0, 0]):
            w, g = torch.rand(x.shape[1]), torch.randn(x.shape)
            first, *others = on_threads(
                lambda: outcome(
                    ours, x, [w, w - 0.5], [torch.zeros_like(w), torch.ones_like(w)], g, True
                )
            )
            assert all(torch.equal(a, b) for o in others for a, b in zip(first, o, strict=True))

    tally.run('batch_norm_relu: the number of threads changes nothing', threads)

    def not_a_number():
        x = torch.randn(8, 3, 5, 5)
        x[0, 1, 2, 2] = float('nan')
        y = ours(x, None, None, None, None, True)
        assert y[:, 1].isnan().all() and not y[:, 0].isnan().any()

    tally.run('batch_norm_relu: NaN comes through', not_a_number)

    def left_to_libtorch():
        with torch.no_grad():
            assert ours(torch.ones(0, 3), None, None, None, None, True).shape == (0, 3)
            x = torch.randn(6, 3).bfloat16()
            w, s = torch.ones(3).bfloat16(), torch.ones(3).bfloat16()
            assert ours(x, w, w, s, s.clone(), True).dtype == torch.bfloat16

    tally.run('batch_norm_relu: what is unusual', left_to_libtorch)
    x, three = torch.randn(6, 3), torch.ones(3)
    tally.refuses(
        'batch_norm_relu without statistics',
        RuntimeError,
        ['running_mean'],
        lambda: ours(x, None, None, None, None, False),
    )
    tally.refuses(
        'batch_norm_relu weight',
        RuntimeError,
        ['weight'],
        lambda: ours(x, torch.ones(4), None, None, None, True),
    )
    tally.refuses(
        '_batch_norm_relu weight',
        ValueError,
        ['weight', '[4]', '[3]'],
        lambda: torch.ops.isbe._batch_norm_relu(x, torch.ones(4), None, None, None, 1e-5),
    )
    tally.refuses(
        '_batch_norm_relu dtype',
        TypeError,
        ['bias', 'Double', 'Float'],
        lambda: torch.ops.isbe._batch_norm_relu(x, None, three.double(), None, None, 1e-5),
    )
    tally.refuses(
        '_batch_norm_relu mean alone',
        ValueError,
        ['var', 'both'],
        lambda: torch.ops.isbe._batch_norm_relu(x, None, None, three, None, 1e-5),
    )


def check_batch_norm_autograd(tally):
    torch.manual_seed(6)
    double = dict(dtype=torch.float64)
    for shape, training in itertools.product(((5, 3), (3, 2, 4, 3)), (True, False)):
        channels = shape[1]
        x = torch.randn(shape, **double, requires_grad=True)
        w = (torch.rand(channels, **double) + 0.5).requires_grad_()
        b = torch.randn(channels, **double, requires_grad=True)
        mean, var = torch.randn(channels, **double), torch.rand(channels, **double) + 0.5

        def function(x, w, b):
            return ours(x, w, b, mean.clone(), var.clone(), training)

        name = f'batch_norm_relu {shape} {training}'
        tally.run('gradcheck ' + name, lambda: torch.autograd.gradcheck(function, (x, w, b)))
        tally.run(
            'gradgradcheck ' + name, lambda: torch.autograd.gradgradcheck(function, (x, w, b))
        )

    def saves_the_input():
        x = torch.randn(16, 8, 10, 10, requires_grad=True)
        w, b = torch.ones(8, requires_grad=True), torch.ones(8, requires_grad=True)
        size, _ = saved_bytes(lambda: ours(x, w, b, torch.zeros(8), torch.ones(8), True))
        assert size == 4 * (x.numel() + 4 * 8), f'{size} bytes'

    tally.run('batch_norm_relu saves its input and four numbers a channel', saves_the_input)

    def autocast():
        x = torch.randn(6, 3, 4, 4).bfloat16().requires_grad_()
        with torch.autocast('cpu', dtype=torch.bfloat16):
            y = ours(
                x,
                torch.ones(3, requires_grad=True),
                torch.zeros(3),
                torch.zeros(3),
                torch.ones(3),
                True,
            )
        assert y.dtype == torch.bfloat16
        y.sum().backward()
        assert x.grad.dtype == torch.bfloat16

    tally.run('batch_norm_relu under autocast', autocast)


def check_batch_norm_opcheck(tally):
    isbe = torch.ops.isbe
    image = torch.randn(2, 3, 4, 5)
    inputs = (
        torch.randn(7, 3),
        image,
        image.contiguous(memory_format=torch.channels_last),
        image.bfloat16(),
        image.transpose(2, 3),
    )
    for i, (x, training) in enumerate(itertools.product(inputs, (True, False))):
        leaf = x.clone().requires_grad_()
        w, b = torch.rand(3, requires_grad=True), torch.randn(3, requires_grad=True)
        mean, var = torch.zeros(3), torch.ones(3)
        given = (None, None) if training else (mean, var)
        tally.run(
            f'opcheck batch_norm_relu {i}',
            lambda: torch.library.opcheck(
                isbe.batch_norm_relu.default,
                (leaf, w, b, mean, var, training, 0.1, 1e-5),
                rtol=3e-2 if x.dtype == torch.bfloat16 else 1e-4,
                atol=1e-4,
            ),
        )
        tally.run(
            f'opcheck _batch_norm_relu {i}',
            lambda: torch.library.opcheck(
                isbe._batch_norm_relu.default, (leaf, w, b, *given, 1e-5)
            ),
        )
        tally.run(
            f'opcheck _batch_norm_relu_backward {i}',
            lambda: torch.library.opcheck(
                isbe._batch_norm_relu_backward.default,
                (
                    torch.randn(x.shape).to(x.dtype),
                    x,
                    w.detach(),
                    b.detach(),
                    mean,
                    var,
                    training,
                    1e-5,
                ),
            ),
        )

    def compiled():
        def step(x, w, b, mean, var):
            return ours(x * 2, w, b, mean, var, True)

        x, w = torch.randn(4, 3, 5, 5, requires_grad=True), torch.rand(3, requires_grad=True)
        results = []
        for function in (step, torch.compile(step, fullgraph=True)):
            mean, var = torch.zeros(3), torch.ones(3)
            y = function(x, w, w * 0.5, mean, var)
            results.append([y.detach(), *torch.autograd.grad(y.square().sum(), (x, w)), mean, var])
        for eager, traced in zip(*results, strict=True):
            require_close('compiled', traced, eager.double(), 1e-5, 1e-5)

    tally.run('torch.compile of batch_norm_relu', compiled)


def check_batch_norm(tally):
    check_batch_norm_values(tally)
    check_batch_norm_autograd(tally)
    check_batch_norm_opcheck(tally)
