"""isbe::soft_scores against the reference."""

import itertools

import torch

from opcheck.loss.compare import TOLERANCE
from opcheck.loss.reference import scores
from opcheck.tensors import DTYPES, NORMALIZATIONS, ROUNDING, logits_of, require_close


def check_scores(tally):
    for name, dtype in itertools.product(NORMALIZATIONS, DTYPES):

        def check():
            for shape in ((7,), (5, 7), (2, 3, 4, 4)):
                x = logits_of(shape, dtype)
                found = torch.ops.isbe.soft_scores(x, normalization=name)
                assert found.dtype == dtype
                require_close(
                    name,
                    found,
                    scores(x.double(), name, 0.25),
                    TOLERANCE[dtype] * 2,
                    2 * ROUNDING[dtype],
                )

        tally.run(f'soft_scores {name} {dtype}', check)
        if dtype == torch.float64:
            leaf = torch.randn(3, 4, dtype=dtype, requires_grad=True)
            tally.run(
                f'soft_scores gradcheck {name}',
                lambda: torch.autograd.gradcheck(
                    lambda x: torch.ops.isbe.soft_scores(x, normalization=name), (leaf,)
                ),
            )

    def dilated():
        x, d, c = torch.randn(3, 4), torch.rand(4), torch.randn(4)
        found = torch.ops.isbe.soft_scores(x, dilation=d, relocation=c)
        require_close('scores', found, (d * x - c).double().softmax(1), 1e-6)

    tally.run('soft_scores dilated', dilated)
