"""Whether what isbe::dropout keeps is random."""

import math

import torch


def check_statistics(tally, seeded):
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
            masks = torch.stack(
                [torch.ops.isbe._dropout(torch.ones(1 << 18), p)[1].double() for _ in range(24)]
            ) - (1 - p)
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
