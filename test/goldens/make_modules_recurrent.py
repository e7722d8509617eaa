"""Writes modules_recurrent.json: recurrent layers, cells and embeddings as PyTorch computes them.

Run: python test/goldens/make_modules_recurrent.py   (needs torch 2.13; module_cases.py says how)
"""

import torch
from module_cases import case, wave, write

SEQUENCES = wave(4, 2, 3)
ONE = wave(4, 3)


def state(*shape):
    return wave(*shape, phase=0.4)


def layers(name, pairs):
    """Settings that RNN, LSTM and GRU share; a state is a pair for LSTM."""

    def hx(*shape):
        return [state(*shape), state(*shape)] if pairs else state(*shape)

    return [
        case(name, 3, 2, call=[SEQUENCES]),
        case(name, 3, 2, call=[SEQUENCES, hx(2, 2, 2)], num_layers=2, bias=False),
        case(name, 3, 2, call=[SEQUENCES, hx(4, 2, 2)], num_layers=2, bidirectional=True),
        case(name, 3, 2, call=[wave(2, 4, 3)], batch_first=True, bidirectional=True),
        case(name, 3, 2, call=[ONE]),
        case(name, 3, 2, call=[ONE, hx(2, 2)], bidirectional=True, batch_first=True),
        case(name, 3, 2, call=[SEQUENCES], num_layers=2, dropout=0.5, random=True),
    ]


def cells(name, pairs):
    def hx(*shape):
        return [state(*shape), state(*shape)] if pairs else state(*shape)

    return [
        case(name, 3, 2, call=[wave(2, 3)]),
        case(name, 3, 2, call=[wave(2, 3), hx(2, 2)], bias=False),
        case(name, 3, 2, call=[wave(3), hx(2)]),
    ]


LAYERS = [
    *layers('RNN', pairs=False),
    case('RNN', 3, 2, call=[SEQUENCES], nonlinearity='relu'),
    *layers('GRU', pairs=False),
    *layers('LSTM', pairs=True),
    case('LSTM', 3, 4, call=[SEQUENCES, [state(1, 2, 2), state(1, 2, 4)]], proj_size=2),
    case('LSTM', 3, 4, call=[ONE], proj_size=2, num_layers=2, bidirectional=True, bias=False),
]
CELLS = [
    *cells('RNNCell', pairs=False),
    case('RNNCell', 3, 2, call=[wave(2, 3)], nonlinearity='relu'),
    *cells('GRUCell', pairs=False),
    *cells('LSTMCell', pairs=True),
]
INDICES = torch.tensor([[1, 4, 0], [4, 4, 2]])
FLAT, OFFSETS = torch.tensor([1, 4, 0, 4, 2]), torch.tensor([0, 3])
EMBEDDINGS = [
    case('Embedding', 5, 3, call=[INDICES]),
    case('Embedding', 5, 3, call=[INDICES], padding_idx=-1, scale_grad_by_freq=True),
    case('Embedding', 5, 3, call=[torch.tensor(2)], max_norm=0.8, norm_type=1.0),
    case('EmbeddingBag', 5, 3, call=[INDICES]),
    case('EmbeddingBag', 5, 3, call=[FLAT, OFFSETS], mode='max', padding_idx=4),
    case('EmbeddingBag', 5, 3, call=[INDICES, None, wave(2, 3)], mode='sum'),
    case('EmbeddingBag', 5, 3, call=[FLAT, torch.tensor([0, 3, 5])], include_last_offset=True),
    case('EmbeddingBag', 5, 3, call=[INDICES], mode='sum', max_norm=0.8, scale_grad_by_freq=True),
]

if __name__ == '__main__':
    write('modules_recurrent.json', [*LAYERS, *CELLS, *EMBEDDINGS])
