"""CUDA kernels against the CPU kernels: what check/emulation.py runs on the CPU, and
check/gpu.py on a GPU."""

import itertools

import torch

from opcheck.kernels.cases import REDUCTIONS, REPORTS, every_option, layouts, strided
from opcheck.kernels.compare import check_value, compare, compare_written
from opcheck.tensors import DTYPES, NORMALIZATIONS, class_dim

CLASSES = [
    1, 2, 3, 4, 5, 7, 8, 9, 10, 13, 16, 17, 31, 32, 33, 61, 64, 65, 100, 125, 127, 128, 129,
    241, 249, 255, 256, 257, 509, 511, 512, 513, 1000, 1009, 1021, 1023, 1024, 1025, 1033,
    2048, 4099, 6007, 6100, 12000, 12289, 24300, 32000, 65537, 70000,
]  # fmt: skip

ROWS = [1, 2, 3, 5, 31, 33, 64, 100, 129, 517]


def check_options(tally, cases, runner, quick):
    """The full product of the options, in few registers, in many and streamed."""
    combinations = list(every_option())
    shapes = [(37, 10), (9, 300), (3, 1100), (2, 41, 23)]
    for dtype, shape in itertools.product(DTYPES, shapes):
        some = cases.random.sample(combinations, 60) if quick else combinations
        x = cases.logits(shape, dtype)
        for combination in some:
            options = cases.options(shape[1], *combination)
            target = cases.target(combination[0], x)
            tally.run(
                f'options {dtype} {list(shape)} {combination}',
                lambda: compare(runner, x, target, **options),
            )


def check_sizes(tally, cases, runner, quick):
    """Every class count with ragged numbers of rows and some of the options."""
    combinations = list(every_option())
    for dtype, classes in itertools.product(DTYPES, CLASSES):
        count = (1 if quick else 6) if classes > 5000 else (2 if quick else 14)
        for combination in cases.random.sample(combinations, count):
            rows = cases.random.choice([n for n in ROWS if n * classes <= 150_000])
            x = cases.logits((rows, classes), dtype)
            options = cases.options(classes, *combination)
            target = cases.target(combination[0], x)
            tally.run(
                f'sizes {dtype} [{rows}, {classes}] {combination}',
                lambda: compare(runner, x, target, **options),
            )


def check_layouts(tally, cases, runner, quick):
    combinations = list(every_option())
    for dtype in DTYPES:
        for name, x in layouts(cases, dtype):
            for apart in (False, True):
                for combination in cases.random.sample(combinations, 1 if quick else 5):
                    options = cases.options(x.shape[class_dim(x)], *combination)
                    target = cases.target(combination[0], x)
                    target = strided(target, cases) if apart else target
                    tally.run(
                        f'layout {dtype} {name} {combination}',
                        lambda: compare(runner, x, target, **options),
                    )


def check_writing(tally, cases, runner, quick):
    """In place and into memory of other strides, and nothing beside it."""
    combinations = list(every_option())
    for dtype, classes in itertools.product(DTYPES, (4, 10, 129, 1000, 1300, 13000)):
        for combination in cases.random.sample(combinations, 1 if quick else 6):
            options = cases.options(classes, *combination)
            options['report'] = 'mse'
            x = cases.logits((5, classes), dtype)
            target = cases.target(combination[0], x)

            def in_place():
                room = torch.full((7, classes + 4), 9.0, dtype=dtype)
                mine = room[1:6, 1 : classes + 1]
                mine.copy_(x)
                compare_written(runner, mine, target, mine, options)
                mine.fill_(9.0)
                assert bool((room == 9.0).all()), 'wrote beside the error'

            def transposed():
                out = torch.full((classes, 5), 9.0, dtype=dtype).t()
                compare_written(runner, x, target, out, options)

            def value_alone():
                expected = torch.ops.isbe.loss(x, target, **options)
                found = runner.loss(x, target, options)
                check_value(found, expected, x, options)

            tally.run(f'in place {dtype} {classes} {combination}', in_place)
            tally.run(f'transposed out {dtype} {classes} {combination}', transposed)
            tally.run(f'value alone {dtype} {classes} {combination}', value_alone)


