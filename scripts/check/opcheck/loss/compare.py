"""Calls of the operators against the reference."""

import torch

from opcheck.loss.reference import reference
from opcheck.tensors import ROUNDING, require_close

# One rounding of a number of size up to 1, and what the arithmetic before it may add.
TOLERANCE = {
    torch.float64: 1e-14,
    torch.float32: 1e-6,
    torch.bfloat16: 2.1e-3,
    torch.float16: 2.6e-4,
}


def compare(x, target, operator=None, **options):
    """One call against the reference: error within a rounding, value and correct."""
    error, value, correct = (operator or torch.ops.isbe.soft_error)(x, target, **options)
    e, v, c, size = reference(x, target, **options)
    assert error.dtype == x.dtype and error.shape == x.shape
    tiny = 6e-8 if x.dtype == torch.float16 else 1e-38
    require_close(
        'error',
        error,
        e,
        TOLERANCE[torch.float64 if x.dtype == torch.float64 else torch.float32] * size + tiny,
        ROUNDING[x.dtype],
    )
    scale = (x.double().abs().max().item() if x.numel() else 0) + 1
    loose = 1e-13 if x.dtype == torch.float64 else 2e-6
    require_close(
        'value',
        value,
        v,
        loose * scale * (1e-3 if options.get('report') != 'potential' else 1),
        loose,
    )
    # Rounded logits may tie where the reference's don't when they are dilated: allow for it there.
    slack = 1 if options.get('dilation') is not None else 0
    assert abs(correct.item() - c.item()) <= slack, (
        f'correct: {correct.item()}, expected {c.item()}'
    )


def check_writing(x, target, options):
    """soft_error_ and soft_error.out give what soft_error gives, into the memory they should."""
    wanted = torch.ops.isbe.soft_error(x, target, **options)
    out = torch.empty_strided(x.size(), x.stride(), dtype=x.dtype) if x.numel() else x.clone()
    found = torch.ops.isbe.soft_error.out(x, target, **options, out=out)
    assert found[0] is out or found[0].data_ptr() == out.data_ptr()
    own = torch.empty_strided(x.size(), x.stride(), dtype=x.dtype).copy_(x)
    version = own._version
    written = torch.ops.isbe.soft_error_(own, target, **options)
    assert own._version == version + 1, 'the version was not bumped'
    for result in (found, written):
        for a, b in zip(result, wanted, strict=True):
            assert torch.equal(a.nan_to_num(7), b.nan_to_num(7)), 'differs from soft_error'
