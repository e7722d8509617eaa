"""Writes metrics.json: figures of torchmetrics 1.9, on random and on degenerate inputs.

Run: python test/goldens/make_metrics.py   (needs torch 2.13 and torchmetrics 1.9)

Each case is updated with both halves of its inputs. The Brier score and the log loss, which
torchmetrics does not have, are plain arithmetic.
"""

import json
import sys
import warnings
from pathlib import Path
from unittest.mock import MagicMock

import torch

# torchmetrics imports it for metrics of images, whether it fits this PyTorch or not.
for name in ('torchvision', 'torchvision.transforms', 'torchvision.models', 'torchvision.ops'):
    sys.modules[name] = MagicMock()

import torchmetrics  # noqa: E402
from torchmetrics.text import Perplexity  # noqa: E402

SAMPLES = 24
IGNORED = -1


def rounded(tensor):
    """Two digits: ties, and short JSON."""
    return (tensor * 100).round() / 100


def inputs():
    torch.manual_seed(0)
    scores = rounded(torch.rand(SAMPLES))
    yes = torch.randint(2, (SAMPLES,))
    logits = rounded(torch.randn(SAMPLES, 4) * 2)
    classes = torch.randint(4, (SAMPLES,))
    labels = torch.randint(2, (SAMPLES, 3))
    some = torch.arange(SAMPLES) % 5 == 0
    return {
        'binary': (scores, yes),
        'binary logits': (rounded(torch.randn(SAMPLES)), yes),
        'binary ties': (torch.full((SAMPLES,), 0.25), yes),
        'binary no positives': (scores, torch.zeros_like(yes)),
        'binary no negatives': (scores, torch.ones_like(yes)),
        'binary ignored': (scores, yes.masked_fill(some, IGNORED)),
        'multiclass': (logits, classes),
        'multiclass absent': (logits, classes.clamp(max=2)),
        'multiclass ignored': (logits, classes.masked_fill(some, IGNORED)),
        'multiclass all ignored': (logits, torch.full_like(classes, IGNORED)),
        'multiclass pixels': (rounded(torch.randn(2, 4, 3, 2)), torch.randint(4, (2, 3, 2))),
        'multiclass labels': (classes.roll(1), classes),
        'multilabel': (rounded(torch.rand(SAMPLES, 3)), labels),
        'multilabel absent': (rounded(torch.rand(SAMPLES, 3)), labels * torch.tensor([1, 0, 1])),
        'multilabel ignored': (
            rounded(torch.rand(SAMPLES, 3)),
            labels.masked_fill(some[:, None], IGNORED),
        ),
        'numbers': (rounded(torch.randn(SAMPLES)), rounded(torch.randn(SAMPLES))),
        'outputs': (rounded(torch.randn(SAMPLES, 2)), rounded(torch.randn(SAMPLES, 2))),
        'tokens': (rounded(torch.randn(4, 3, 5)), torch.randint(5, (4, 3))),
        'tokens ignored': (
            rounded(torch.randn(4, 3, 5)),
            torch.tensor([[0, 1, IGNORED], [2, 3, 4], [IGNORED, 1, 1], [0, 0, 0]]),
        ),
        'multiclass pixels ignored': (
            rounded(torch.randn(2, 4, 3, 2)),
            torch.randint(4, (2, 3, 2)).masked_fill(
                torch.arange(12).view(2, 3, 2) % 5 == 0, IGNORED
            ),
        ),
        'multiclass labels of pixels': (torch.randint(4, (4, 5)), torch.randint(4, (4, 5))),
        'binary pixels': (rounded(torch.rand(4, 6)), torch.randint(2, (4, 6))),
        'multilabel pixels': (rounded(torch.rand(4, 3, 5)), torch.randint(2, (4, 3, 5))),
        # Probabilities, but for what is ignored.
        'binary ignored far': (
            scores.masked_fill(some, -5),
            yes.masked_fill(some, IGNORED),
        ),
        'multiclass ignored far': (
            rounded(logits.softmax(1)).clamp(min=0.01).masked_fill(some[:, None], 9),
            classes.masked_fill(some, IGNORED),
        ),
        'multilabel ignored far': (
            rounded(torch.rand(SAMPLES, 3)).masked_fill(some[:, None], -5),
            labels.masked_fill(some[:, None], IGNORED),
        ),
        'multiclass first alone': (logits, torch.zeros_like(classes)),
    }


def count(task):
    return {'multiclass': {'num_classes': 4}, 'multilabel': {'num_labels': 3}}.get(task, {})