def check_edges(tally, cases, runner):
    """Rows with infinities, NaN and huge logits; no rows; nothing that counts."""
    infinity, nan = float('inf'), float('nan')
    for dtype, classes, normalization in itertools.product(
        DTYPES, (1, 3, 10, 300, 1200), NORMALIZATIONS
    ):
        options = {'normalization': normalization, 'reduction': 'mean'}
        x = cases.logits((9, classes), dtype)
        x[0, 0] = infinity
        x[1, -1] = -infinity
        x[2, classes // 2] = nan
        x[3] = nan
        x[4] = 0
        x[5] = 1e4
        x[6] = -1e4
        x[7, : classes // 2] = -infinity
        target = cases.target('int64', x)
        name = f'{dtype} {classes} {normalization}'
        tally.run(f'edge rows {name}', lambda: compare(runner, x, target, **options))
        tally.run(
            f'edge rows ignored {name}',
            lambda: compare(runner, x, torch.full_like(target, -100), **options),
        )
        for reduction, report in itertools.product(REDUCTIONS, REPORTS):
            empty = {'normalization': normalization, 'reduction': reduction, 'report': report}
            tally.run(
                f'no rows {name} {reduction} {report}',
                lambda: compare(runner, x[:0], target[:0], **empty),
            )
            tally.run(
                f'all ignored {name} {reduction} {report}',
                lambda: compare(runner, x[4:5], target[4:5], ignore_index=int(target[4]), **empty),
            )


def check_many_targets(tally, cases, runner):
    """So many rows that the weights of the targets are added up by a kernel of their own."""
    for weight, dtype in itertools.product([False, True], [torch.float64, torch.float32]):
        x = cases.logits((100_003, 2), dtype)
        options = cases.options(2, 'int64', 'softmax', 'none', 'mean', 'mse', weight, 0.1, 1)
        target = cases.target('int64', x)
        tally.run(
            f'many targets {dtype} weight {weight}', lambda: compare(runner, x, target, **options)
        )


def check_repeats(tally, cases, runner):
    """The same bits in every run."""
    for classes, rows in ((10, 1000), (500, 200), (3000, 20)):
        x = cases.logits((rows, classes), torch.float32)
        target = cases.target('int64', x)

        def run():
            first, again = (runner.soft_error(x, target, {'report': 'potential'}) for _ in range(2))
            assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))

        tally.run(f'repeats {classes}', run)


def scale_reference(error, upstream, factor):
    acc = torch.float64 if error.dtype == torch.float64 else torch.float32
    return (error.to(acc) * (upstream * torch.tensor(factor, dtype=acc))).to(error.dtype)


def check_scale(tally, cases, runner):
    """What the backward pass multiplies by, read on the device."""
    for dtype, size in itertools.product(DTYPES, (1, 3, 16, 1000, 20_011)):
        acc = torch.float64 if dtype == torch.float64 else torch.float32
        error = cases.logits((size + 1,), dtype)[1:] if size % 2 else cases.logits((size,), dtype)
        for upstream, factor in (
            (1.0, 1.0),
            (2.0, 0.5),
            (0.3, 1.0),
            (65536.0, 2**-10),
            (float('nan'), 1.0),
        ):

            def run():
                number = torch.tensor(upstream, dtype=acc)
                found = error.clone()
                runner.scale(found, number, factor)
                torch.testing.assert_close(
                    found, scale_reference(error, number, factor), rtol=0, atol=0, equal_nan=True
                )

            tally.run(f'scale {dtype} {size} {upstream} {factor}', run)


def check_all(tally, cases, runner, quick):
    check_options(tally, cases, runner, quick)
    check_sizes(tally, cases, runner, quick)
    check_layouts(tally, cases, runner, quick)
    check_writing(tally, cases, runner, quick)
    check_edges(tally, cases, runner)
    check_many_targets(tally, cases, runner)
    check_repeats(tally, cases, runner)
    check_scale(tally, cases, runner)
