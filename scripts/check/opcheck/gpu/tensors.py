"""Tensors between the CPU and a GPU, with their strides and gaps; the operators on them."""

import torch


def extent_of(value):
    """What lies between the first and the last element of a tensor, gaps and all."""
    size = 1 + sum((n - 1) * s for n, s in zip(value.shape, value.stride(), strict=True))
    return value.as_strided((size,), (1,), value.storage_offset())


GUARD, CANARY = 64, 77  # elements before and after a tensor on the GPU, and what they hold


def on_gpu(value):
    """A tensor on the GPU with the strides, gaps and place in 16 bytes that it has here."""
    if not isinstance(value, torch.Tensor):
        return value
    if value.numel() == 0:
        return value.cuda()
    begin = GUARD + value.storage_offset() % max(16 // value.element_size(), 1)
    extent = extent_of(value)
    room = torch.full((begin + extent.numel() + GUARD,), CANARY, dtype=value.dtype, device='cuda')
    room[begin : begin + extent.numel()] = extent.cuda()
    return room.as_strided(value.shape, value.stride(), begin)


def bring_back(value, there):
    """What was written into a tensor that on_gpu made, and nothing beside it."""
    if not value.numel():
        return
    extent = extent_of(there)
    end = there.storage_offset() + extent.numel()
    room = there.as_strided((end + GUARD,), (1,), 0)
    beside = torch.cat([room[: there.storage_offset()], room[end:]])
    assert (beside == CANARY).all(), 'memory beside the tensor was written to'
    extent_of(value).copy_(extent.cpu())


class Gpu:
    """The operators on tensors that were carried to the GPU; results are carried back."""

    def __init__(self):
        self.ops = torch.ops.isbe

    def arguments(self, x, target, options):
        return on_gpu(x), on_gpu(target), {k: on_gpu(v) for k, v in options.items()}

    def soft_error(self, x, target, options):
        x, target, options = self.arguments(x, target, options)
        return tuple(t.cpu() for t in self.ops.soft_error(x, target, **options))

    def into(self, x, target, out, options):
        there, target, options = self.arguments(x, target, options)
        out_there = there if out is x else on_gpu(out)
        value, correct = self.ops._soft_error_into(there, target, **options, out=out_there)
        bring_back(out, out_there)
        return value.cpu(), correct.cpu()

    def loss(self, x, target, options):
        x, target, options = self.arguments(x, target, options)
        return self.ops.loss(x, target, **options).cpu()

    def scale(self, error, upstream, factor):
        there = on_gpu(error)
        self.ops._cuda_scale(there, upstream.cuda(), factor)
        bring_back(error, there)
