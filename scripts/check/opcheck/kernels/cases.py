"""The cases that CUDA kernels are compared with the CPU kernels on, and the comparison: used by
check/emulation.py, which runs the kernels' source on the CPU, and by check/gpu.py, which runs them."""

import itertools
import random

import torch

DTYPES = [torch.float64, torch.float32, torch.bfloat16, torch.float16]
NORMALIZATIONS = ['softmax', 'sigmoid', 'hardsigmoid', 'tanh', 'hardtanh', 'normalize']
DILATIONS = ['none', 'dilation', 'relocation', 'both', 'gradient']
REDUCTIONS = ['mean', 'sum', 'none']
REPORTS = ['mse', 'mse_per_sample', 'potential', 'none']
TARGETS = ['int64', 'int32', 'uint8', 'own', 'float32', 'float64']
CLASSES = [
    1,
    2,
    3,
    4,
    5,
    7,
    8,
    9,
    10,
    13,
    16,
    17,
    31,
    32,
    33,
    61,
    64,
    65,
    100,
    125,
    127,
    128,
    129,
    241,
    249,
    255,
    256,
    257,
    509,
    511,
    512,
    513,
    1000,
    1009,
    1021,
    1023,
    1024,
    1025,
    1033,
    2048,
    4099,
    6007,
    6100,
    12000,
    12289,
    24300,
    32000,
    65537,
    70000,
]
ROWS = [1, 2, 3, 5, 31, 33, 64, 100, 129, 517]

# Relative to a number, and to the terms that it's the difference of: two ways to add up, in two
# orders. A number of 16 bits may be rounded to either neighbour.
RELATIVE = {torch.float64: 1e-13, torch.float32: 6e-6, torch.bfloat16: 2**-7, torch.float16: 2**-10}
OF_TERMS = {torch.float64: 1e-14, torch.float32: 6e-7, torch.bfloat16: 2e-6, torch.float16: 2e-6}
SMALLEST = {
    torch.float64: 1e-300,
    torch.float32: 1e-38,
    torch.bfloat16: 1e-38,
    torch.float16: 2**-23,
}


class Tally:
    def __init__(self, only):
        self.passed = self.failed = 0
        self.only = only

    def run(self, name, function):
        if self.only and self.only not in name:
            return
        try:
            function()
            self.passed += 1
        except Exception as error:  # every failure is reported, whatever it is
            self.failed += 1
            if self.failed <= 50:
                print(f'FAILED {name}: {type(error).__name__}: {str(error)[:400]}', flush=True)


# Comparison ------------------------------------------------------------------------------------


def class_dim(x):
    return 0 if x.dim() == 1 else 1


def check_close(name, a, b, bound):
    """|a - b| <= bound, and the same NaN and infinities."""
    if a.shape != b.shape or a.dtype != b.dtype:
        raise AssertionError(
            f'{name} is {a.dtype} {list(a.shape)}, expected {b.dtype} {list(b.shape)}'
        )
    a, b = a.double(), b.double()
    special = ~(a.isfinite() & b.isfinite())
    if not torch.equal(a[special].nan_to_num(nan=7e77), b[special].nan_to_num(nan=7e77)):
        raise AssertionError(f'{name} differs in NaN or infinities')
    excess = torch.where(special, torch.zeros_like(a), (a - b).abs() - bound)
    if excess.numel() and excess.max() > 0:
        at = int(excess.reshape(-1).argmax())
        raise AssertionError(
            f'{name} at {at}: {a.reshape(-1)[at]:.9g}, expected {b.reshape(-1)[at]:.9g}'
        )


def size_of_terms(x, target, options):
    """What gain * F and the target are at most: 1, weighed and scaled as the options ask for."""
    weight, dilation = options.get('weight'), options.get('dilation')
    size = 1.0 if weight is None else weight.max().item()
    if options.get('dilated_gradient'):
        size *= dilation.abs().max().item()
    if options.get('reduction', 'mean') != 'mean':
        return size
    if target.is_floating_point():
        return size * x.shape[class_dim(x)] / max(x.numel(), 1)
    counted = target[target != options.get('ignore_index', -100)].long()
    total = counted.numel() if weight is None else weight[counted].sum().item()
    return size / total if total else 0.0


def check_error(error, expected, terms):
    dtype = expected.dtype
    wide = expected.double().nan_to_num(0, 0, 0).abs()
    bound = wide * RELATIVE[dtype] + terms * OF_TERMS[dtype] + SMALLEST[dtype]
    check_close('error', error, expected, bound)


def check_value(value, expected, x, options):
    """A potential is a sum of terms that cancel: their size decides what rounding leaves."""
    tight = 1e-12 if x.dtype == torch.float64 else 2e-5
    bound = expected.double().nan_to_num(0, 0, 0).abs() * tight
    if options.get('report') == 'potential' and x.numel():
        finite = x.double().nan_to_num(0, 0, 0).abs()
        size = 3 * finite.sum(class_dim(x)).max() + 40
        samples = x.numel() / x.shape[class_dim(x)]
        bound = bound + tight / 10 * size * (samples if options['reduction'] == 'sum' else 1)
    else:  # the square of a difference
        terms = 1.0 if options.get('weight') is None else options['weight'].max().item()
        bound = bound + tight / 2 * terms * expected.double().nan_to_num(0, 0, 0).sqrt()
    check_close('value', value, expected, bound)


