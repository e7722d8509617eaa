"""What make_modules.py and its kin share: a module as PyTorch 2.13 computes it, as a golden.

`case('Conv2d', 2, 3, 3, call=[wave(1, 2, 4, 4)], padding=1)` is one setting: the name in torch.nn,
the arguments of the constructor, those of forward. What PyTorch requires of a constructor comes by
position, the rest by name. Waves are sines of their index, so that both sides make them alike, and
so are parameters; all is float32. test/lib/nn/goldenModules.ts does with ours what is done here.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from make_python import encode
from torch import nn

STEPS = 10
RATE = 0.1


@dataclass
class Wave:
    """scale·sin(0.7 i + phase) + shift, of which a gradient is asked for."""

    shape: tuple
    phase: float = 1.0
    scale: float = 1.0
    shift: float = 0.0

    def tensor(self, step=0):
        count = torch.Size(self.shape).numel()
        angles = torch.arange(count, dtype=torch.float64) * 0.7 + self.phase + step
        values = angles.sin() * self.scale + self.shift
        return values.reshape(self.shape).float().requires_grad_()

    def golden(self):
        fields = {'phase': self.phase, 'scale': self.scale, 'shift': self.shift}
        return {'wave': list(self.shape), **fields}


def wave(*shape, **fields):
    return Wave(shape, **fields)


def rounded(value):
    """Tensors as in make_python.py, floats with the seven digits of float32."""
    if isinstance(value, (list, tuple)):
        return [rounded(item) for item in value]
    if isinstance(value, Wave):
        return value.golden()
    if isinstance(value, torch.dtype):
        return str(value).removeprefix('torch.')
    encoded = encode(value.detach() if isinstance(value, torch.Tensor) else value)
    if isinstance(value, torch.Tensor) and value.dtype.is_floating_point:
        encoded['values'] = [float(f'{number:.7g}') for number in encoded['values']]
    return encoded


def tensors_of(value):
    if isinstance(value, torch.Tensor):
        return [value] if value.dtype.is_floating_point else []
    items = value if isinstance(value, (list, tuple)) else []
    return [tensor for item in items for tensor in tensors_of(item)]


def made(value, step=0):
    """What forward is called with: lists stay lists of what is in them."""
    if isinstance(value, Wave):
        return value.tensor(step)
    if isinstance(value, (list, tuple)):
        return type(value)(made(item, step) for item in value)
    return value


def loss_of(output):
    """The sum of all outputs, each weighted by a wave."""
    outputs = [tensor for tensor in tensors_of(output) if tensor.requires_grad]
    weights = [Wave(tuple(tensor.shape), phase=3.0).tensor().detach() for tensor in outputs]
    return sum((tensor * weight).sum() for tensor, weight in zip(outputs, weights, strict=True))


def train(module, call):
    """Ten steps of gradient descent, each on other values."""
    for step in range(1, STEPS + 1):
        module.zero_grad()
        loss = loss_of(module(*made(call, step)))
        if loss.requires_grad:
            loss.backward()
        for parameter in module.parameters():
            if parameter.grad is not None:
                parameter.data -= RATE * parameter.grad


def digest(parameter):
    """The first, the last and the sum of the values that a seed gives."""
    flat = parameter.detach().flatten()
    return [float(f'{float(value):.7g}') for value in (flat[0], flat[-1], flat.double().sum())]


def tuples(value):
    """Python's constructors want tuples where ours take lists."""
    return tuple(value) if isinstance(value, list) else value


def case(name, *args, call, random=False, **options):
    """`random`: the training output follows from no golden, and is left out."""
    torch.manual_seed(0)
    named = {key: tuples(value) for key, value in options.items()}
    module = getattr(nn, name)(*map(tuples, args), **named)
    initial = {key: digest(parameter) for key, parameter in module.named_parameters()}
    for index, parameter in enumerate(module.parameters()):
        parameter.data = Wave(tuple(parameter.shape), phase=index + 2.0).tensor().detach()
    golden = {
        'name': name,
        'args': rounded(args),
        'options': {key: rounded(value) for key, value in options.items()},
        'repr': str(module),
        'call': rounded(call),
        'initial': initial,
    }
    if not random:
        inputs = made(call)
        output = module(*inputs)
        golden['training'] = rounded(output)
        loss = loss_of(output)
        if isinstance(loss, torch.Tensor) and loss.requires_grad:
            loss.backward()
        golden['inputGradients'] = [rounded(tensor.grad) for tensor in tensors_of(inputs)]
        golden['gradients'] = {
            key: rounded(parameter.grad) for key, parameter in module.named_parameters()
        }
        if any(buffer.dtype.is_floating_point for buffer in module.buffers()):
            train(module, call)
            golden['state'] = {key: rounded(value) for key, value in module.state_dict().items()}
    golden['evaluation'] = rounded(module.eval()(*made(call)))
    return golden


def write(file, cases):
    path = Path(__file__).with_name(file)
    path.write_text('[\n' + ',\n'.join(json.dumps(one) for one in cases) + '\n]\n')