def settings():
    """[metric, name of the inputs, options]"""
    for name in inputs():
        task = name.split()[0]
        if task not in ('binary', 'multiclass', 'multilabel'):
            continue
        base = {'task': task, **count(task)}
        if 'ignored' in name:
            base['ignore_index'] = IGNORED
        averages = ['micro'] if task == 'binary' else ['micro', 'macro', 'weighted', 'none']
        for average in averages:
            for metric in ('Accuracy', 'Precision', 'Recall', 'Specificity', 'F1Score'):
                yield metric, name, {**base, 'average': average}
        yield 'FBetaScore', name, {**base, 'beta': 2.0, 'average': averages[-1]}
        if name == 'multiclass':
            for average in averages:
                for metric in ('Accuracy', 'Precision', 'Recall', 'Specificity', 'F1Score'):
                    yield metric, name, {**base, 'average': average, 'top_k': 2}
        if 'absent' in name or 'no positives' in name:
            for average in averages:
                for metric in ('Precision', 'Recall', 'F1Score'):
                    yield metric, name, {**base, 'average': average, 'zero_division': 1}
        if 'pixels' in name:
            each = {**base, 'multidim_average': 'samplewise'}
            for average in averages:
                for metric in ('Accuracy', 'Precision', 'Recall', 'Specificity', 'F1Score'):
                    yield metric, name, {**each, 'average': average}
            yield 'Recall', name, {**each, 'average': 'macro', 'zero_division': 1}
            if task == 'multiclass' and 'labels' not in name:
                yield 'Accuracy', name, {**each, 'average': 'none', 'top_k': 2}
        for normalize in (None, 'true', 'pred', 'all'):
            yield 'ConfusionMatrix', name, {**base, 'normalize': normalize}
        yield 'MatthewsCorrCoef', name, base
        if task != 'multilabel':
            for weights in (None, 'linear', 'quadratic'):
                yield 'CohenKappa', name, {**base, 'weights': weights}
        if 'multiclass labels' in name:
            continue
        if task != 'multilabel':
            for norm in ('l1', 'l2', 'max'):
                yield 'CalibrationError', name, {**base, 'norm': norm, 'n_bins': 5}
        if name == 'multiclass all ignored':
            continue
        for thresholds in (None, 5, [0.1, 0.25, 0.8]):
            curve = {**base, 'thresholds': thresholds}
            yield 'ROC', name, curve
            yield 'PrecisionRecallCurve', name, curve
            averages = [] if task == 'binary' else ['macro', 'weighted', 'none']
            averages += ['micro'] if task == 'multilabel' else []
            for options in [{'average': average} for average in averages] or [{}]:
                # Binned weights of torchmetrics are counts of one threshold, not of classes.
                if options.get('average') == 'weighted' and thresholds is not None:
                    continue
                yield 'AUROC', name, {**curve, **options}
                yield 'AveragePrecision', name, {**curve, **options}
    yield 'AUROC', 'binary', {'task': 'binary', 'max_fpr': 0.4}
    for name in ('numbers', 'outputs'):
        yield 'MeanSquaredError', name, {}
        yield 'MeanSquaredError', name, {'squared': False}
        yield 'MeanAbsoluteError', name, {}
        yield 'R2Score', name, {}
        yield 'R2Score', name, {'adjusted': 2}
    yield 'MeanSquaredError', 'outputs', {'num_outputs': 2}
    yield 'MeanSquaredError', 'outputs', {'num_outputs': 2, 'squared': False}
    yield 'MeanAbsoluteError', 'outputs', {'num_outputs': 2}
    yield 'R2Score', 'outputs', {'multioutput': 'raw_values'}
    yield 'R2Score', 'outputs', {'multioutput': 'raw_values', 'adjusted': 3}
    yield 'R2Score', 'outputs', {'multioutput': 'variance_weighted', 'adjusted': 3}
    yield 'R2Score', 'outputs', {'multioutput': 'variance_weighted'}
    yield 'Perplexity', 'tokens', {}
    yield 'Perplexity', 'tokens ignored', {'ignore_index': IGNORED}
    kinds = ('', ' ignored', ' ignored far')
    for name in [task + kind for task in ('binary', 'multiclass') for kind in kinds]:
        task = name.split()[0]
        ignored = {'ignore_index': IGNORED} if 'ignored' in name else {}
        yield 'BrierScore', name, {'task': task, **count(task), **ignored}
        yield 'LogLoss', name, {'task': task, **count(task), **ignored}


def arithmetic(metric, preds, target):
    kept = target != IGNORED
    preds, target = preds[kept].double(), target[kept]
    is_share = ((preds >= 0) & (preds <= 1)).all()
    p = torch.stack([1 - preds, preds], 1) if preds.ndim == 1 else preds
    p = p if is_share else p.softmax(1)
    happened = torch.nn.functional.one_hot(target, p.shape[1])
    if metric == 'LogLoss':
        return -(p * happened).sum(1).log().mean()
    errors = (p - happened) ** 2
    return (errors[:, 1] if preds.ndim == 1 else errors.sum(1)).mean()


def plain(value):
    if isinstance(value, (tuple, list)):
        return [plain(element) for element in value]
    numbers = value.double().tolist()

    def short(number):
        if isinstance(number, list):
            return [short(element) for element in number]
        return None if number != number else float(f'{number:.8g}')

    return short(numbers)


def compute(metric, preds, target, options):
    if metric in ('BrierScore', 'LogLoss'):
        return plain(arithmetic(metric, preds, target))
    if metric == 'ConfusionMatrix' and options.get('normalize') is None:
        options = {key: value for key, value in options.items() if key != 'normalize'}
    home = Perplexity if metric == 'Perplexity' else getattr(torchmetrics, metric)
    made = home(**options)
    half = len(preds) // 2
    made.update(preds[:half], target[:half])
    made.update(preds[half:], target[half:])
    return plain(made.compute())


def main():
    warnings.simplefilter('ignore')
    given = inputs()
    cases = [
        [metric, name, options, compute(metric, *given[name], dict(options))]
        for metric, name, options in settings()
    ]
    shown = {
        name: {
            'preds': preds.tolist(),
            'target': target.tolist(),
            'dtypes': [str(tensor.dtype)[6:] for tensor in (preds, target)],
        }
        for name, (preds, target) in given.items()
    }
    text = json.dumps({'inputs': shown, 'cases': cases})
    Path(__file__).with_name('metrics.json').write_text(text)


if __name__ == '__main__':
    main()
