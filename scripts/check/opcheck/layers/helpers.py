"""What the checks of the layers share."""

import torch


def refuses(tally, name, kind, words, function):
    def check():
        try:
            function()
        except kind as error:
            missing = [word for word in words if word not in str(error)]
            assert not missing, f'{missing} not in: {error}'
            return
        raise AssertionError('was accepted')

    tally.run('refusal ' + name, check)


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
