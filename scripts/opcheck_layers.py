#!/usr/bin/env python3
"""Checks isbe::dropout and isbe::batch_norm_relu in PyTorch.

Usage: python scripts/opcheck_layers.py path/to/libisbe_ops.so [--only NAME]

Needs PyTorch of the version that the library was built against. Prints a line a failure and, last,
"N passed, N failed"; exits 1 if any failed.
"""
import argparse
import hashlib
import itertools
import math
import os
import subprocess
import sys

import torch
import torch.nn.functional as F

from opcheck import DTYPES, ROUNDING, Tally, layouts, require_close

PHILOX_MULTIPLIERS = 0xD2511F53, 0xCD9E8D57
PHILOX_WEYL = 0x9E3779B9, 0xBB67AE85
WORD = 0xFFFFFFFF


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


# Dropout ---------------------------------------------------------------------------------------


def philox(counter, key):
    """Philox 4x32-10 by its definition (Salmon et al. 2011)."""
    counter, key = list(counter), list(key)
    for _ in range(10):
        a, b = PHILOX_MULTIPLIERS[0] * counter[0], PHILOX_MULTIPLIERS[1] * counter[2]
        counter = [b >> 32 ^ counter[1] ^ key[0], b & WORD, a >> 32 ^ counter[3] ^ key[1], a & WORD]
        key = [(k + w) & WORD for k, w in zip(key, PHILOX_WEYL)]
    return counter


def drawn_key(seed):
    """The number that a call takes of the generator."""
    generator = torch.Generator().manual_seed(seed)
    full = torch.empty((), dtype=torch.int64).random_(-2 ** 63, None, generator=generator)
    return full.item() & (2 ** 64 - 1)


