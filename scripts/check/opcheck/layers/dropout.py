"""isbe::dropout: its numbers, values and derivatives."""

import itertools
import math

import torch

from opcheck.layers.dropout_statistics import check_statistics
from opcheck.layers.philox import WORD, expected_kept, philox
from opcheck.tensors import DTYPES, ROUNDING, layouts, on_threads, require_close, saved_bytes


def seeded(x, p, seed=0):
    return torch.ops.isbe._dropout(x, p, generator=torch.Generator().manual_seed(seed))


def check_dropout_numbers(tally):
    def known_answers():
        # From the published test vectors of Random123.
        assert philox([0] * 4, [0] * 2) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
        assert philox([WORD] * 4, [WORD] * 2) == [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]

    tally.run('dropout: the reference has the known answers', known_answers)

    def definition():
        for seed, size, p in itertools.product((0, 7), (1, 63, 64, 65, 1000), (0.2, 0.5, 0.99999)):
            kept = seeded(torch.ones(size), p, seed)[1]
            assert torch.equal(kept, expected_kept(seed, size, p)), f'{seed} {size} {p}'

    tally.run('dropout: flags are those of the definition', definition)

    def ties():
        # Half of the draws whose first 16 bits decide nothing are kept.
        n = 2**25
        kept = seeded(torch.ones(n), 1 - 1.5 / 65536)[1].sum().item()
        mean = n * 1.5 / 65536
        assert abs(kept - mean) < 5 * math.sqrt(mean), f'{kept} kept, expected {mean}'

    tally.run('dropout: the second 16 bits decide ties', ties)

    def threads():
        x = torch.randn(1_000_003)
        for p in (0.2, 0.5):
            first, *others = on_threads(lambda: seeded(x, p))
            assert all(torch.equal(a, b) for o in others for a, b in zip(first, o, strict=True))

    tally.run('dropout: the number of threads changes nothing', threads)

    def generators():
        x = torch.ones(1000)
        torch.manual_seed(5)
        a, b = torch.ops.isbe.dropout(x, 0.5), torch.ops.isbe.dropout(x, 0.5)
        torch.manual_seed(5)
        assert torch.equal(a, torch.ops.isbe.dropout(x, 0.5)) and not torch.equal(a, b)
        state = torch.get_rng_state()
        own = torch.ops.isbe.dropout(x, 0.5, generator=torch.Generator().manual_seed(5))
        assert torch.equal(own, a) and torch.equal(state, torch.get_rng_state())

    tally.run('dropout: seeded by the generator', generators)


def check_dropout_values(tally):
    for dtype, p in itertools.product(DTYPES, (0.0, 0.1, 0.5, 1.0)):

        def values():
            for shape in ((), (0,), (1,), (63,), (64,), (200,), (3, 5, 7, 2), (2, 0, 3)):
                for name, x in layouts(torch.randn(shape).to(dtype)):
                    output, kept = torch.ops.isbe._dropout(x, p)
                    exact = x.double() * kept * (0 if p == 1 else 1 / (1 - p))
                    require_close(
                        f'{shape} {name}',
                        output,
                        exact,
                        1e-14 if dtype == torch.float64 else 1e-6,
                        ROUNDING[dtype],
                    )
                    if x.numel() > 1 and x.is_contiguous(memory_format=torch.channels_last):
                        assert output.stride() == kept.stride() == x.stride()
                    g = torch.randn(shape).to(dtype)
                    by_input = torch.ops.isbe._dropout_backward(g, kept, 1.25)
                    require_close(
                        f'{shape} {name} backward',
                        by_input,
                        g.double() * kept * 1.25,
                        1e-14 if dtype == torch.float64 else 1e-6,
                        ROUNDING[dtype],
                    )

        tally.run(f'dropout values {dtype} {p}', values)

    def edges():
        x = torch.randn(1000)
        assert torch.equal(torch.ops.isbe.dropout(x, 0.0), x)
        assert torch.ops.isbe.dropout(x, 1.0).abs().sum() == 0
        x[3] = float('nan')
        assert torch.ops.isbe.dropout(x, 1.0).isnan().sum() == 1, (
            'NaN is not hidden, as in libtorch'
        )

    tally.run('dropout edges', edges)
    for p in (-0.1, 1.5, float('nan')):
        tally.refuses(
            f'dropout p {p}',
            ValueError,
            ['p is', 'from 0 to 1'],
            lambda: torch.ops.isbe.dropout(torch.ones(3), p),
        )
    tally.refuses(
        'dropout of integers',
        TypeError,
        ['Long', 'float32'],
        lambda: torch.ops.isbe.dropout(torch.ones(3).long(), 0.5),
    )


