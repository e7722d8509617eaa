"""How results of CUDA kernels are compared with those of the CPU kernels."""

import torch

from opcheck.tensors import class_dim

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


def compare_written(runner, x, target, out, options):
    expected = torch.ops.isbe.soft_error(x.clone(), target, **options)
    value, correct = runner.into(x, target, out, options)
    check_error(out, expected[0], size_of_terms(x, target, options))
    check_value(value, expected[1], expected[0], options)
    assert correct.item() == expected[2].item()