def numbers_of(key, size, stream):
    """The 16-bit number of each value: words 0 and 1 of eight counters, then words 2 and 3."""
    numbers = []
    for block in range((size + 63) // 64):
        words = [philox([8 * block + i, 0, stream, 0], [key & WORD, key >> 32]) for i in range(8)]
        for pair in (0, 2):
            for w in words:
                numbers += [w[pair] & 0xFFFF, w[pair] >> 16, w[pair + 1] & 0xFFFF, w[pair + 1] >> 16]
    return numbers[:size]


def expected_kept(seed, size, p):
    threshold = min(round((1 - p) * 2 ** 32), 2 ** 32 - 1)
    key = drawn_key(seed)
    pairs = zip(numbers_of(key, size, 0), numbers_of(key, size, 1))
    return torch.tensor([(first << 16) + second < threshold
                         for first, second in pairs])


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
        n = 2 ** 25
        kept = seeded(torch.ones(n), 1 - 1.5 / 65536)[1].sum().item()
        mean = n * 1.5 / 65536
        assert abs(kept - mean) < 5 * math.sqrt(mean), f'{kept} kept, expected {mean}'
    tally.run('dropout: the second 16 bits decide ties', ties)

    def threads():
        x = torch.randn(1_000_003)
        for p in (0.2, 0.5):
            first, *others = on_threads(lambda: seeded(x, p))
            assert all(torch.equal(a, b) for o in others for a, b in zip(first, o))
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
                    require_close(f'{shape} {name}', output, exact,
                                  1e-14 if dtype == torch.float64 else 1e-6, ROUNDING[dtype])
                    if x.numel() > 1 and x.is_contiguous(memory_format=torch.channels_last):
                        assert output.stride() == kept.stride() == x.stride()
                    g = torch.randn(shape).to(dtype)
                    by_input = torch.ops.isbe._dropout_backward(g, kept, 1.25)
                    require_close(f'{shape} {name} backward', by_input, g.double() * kept * 1.25,
                                  1e-14 if dtype == torch.float64 else 1e-6, ROUNDING[dtype])
        tally.run(f'dropout values {dtype} {p}', values)

    def edges():
        x = torch.randn(1000)
        assert torch.equal(torch.ops.isbe.dropout(x, 0.0), x)
        assert torch.ops.isbe.dropout(x, 1.0).abs().sum() == 0
        x[3] = float('nan')
        assert torch.ops.isbe.dropout(x, 1.0).isnan().sum() == 1, 'NaN is not hidden, as in libtorch'
    tally.run('dropout edges', edges)
    for p in (-0.1, 1.5, float('nan')):
        refuses(tally, f'dropout p {p}', ValueError, ['p is', 'from 0 to 1'],
                lambda: torch.ops.isbe.dropout(torch.ones(3), p))
    refuses(tally, 'dropout of integers', TypeError, ['Long', 'float32'],
            lambda: torch.ops.isbe.dropout(torch.ones(3).long(), 0.5))


def check_dropout_statistics(tally):
    """Every limit is five standard deviations, or a probability of 1e-6 of the chi-square."""
    n = 1 << 22

    def centred(p, seed):
        return seeded(torch.ones(n), p, seed)[1].double() - (1 - p)

    for p in (0.2, 0.5, 0.9):
        def moments():
            m = centred(p, 1)
            variance = p * (1 - p)
            assert m.mean().abs() < 5 * math.sqrt(variance / n), m.mean()
            limit = 5 * abs(1 - 2 * p) * math.sqrt(variance / n) + 1e-4
            assert (m.square().mean() - variance).abs() < limit
        tally.run(f'dropout statistics: mean and variance {p}', moments)

        def serial():
            m = centred(p, 2) / math.sqrt(p * (1 - p))
            for lag in (*range(1, 130), 256, 512, 1024, 4096, 65536):
                correlation = (m[lag:] * m[:-lag]).mean() * math.sqrt(n - lag)
                assert correlation.abs() < 5, f'lag {lag}: {correlation:.1f} standard deviations'
        tally.run(f'dropout statistics: serial correlation {p}', serial)

        def lanes():
            m = centred(p, 3).view(-1, 64) / math.sqrt(p * (1 - p))
            rows = m.shape[0]
            assert (m.mean(0) * math.sqrt(rows)).abs().max() < 5, 'a lane of its own'
            between = m.T @ m / math.sqrt(rows)
            off = between - torch.diag(between.diag())
            assert off.abs().max() < 6, 'two lanes go together'
        tally.run(f'dropout statistics: lanes {p}', lanes)

        def calls():
            torch.manual_seed(11)
            masks = torch.stack([torch.ops.isbe._dropout(torch.ones(1 << 18), p)[1].double()
                                 for _ in range(24)]) - (1 - p)
            masks = masks / math.sqrt(p * (1 - p))
            between = masks @ masks.T / math.sqrt(1 << 18)
            off = between - torch.diag(between.diag())
            assert off.abs().max() < 6, 'two calls go together'
        tally.run(f'dropout statistics: independent calls {p}', calls)

    def bytes_of_flags():
        for seed in range(4):
            bits = seeded(torch.ones(n), 0.5, seed)[1].view(-1, 8).long()
            counts = torch.bincount((bits << torch.arange(8)).sum(1), minlength=256).double()
            mean = n / 8 / 256
            chi = ((counts - mean) ** 2 / mean).sum().item()
            # Chi-square of 255 degrees of freedom is about normal: deviation sqrt(2 * 255).
            assert abs(chi - 255) < 5 * math.sqrt(510), f'chi-square {chi:.0f}'
    tally.run('dropout statistics: chi-square over bytes', bytes_of_flags)


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
            tally.run(f'opcheck dropout {i} {p} {grown}',
                      lambda: torch.library.opcheck(isbe.dropout.default, (leaf, p)))
            tally.run(f'opcheck _dropout {i} {p} {grown}',
                      lambda: torch.library.opcheck(isbe._dropout.default, (leaf, p)))
        leaf, kept = x.clone().requires_grad_(), torch.rand(x.shape) < 0.5
        kept = torch.empty_like(x, dtype=torch.bool).copy_(kept)
        tally.run(f'opcheck _dropout_backward {i}', lambda: torch.library.opcheck(
            isbe._dropout_backward.default, (leaf, kept, 2.0)))
        tally.run(f'opcheck dropout schema {i}', lambda: torch.library.opcheck(
            isbe.dropout.default, (x, 0.5),
            test_utils=('test_schema', 'test_faketensor', 'test_autograd_registration')))


# Batch norm and ReLU ---------------------------------------------------------------------------


def ours(x, w, b, mean, var, training, momentum=0.1, eps=1e-5):
    return torch.ops.isbe.batch_norm_relu(x, w, b, mean, var, training, momentum, eps)


def theirs(x, w, b, mean, var, training, momentum=0.1, eps=1e-5):
    return torch.relu(torch.batch_norm(x, w, b, mean, var, training, momentum, eps, True))


def clones(tensors, dtype=None):
    return [t if t is None else (t.to(dtype) if dtype else t).clone() for t in tensors]


def outcome(function, x, parameters, statistics, gradient, training):
    """(output, gradients, running statistics) of one step."""
    leaves = [t if t is None else t.detach().clone().requires_grad_() for t in (x, *parameters)]
    y = function(*leaves, *statistics, training)
    wanted = [leaf for leaf in leaves if leaf is not None]
    return [y.detach(), *torch.autograd.grad(y, wanted, gradient.to(y.dtype)),
            *(s for s in statistics if s is not None)]


BATCH_SHAPES = [(9, 5), (8, 5, 7, 9), (4, 3, 20), (5, 64, 6, 6), (7, 33, 4, 4), (2, 3, 140, 130),
                (3, 4, 2, 3, 4), (300, 16), (6, 20, 1, 1)]


def check_batch_norm_values(tally):
    torch.manual_seed(4)
    for shape, dtype, training in itertools.product(BATCH_SHAPES, DTYPES, (True, False)):
        arithmetic = torch.float64 if dtype == torch.float64 else torch.float32
        channels = shape[1]

        def check():
            data = (torch.randn(shape) * 2 + 0.5).to(dtype)
            gradient = torch.randn(shape).to(dtype)
            for affine, tracked in ((True, True), (False, True), (True, False)):
                if not tracked and not training:
                    continue
                parameters = [(torch.rand(channels) + 0.5).to(arithmetic),
                              torch.randn(channels).to(arithmetic)] if affine else [None, None]
                statistics = [torch.randn(channels).to(arithmetic),
                              (torch.rand(channels) + 0.5).to(arithmetic)] if tracked else [None] * 2
                exact = outcome(theirs, data.double(), clones(parameters, torch.float64),
                                clones(statistics, torch.float64), gradient.double(), training)
                for name, x in layouts(data):
                    found = outcome(ours, x, parameters, clones(statistics), gradient, training)
                    for i, (a, e) in enumerate(zip(found, exact)):
                        # Sums over all values cancel: their error goes by what was added up.
                        size = e.abs().max().item() + (gradient.numel() / channels) ** 0.5
                        fine = 1e-12 if dtype == torch.float64 else 3e-6
                        rounding = ROUNDING[dtype] if a.dtype == dtype else 0
                        require_close(f'{name} {affine} {tracked} {i}', a, e, fine * size, rounding)
        tally.run(f'batch_norm_relu {shape} {dtype} {training}', check)

    def far_from_zero():
        x = torch.randn(64, 3, 9, 9) + torch.tensor([1e3, -1e4, 0.0]).view(1, 3, 1, 1)
        for data in (x, x.contiguous(memory_format=torch.channels_last)):
            mean, var = torch.zeros(3), torch.zeros(3)
            ours(data, None, None, mean, var, True, momentum=1.0)
            exact = x.double().var((0, 2, 3))
            require_close('variance', var, exact, 0, 1e-5)
            require_close('mean', mean, x.double().mean((0, 2, 3)), 1e-6, 1e-7)
    tally.run('batch_norm_relu: variance of channels far from zero', far_from_zero)

    def threads():
        data = torch.randn(32, 20, 30, 30)
        for x in (data, data.contiguous(memory_format=torch.channels_last), data[:, :, 0, 0]):
            w, g = torch.rand(x.shape[1]), torch.randn(x.shape)
            first, *others = on_threads(lambda: outcome(
                ours, x, [w, w - 0.5], [torch.zeros_like(w), torch.ones_like(w)], g, True))
            assert all(torch.equal(a, b) for o in others for a, b in zip(first, o))
    tally.run('batch_norm_relu: the number of threads changes nothing', threads)

    def not_a_number():
        x = torch.randn(8, 3, 5, 5)
        x[0, 1, 2, 2] = float('nan')
        y = ours(x, None, None, None, None, True)
        assert y[:, 1].isnan().all() and not y[:, 0].isnan().any()
    tally.run('batch_norm_relu: NaN comes through', not_a_number)

    def left_to_libtorch():
        with torch.no_grad():
            assert ours(torch.ones(0, 3), None, None, None, None, True).shape == (0, 3)
            x = torch.randn(6, 3).bfloat16()
            w, s = torch.ones(3).bfloat16(), torch.ones(3).bfloat16()
            assert ours(x, w, w, s, s.clone(), True).dtype == torch.bfloat16
    tally.run('batch_norm_relu: what is unusual', left_to_libtorch)
    x, three = torch.randn(6, 3), torch.ones(3)
    refuses(tally, 'batch_norm_relu without statistics', RuntimeError, ['running_mean'],
            lambda: ours(x, None, None, None, None, False))
    refuses(tally, 'batch_norm_relu weight', RuntimeError, ['weight'],
            lambda: ours(x, torch.ones(4), None, None, None, True))
    refuses(tally, '_batch_norm_relu weight', ValueError, ['weight', '[4]', '[3]'],
            lambda: torch.ops.isbe._batch_norm_relu(x, torch.ones(4), None, None, None, 1e-5))
    refuses(tally, '_batch_norm_relu dtype', TypeError, ['bias', 'Double', 'Float'],
            lambda: torch.ops.isbe._batch_norm_relu(x, None, three.double(), None, None, 1e-5))
    refuses(tally, '_batch_norm_relu mean alone', ValueError, ['var', 'both'],
            lambda: torch.ops.isbe._batch_norm_relu(x, None, None, three, None, 1e-5))


def check_batch_norm_autograd(tally):
    torch.manual_seed(6)
    double = dict(dtype=torch.float64)
    for shape, training in itertools.product(((5, 3), (3, 2, 4, 3)), (True, False)):
        channels = shape[1]
        x = torch.randn(shape, **double, requires_grad=True)
        w = (torch.rand(channels, **double) + 0.5).requires_grad_()
        b = torch.randn(channels, **double, requires_grad=True)
        mean, var = torch.randn(channels, **double), torch.rand(channels, **double) + 0.5

        def function(x, w, b):
            return ours(x, w, b, mean.clone(), var.clone(), training)
        name = f'batch_norm_relu {shape} {training}'
        tally.run('gradcheck ' + name, lambda: torch.autograd.gradcheck(function, (x, w, b)))
        tally.run('gradgradcheck ' + name, lambda: torch.autograd.gradgradcheck(
            function, (x, w, b)))

    def saves_the_input():
        x = torch.randn(16, 8, 10, 10, requires_grad=True)
        w, b = torch.ones(8, requires_grad=True), torch.ones(8, requires_grad=True)
        size, _ = saved_bytes(lambda: ours(x, w, b, torch.zeros(8), torch.ones(8), True))
        assert size == 4 * (x.numel() + 4 * 8), f'{size} bytes'
    tally.run('batch_norm_relu saves its input and four numbers a channel', saves_the_input)

    def autocast():
        x = torch.randn(6, 3, 4, 4).bfloat16().requires_grad_()
        with torch.autocast('cpu', dtype=torch.bfloat16):
            y = ours(x, torch.ones(3, requires_grad=True), torch.zeros(3), torch.zeros(3),
                     torch.ones(3), True)
        assert y.dtype == torch.bfloat16
        y.sum().backward()
        assert x.grad.dtype == torch.bfloat16
    tally.run('batch_norm_relu under autocast', autocast)


def check_batch_norm_opcheck(tally):
    isbe = torch.ops.isbe
    image = torch.randn(2, 3, 4, 5)
    inputs = (torch.randn(7, 3), image, image.contiguous(memory_format=torch.channels_last),
              image.bfloat16(), image.transpose(2, 3))
    for i, (x, training) in enumerate(itertools.product(inputs, (True, False))):
        leaf = x.clone().requires_grad_()
        w, b = torch.rand(3, requires_grad=True), torch.randn(3, requires_grad=True)
        mean, var = torch.zeros(3), torch.ones(3)
        given = (None, None) if training else (mean, var)
        tally.run(f'opcheck batch_norm_relu {i}', lambda: torch.library.opcheck(
            isbe.batch_norm_relu.default, (leaf, w, b, mean, var, training, 0.1, 1e-5),
            rtol=3e-2 if x.dtype == torch.bfloat16 else 1e-4, atol=1e-4))
        tally.run(f'opcheck _batch_norm_relu {i}', lambda: torch.library.opcheck(
            isbe._batch_norm_relu.default, (leaf, w, b, *given, 1e-5)))
        tally.run(f'opcheck _batch_norm_relu_backward {i}', lambda: torch.library.opcheck(
            isbe._batch_norm_relu_backward.default,
            (torch.randn(x.shape).to(x.dtype), x, w.detach(), b.detach(), mean, var, training,
             1e-5)))

    def compiled():
        def step(x, w, b, mean, var):
            return ours(x * 2, w, b, mean, var, True)
        x, w = torch.randn(4, 3, 5, 5, requires_grad=True), torch.rand(3, requires_grad=True)
        results = []
        for function in (step, torch.compile(step, fullgraph=True)):
            mean, var = torch.zeros(3), torch.ones(3)
            y = function(x, w, w * 0.5, mean, var)
            results.append([y.detach(), *torch.autograd.grad(y.square().sum(), (x, w)), mean, var])
        for eager, traced in zip(*results):
            require_close('compiled', traced, eager.double(), 1e-5, 1e-5)
    tally.run('torch.compile of batch_norm_relu', compiled)


# Capabilities ----------------------------------------------------------------------------------


def fingerprint():
    """A digest of what dropout draws, and results of batch norm, for the capability in use."""
    flags = [seeded(torch.ones(n), p, n)[1] for n in (1, 64, 1000, 70001) for p in (0.1, 0.5, 1 - 1e-5)]
    digest = hashlib.sha256(b''.join(f.numpy().tobytes() for f in flags)).hexdigest()
    torch.manual_seed(2)
    worst = 0.0
    for shape in BATCH_SHAPES:
        x, g, w = torch.randn(shape), torch.randn(shape), torch.rand(shape[1])
        for data in (x, x.contiguous(memory_format=torch.channels_last)) if x.dim() == 4 else (x,):
            step = [outcome(f, data.to(d), [w.to(d), w.to(d) - 0.5], [None, None], g.to(d), True)
                    for f, d in ((ours, torch.float32), (theirs, torch.float64))]
            worst = max(worst, *((a - e).abs().max().item() / (1 + e.abs().max().item())
                                 for a, e in zip(*step)))
    return f'{torch.backends.cpu.get_cpu_capability()} {digest} {worst:.3g}'


def check_capabilities(tally, library):
    def check():
        lines = []
        for capability in ('default', 'avx2', 'avx512'):
            done = subprocess.run(
                [sys.executable, __file__, library, '--fingerprint'], text=True, check=True,
                stdout=subprocess.PIPE, env={**os.environ, 'ATEN_CPU_CAPABILITY': capability})
            lines.append(done.stdout.split())
        print('  '.join(name for name, _, _ in lines))
        assert len({digest for _, digest, _ in lines}) == 1, f'different flags: {lines}'
        assert all(float(worst) < 1e-5 for _, _, worst in lines), f'batch norm: {lines}'
    tally.run('capabilities draw the same flags', check)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('library', help='path of libisbe_ops.so')
    parser.add_argument('--only', default='', help='run the checks whose name contains this')
    parser.add_argument('--fingerprint', action='store_true', help=argparse.SUPPRESS)
    options = parser.parse_args()
    torch.ops.load_library(options.library)
    if options.fingerprint:
        print(fingerprint())
        return
    torch.manual_seed(0)
    tally = Tally(options.only)
    check_dropout_numbers(tally)
    check_dropout_values(tally)
    check_dropout_statistics(tally)
    check_dropout_autograd(tally)
    check_dropout_opcheck(tally)
    check_batch_norm_values(tally)
    check_batch_norm_autograd(tally)
    check_batch_norm_opcheck(tally)
    check_capabilities(tally, options.library)
    print(f'{torch.backends.cpu.get_cpu_capability()}, PyTorch {torch.__version__}: '
          f'{tally.passed} passed, {tally.failed} failed')
    sys.exit(1 if tally.failed else 0)


if __name__ == '__main__':
    main()