def check_dropout_autograd(tally):
    x = torch.randn(4, 33, dtype=torch.float64, requires_grad=True)

    def function(x):
        return seeded(x, 0.3)[0]

    tally.run('dropout gradcheck', lambda: torch.autograd.gradcheck(function, (x,)))
    tally.run('dropout gradgradcheck', lambda: torch.autograd.gradgradcheck(function, (x,)))

    def one_byte_a_value():
        x = torch.randn(100, 1000, requires_grad=True)
        size, _ = saved_bytes(lambda: torch.ops.isbe.dropout(x * 2, 0.5))
        constant = 4 if size % 1000 else 0
        assert size - constant == x.numel(), f'{size} bytes for {x.numel()} values'

    tally.run('dropout saves one byte a value', one_byte_a_value)

    def gradient_of_other_strides():
        x = torch.randn(6, 4, 3, 5, requires_grad=True)
        y, kept = seeded(x.contiguous(memory_format=torch.channels_last), 0.5)
        g = torch.randn(6, 4, 3, 5)
        y.backward(g)
        require_close('gradient', x.grad, g.double() * kept * 2, 1e-6)

    tally.run('dropout gradient of other strides', gradient_of_other_strides)

    def autocast():
        with torch.autocast('cpu', dtype=torch.bfloat16):
            assert torch.ops.isbe.dropout(torch.ones(3)).dtype == torch.float32
            assert torch.ops.isbe.dropout(torch.ones(3).bfloat16()).dtype == torch.bfloat16

    tally.run('dropout under autocast', autocast)


def check_dropout_opcheck(tally):
    isbe = torch.ops.isbe
    # Traced and eager calls draw different numbers: what they compute is compared at p 0 and 1.
    image = torch.randn(2, 3, 4, 5).contiguous(memory_format=torch.channels_last)
    for i, x in enumerate((torch.randn(7, 9), image, torch.randn(5).bfloat16())):
        for p, grown in itertools.product((0.0, 1.0), (False, True)):
            leaf = x.clone().requires_grad_(grown)
            tally.run(
                f'opcheck dropout {i} {p} {grown}',
                lambda: torch.library.opcheck(isbe.dropout.default, (leaf, p)),
            )
            tally.run(
                f'opcheck _dropout {i} {p} {grown}',
                lambda: torch.library.opcheck(isbe._dropout.default, (leaf, p)),
            )
        leaf, kept = x.clone().requires_grad_(), torch.rand(x.shape) < 0.5
        kept = torch.empty_like(x, dtype=torch.bool).copy_(kept)
        tally.run(
            f'opcheck _dropout_backward {i}',
            lambda: torch.library.opcheck(isbe._dropout_backward.default, (leaf, kept, 2.0)),
        )
        tally.run(
            f'opcheck dropout schema {i}',
            lambda: torch.library.opcheck(
                isbe.dropout.default,
                (x, 0.5),
                test_utils=('test_schema', 'test_faketensor', 'test_autograd_registration'),
            ),
        )

    def compiled():
        x = torch.ones(10_000, requires_grad=True)
        y = torch.compile(lambda x: isbe.dropout(x * 2, 0.5), fullgraph=True)(x)
        assert 4500 < (y == 4).sum() < 5500 and ((y == 4) | (y == 0)).all()
        (gradient,) = torch.autograd.grad(y.sum(), x)
        assert torch.equal(gradient, y.detach()), 'another mask in backward'

    tally.run('torch.compile of dropout', compiled)


def check_dropout(tally):
    check_dropout_numbers(tally)
    check_dropout_values(tally)
    check_statistics(tally, seeded)
    check_dropout_autograd(tally)
    check_dropout_opcheck(tally)
