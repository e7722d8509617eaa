"""Writes statistics.json: what SciPy says, for lib/experiments/statistics.

Run: python test/goldens/make_statistics.py   (needs scipy 1.17)
"""

import json
from pathlib import Path

import numpy as np
from scipy import special, stats


def holm(ps):
    """Holm's step-down correction, by its definition: the greatest of what comes before."""
    order = np.argsort(ps, kind='stable')
    adjusted = np.empty(len(ps))
    steps = [min(1.0, (len(ps) - rank) * ps[i]) for rank, i in enumerate(order)]
    adjusted[order] = np.maximum.accumulate(steps)
    return adjusted.tolist()


def bootstrap(values):
    result = stats.bootstrap(
        (values,), np.median, method='percentile', n_resamples=20000, rng=1, vectorized=True
    )
    interval = result.confidence_interval
    return {
        'values': values.tolist(),
        'median': float(np.median(values)),
        'low': float(interval.low),
        'high': float(interval.high),
    }


def mean_interval(values):
    low, high = stats.t.interval(
        0.95, len(values) - 1, loc=np.mean(values), scale=stats.sem(values)
    )
    return {'values': values, 'mean': float(np.mean(values)), 'low': low, 'high': high}


def mcnemar(b, c):
    count = b + c
    return {
        'b': b,
        'c': c,
        'p': 1.0 if count == 0 else stats.binomtest(b, count).pvalue,
        'chiSquared': 0.0 if count == 0 else max(0, abs(b - c) - 1) ** 2 / count,
    }


def wilson(hits, count):
    interval = stats.binomtest(hits, count).proportion_ci(method='wilson')
    return {'hits': hits, 'count': count, 'low': interval.low, 'high': interval.high}


def main():
    rng = np.random.default_rng(5)
    pairs = [(0, 0), (1, 0), (3, 3), (5, 12), (12, 5), (0, 20), (40, 61), (500, 430)]
    families = [[0.01], [0.04, 0.01, 0.03], [0.5, 0.5, 0.001, 0.2, 0.04], [1.0, 1.0]]
    betas = [(0.5, 0.5, 0.3), (2, 7, 0.1), (30, 12, 0.75), (250, 300, 0.5), (1, 0.5, 0.99)]
    quantiles = [(0.975, 1), (0.975, 2), (0.975, 4), (0.9, 10), (0.995, 120), (0.5, 3)]
    goldens = {
        'median': [bootstrap(rng.normal(60, 3, n).round(4)) for n in (21, 60, 200)],
        'mean': [mean_interval(v) for v in ([99.1, 99.3], [1.0, 2.0, 4.0, 8.0], [3.0, 3.5, 3.0])],
        'mcnemar': [mcnemar(b, c) for b, c in pairs],
        'holm': [{'ps': ps, 'adjusted': holm(ps)} for ps in families],
        'beta': [{'a': a, 'b': b, 'x': x, 'value': special.betainc(a, b, x)} for a, b, x in betas],
        'quantile': [{'p': p, 'df': df, 't': stats.t.ppf(p, df)} for p, df in quantiles],
        'wilson': [wilson(h, n) for h, n in ((9945, 10000), (0, 50), (50, 50), (7, 9))],
    }
    path = Path(__file__).with_name('statistics.json')
    path.write_text(json.dumps(goldens, default=float) + '\n')


if __name__ == '__main__':
    main()
