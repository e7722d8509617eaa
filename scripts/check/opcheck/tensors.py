"""Tensors that the checks are made of, and how they are compared."""

import torch

NORMALIZATIONS = ['softmax', 'sigmoid', 'hardsigmoid', 'tanh', 'hardtanh', 'normalize']

DTYPES = [torch.float64, torch.float32, torch.bfloat16, torch.float16]

# A number of 16 bits is rounded by at most this, relative to its size.
ROUNDING = {torch.float64: 0.0, torch.float32: 0.0, torch.bfloat16: 2**-8, torch.float16: 2**-11}


def class_dim(x):
    return 0 if x.dim() == 1 else 1


def logits_of(shape, dtype, spread=3.0):
    return (torch.randn(shape) * spread).to(dtype)


def layouts(x):
    """The same numbers at other strides."""
    yield 'contiguous', x
    if x.dim() == 4:
        yield 'channels_last', x.contiguous(memory_format=torch.channels_last)
        wide = torch.zeros(x.shape[:3] + (x.shape[3] * 2,), dtype=x.dtype)
        wide[..., ::2] = x
        yield 'every second column', wide[..., ::2]
    if x.dim() >= 2:
        yield 'transposed', x.transpose(0, 1).contiguous().transpose(0, 1)
        wide = torch.zeros((x.shape[0], x.shape[1] + 3) + x.shape[2:], dtype=x.dtype)
        wide[:, : x.shape[1]] = x
        yield 'sliced', wide[:, : x.shape[1]]


def require_close(name, found, wanted, tolerance, relative=0.0):
    assert found.shape == wanted.shape, f'{name}: shape {found.shape}, expected {wanted.shape}'
    difference = (found.double() - wanted).abs()
    allowed = tolerance + relative * wanted.abs()
    bad = ~((difference <= allowed) | (found.isnan() & wanted.isnan()))
    assert not bad.any(), (
        f'{name}: off by {difference[bad].max().item():.3g}, allowed {allowed.min().item():.3g}'
    )


def saved_bytes(function):
    """Bytes of the distinct tensors that autograd keeps for the backward pass of `function`."""
    kept = {}

    def pack(tensor):
        kept[tensor.data_ptr()] = tensor.numel() * tensor.element_size()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        result = function()
    return sum(kept.values()), result


def on_threads(function):
    """What `function` gives on one, two and three threads."""
    count = torch.get_num_threads()
    results = []
    for n in (1, 2, 3):
        torch.set_num_threads(n)
        results.append(function())
    torch.set_num_threads(count)
    return results
