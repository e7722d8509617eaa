"""Writes modules_attention.json: attention and transformers as PyTorch 2.13 computes them.

Run: python test/goldens/make_modules_attention.py   (needs torch 2.13; module_cases.py says how)
"""

import torch
from module_cases import case, wave, write
from torch import nn

CAUSAL = nn.Transformer.generate_square_subsequent_mask(3).clamp(min=-1e9)  # JSON has no infinity
PADDING = torch.tensor([[False, False, True], [False, False, False]])
UPPER = CAUSAL < 0
Q, K, V = wave(3, 2, 4), wave(5, 2, 4, phase=0.4), wave(5, 2, 4, phase=2.0)
SMALL = {'dim_feedforward': 6, 'dropout': 0.0}
SRC, TGT = wave(3, 2, 4), wave(3, 2, 4, phase=0.4)
ROWS = wave(2, 3, 4)

ATTENTION = [
    case('MultiheadAttention', 4, 2, call=[Q, K, V]),
    case('MultiheadAttention', 4, 2, call=[Q, K, V, None, False], bias=False),
    case('MultiheadAttention', 4, 2, call=[ROWS, ROWS, ROWS, PADDING], batch_first=True),
    case(
        'MultiheadAttention', 4, 2, call=[Q, Q, Q, PADDING, True, UPPER, False], add_zero_attn=True
    ),
    case('MultiheadAttention', 4, 1, call=[Q, Q, Q, None, False, CAUSAL, True, True]),
    case('MultiheadAttention', 4, 2, call=[Q, Q, Q, PADDING, False, UPPER, True, True]),
    case(
        'MultiheadAttention',
        4,
        2,
        call=[wave(3, 4), wave(5, 3), wave(5, 2)],
        kdim=3,
        vdim=2,
        add_bias_kv=True,
    ),
    case('MultiheadAttention', 4, 2, call=[Q, K, K, None, False], dropout=0.5, random=True),
    case('MultiheadAttention', 4, 2, call=[Q, Q, Q, None, True, wave(4, 3, 3)]),
]
LAYERS = [
    case('TransformerEncoderLayer', 4, 2, call=[SRC], **SMALL),
    case(
        'TransformerEncoderLayer',
        4,
        2,
        call=[ROWS, CAUSAL],
        norm_first=True,
        batch_first=True,
        activation='gelu',
        **SMALL,
    ),
    case(
        'TransformerEncoderLayer',
        4,
        2,
        call=[SRC, UPPER, PADDING],
        bias=False,
        layer_norm_eps=0.1,
        **SMALL,
    ),
    case('TransformerEncoderLayer', 4, 2, call=[wave(3, 4)], **SMALL),
    case('TransformerDecoderLayer', 4, 2, call=[SRC, TGT], **SMALL),
    case(
        'TransformerDecoderLayer',
        4,
        2,
        call=[SRC, TGT, CAUSAL, None, PADDING, PADDING],
        norm_first=True,
        activation='gelu',
        **SMALL,
    ),
    case('TransformerDecoderLayer', 4, 2, call=[wave(3, 4), wave(2, 4)], bias=False, **SMALL),
]
STACK = {'num_encoder_layers': 1, 'num_decoder_layers': 2, 'd_model': 4, 'nhead': 2}
TRANSFORMERS = [
    case('Transformer', call=[SRC, wave(2, 2, 4)], **STACK, **SMALL),
    case(
        'Transformer',
        call=[ROWS, ROWS, CAUSAL, CAUSAL],
        batch_first=True,
        norm_first=True,
        **STACK,
        **SMALL,
    ),
    case('Transformer', call=[wave(3, 4), wave(2, 4)], bias=False, **STACK, **SMALL),
]

if __name__ == '__main__':
    write('modules_attention.json', [*ATTENTION, *LAYERS, *TRANSFORMERS])