def compare(runner, x, target, **options):
    """Results of the runner's kernels and of the CPU's."""
    expected = torch.ops.isbe.soft_error(x, target, **options)
    found = runner.soft_error(x, target, options)
    check_error(found[0], expected[0], size_of_terms(x, target, options))
    check_value(found[1], expected[1], x, options)
    if found[2].item() != expected[2].item():
        raise AssertionError(f'correct is {found[2].item()}, expected {expected[2].item()}')
    if found[0].stride() != expected[0].stride():
        raise AssertionError(f'strides are {found[0].stride()}, expected {expected[0].stride()}')


# Cases -----------------------------------------------------------------------------------------


class Cases:
    """Random tensors and options, the same for a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.generator = torch.Generator().manual_seed(seed)

    def normal(self, *shape):
        return torch.randn(*shape, generator=self.generator, dtype=torch.float64)

    def logits(self, shape, dtype, size=3.0):
        return (self.normal(*shape) * size).to(dtype)

    def target(self, kind, x):
        dim = class_dim(x)
        if kind in ('int64', 'int32', 'uint8'):
            shape = [n for d, n in enumerate(x.shape) if d != dim]
            classes = min(x.shape[dim], 256) if kind == 'uint8' else x.shape[dim]
            index = torch.randint(0, classes, shape, generator=self.generator)
            return index.to(getattr(torch, kind))
        dtype = x.dtype if kind == 'own' else getattr(torch, kind)
        return (self.normal(*x.shape) * 2).softmax(dim).to(dtype)

    def options(
        self, classes, kind, normalization, dilation, reduction, report, weight, smoothing, ignore
    ):
        options = {
            'normalization': normalization,
            'reduction': reduction,
            'report': report,
            'label_smoothing': smoothing,
        }
        if weight:
            options['weight'] = self.normal(classes).abs() + 0.1
        if kind in ('int64', 'int32', 'uint8') and ignore is not None:
            options['ignore_index'] = ignore
        if normalization == 'hardsigmoid':
            options['slope'] = 1 / 6
        if normalization == 'softmax':
            if dilation in ('dilation', 'both', 'gradient'):
                options['dilation'] = self.normal(classes) * 0.2 + 1
            if dilation in ('relocation', 'both'):
                options['relocation'] = self.normal(classes) * 0.3
            options['dilated_gradient'] = dilation == 'gradient'
        return options


def is_refused(kind, normalization, report, weight):
    """Combinations for which the operators have no potential."""
    dense = kind in ('own', 'float32', 'float64')
    return normalization == 'normalize' and report == 'potential' and dense and weight


def every_option():
    for normalization in NORMALIZATIONS:
        for dilation in DILATIONS if normalization == 'softmax' else ['none']:
            for rest in itertools.product(
                REDUCTIONS, REPORTS, TARGETS, [False, True], [0.0, 0.15], [None, 0]
            ):
                reduction, report, kind, weight, smoothing, ignore = rest
                if is_refused(kind, normalization, report, weight):
                    continue
                if ignore is not None and kind not in ('int64', 'int32', 'uint8'):
                    continue
                yield (kind, normalization, dilation, reduction, report, weight, smoothing, ignore)


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


def layouts(cases, dtype):
    """(name, logits) that aren't contiguous [N, C], or don't begin at a multiple of 16 bytes."""

    def make(*shape):
        return cases.logits(shape, dtype)

    for classes in (5, 16, 40, 300, 1500):
        yield f'vector {classes}', make(classes)
        yield f'offset {classes}', make(7 * classes + 3)[3:].view(7, classes)
        yield f'columns of more {classes}', make(6, classes + 9)[:, 2 : classes + 2]
        yield f'every second class {classes}', make(6, 2 * classes)[:, ::2]
        yield f'every second row {classes}', make(12, classes)[::2]
        yield f'transposed {classes}', make(classes, 70).t()
        yield f'one row apart {classes}', make(classes, 70).t()[3:4]
    for classes in (3, 21, 50, 150):
        yield f'image {classes}', make(2, classes, 5, 7)
        yield (
            f'channels_last {classes}',
            make(2, classes, 5, 7).contiguous(memory_format=torch.channels_last),
        )
        yield f'cut image {classes}', make(3, classes, 5, 9)[:, :, 1:, 2:]
        yield f'expanded {classes}', make(1, classes, 1, 6).expand(2, classes, 4, 6)
        yield f'sequence {classes}', make(4, 11, classes).transpose(1, 2)
        yield f'batch inside {classes}', make(classes, 33, 4).transpose(0, 1)


def strided(target, cases):
    """The same target with room between its elements."""
    if target.dim() == 0:
        return target
    wider = torch.zeros([*target.shape[:-1], target.shape[-1] * 2], dtype=target.dtype)
    wider[..., ::2] = target
    return wider[..., ::2]


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


def compare_written(runner, x, target, out, options):
    expected = torch.ops.isbe.soft_error(x.clone(), target, **options)
    value, correct = runner.into(x, target, out, options)
    check_error(out, expected[0], size_of_terms(x, target, options))
    check_value(value, expected[1], expected[0], options)
    assert correct.item() == expected[2].item()


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
