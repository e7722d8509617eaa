#!/usr/bin/env python3
"""Checks the operators in PyTorch, and shows how to use them there:

    import torch
    torch.ops.load_library('build/<key>/libisbe_ops.so')
    loss = torch.ops.isbe.loss(logits, target, normalization='softmax')
    loss.backward()                       # sends Y - target to the logits

    error, value, correct = torch.ops.isbe.soft_error(logits.detach(), target, reduction='sum')
    logits.backward(error)                # the same without a loss

Usage: python scripts/check/operators.py path/to/libisbe_ops.so [--quick] [--only NAME]

Needs PyTorch of the version that the library was built against. Prints a line a failure and, last,
"N passed, N failed"; exits 1 if any failed.
"""

import sys
import warnings

import torch

from opcheck.layers.batch_norm import check_batch_norm
from opcheck.layers.capabilities import check_capabilities
from opcheck.layers.dropout import check_dropout
from opcheck.loss.autograd import check_autograd
from opcheck.loss.edges import check_edges
from opcheck.loss.grid import check_cross_entropy, check_matrix, check_random
from opcheck.loss.opcheck import check_opcheck
from opcheck.loss.refusals import check_refusals
from opcheck.loss.scores import check_scores
from opcheck.tally import Tally, read_options


def main():
    options = read_options(__doc__)
    warnings.filterwarnings('ignore', message='.*not a leaf.*')
    torch.manual_seed(0)
    tally = Tally(options.only)
    check_matrix(tally)
    check_random(tally, 60 if options.quick else 400)
    check_cross_entropy(tally, 60 if options.quick else 400)
    for check in (
        check_edges,
        check_refusals,
        check_scores,
        check_autograd,
        check_opcheck,
        check_dropout,
        check_batch_norm,
    ):
        check(tally)
    check_capabilities(tally, options.library)
    print(f'{torch.backends.cpu.get_cpu_capability()}, PyTorch {torch.__version__}')
    return tally.conclude()


if __name__ == '__main__':
    sys.exit(main())
