"""Writes modules_losses.json: losses of torch.nn as PyTorch 2.13 computes them (module_cases.py).

Run: python test/goldens/make_modules_losses.py   (needs torch 2.13)
"""

import torch
from module_cases import case, wave, write

X, Y = wave(3, 4), wave(3, 4, phase=0.3)
POSITIVE = wave(3, 4, phase=0.3, scale=0.4, shift=0.5)
LOG = wave(3, 4, scale=0.5, shift=-1.5)
SIGNS = torch.tensor([1.0, -1, 1])
CLASSES = torch.tensor([2, 0, 3])
WEIGHTS = torch.tensor([0.5, 1, 2, 0.25])
REDUCTIONS = ('none', 'mean', 'sum')
MAPS = wave(2, 4, 2, 2)
MAP_CLASSES = torch.tensor([[[0, 3], [1, 2]], [[2, 2], [1, 0]]])


def of(name, call, *settings, **shared):
    """One case a reduction, each with a further setting."""
    padded = [*settings, {}, {}, {}][:3]
    return [
        case(name, call=call, reduction=reduction, **setting, **shared)
        for reduction, setting in zip(REDUCTIONS, padded, strict=True)
    ]


REGRESSION = [
    *of('L1Loss', [X, Y]),
    *of('MSELoss', [X, Y]),
    *of('SmoothL1Loss', [X, Y], {'beta': 0.2}, {'beta': 0.0}),
    *of('HuberLoss', [X, Y], {'delta': 0.3}),
    *of('SoftMarginLoss', [X, torch.sign(Y.tensor().detach())]),
    *of('PoissonNLLLoss', [X, POSITIVE], {'full': True}),
    case('PoissonNLLLoss', call=[POSITIVE, POSITIVE], log_input=False, eps=0.01),
    *of('GaussianNLLLoss', [X, Y, POSITIVE], {'full': True}, {'eps': 0.4}),
    case('GaussianNLLLoss', call=[X, Y, 0.5]),
    *of('HingeEmbeddingLoss', [wave(3), SIGNS], {'margin': 0.5}),
]
RANKING = [
    *of('MarginRankingLoss', [wave(3), wave(3, phase=2.0), SIGNS], {'margin': 0.5}),
    *of('CosineEmbeddingLoss', [X, Y, SIGNS], {'margin': 0.2}),
    case('CosineEmbeddingLoss', call=[wave(4), wave(4, phase=2.0), torch.tensor(-1)]),
    *of('TripletMarginLoss', [X, Y, wave(3, 4, phase=1.2)], {'swap': True}, {'p': 1.0}),
    case('TripletMarginLoss', call=[X, Y, wave(3, 4, phase=1.2)], margin=0.3, eps=0.1),
    *of('TripletMarginWithDistanceLoss', [X, Y, wave(3, 4, phase=1.2)], {'swap': True}),
]
CLASSIFICATION = [
    *of('CrossEntropyLoss', [X, CLASSES], {'weight': WEIGHTS}, {'ignore_index': 0}),
    case('CrossEntropyLoss', call=[X, POSITIVE], label_smoothing=0.2, weight=WEIGHTS),
    case('CrossEntropyLoss', call=[MAPS, MAP_CLASSES], label_smoothing=0.1),
    case('CrossEntropyLoss', call=[wave(4), torch.tensor(1)]),
    case('CrossEntropyLoss', call=[X, CLASSES], size_average=False),
    *of('NLLLoss', [LOG, CLASSES], {'weight': WEIGHTS}, {'ignore_index': 3}),
    case('NLLLoss', call=[MAPS, MAP_CLASSES], weight=WEIGHTS),
    *of('KLDivLoss', [LOG, POSITIVE], {}, {'log_target': True}),
    case('KLDivLoss', call=[LOG, POSITIVE], reduction='batchmean'),
    *of('BCELoss', [POSITIVE, POSITIVE], {'weight': WEIGHTS}),
    *of('BCEWithLogitsLoss', [X, POSITIVE], {'weight': WEIGHTS}, {'pos_weight': WEIGHTS}),
    *of('MultiLabelMarginLoss', [X, torch.tensor([[1, 3, -1, 0], [0, -1, 2, 3], [2, 1, 0, 3]])]),
    *of('MultiLabelSoftMarginLoss', [X, POSITIVE], {'weight': WEIGHTS}),
    *of('MultiMarginLoss', [X, CLASSES], {'p': 2}, {'margin': 0.4, 'weight': WEIGHTS}),
    *of('CTCLoss', [wave(6, 2, 4), torch.tensor([[1, 2], [3, 1]]), [6, 5], [2, 1]]),
    case('CTCLoss', call=[wave(5, 4), torch.tensor([0, 2]), [5], [2]], blank=3),
    case('CTCLoss', call=[wave(1, 4), torch.tensor([1, 2]), [1], [2]], zero_infinity=True),
    case('LinearCrossEntropyLoss', 4, 4, call=[X, CLASSES], weight=WEIGHTS, ignore_index=2),
    case('LinearCrossEntropyLoss', 4, 4, call=[X, POSITIVE], label_smoothing=0.1, reduction='none'),
    case(
        'LinearCrossEntropyLoss',
        2,
        4,
        call=[wave(2, 2), torch.tensor([[0, 3, 1], [2, 2, 1]])],
        out_features=[3],
        bias=True,
        reduction='sum',
    ),
    case(
        'AdaptiveLogSoftmaxWithLoss',
        8,
        9,
        [2, 5],
        call=[wave(5, 8), torch.tensor([0, 8, 3, 4, 1])],
        div_value=2.0,
    ),
    case(
        'AdaptiveLogSoftmaxWithLoss',
        8,
        9,
        [2, 5],
        call=[wave(8), torch.tensor(6)],
        div_value=2.0,
        head_bias=True,
    ),
    case('AdaptiveLogSoftmaxWithLoss', 4, 6, [3], call=[wave(3, 4), torch.tensor([0, 1, 2])]),
]

if __name__ == '__main__':
    write('modules_losses.json', [*REGRESSION, *RANKING, *CLASSIFICATION])
