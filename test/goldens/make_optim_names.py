"""Writes optim_names.json: the public names of torch.optim and its modules in PyTorch 2.13.

Run: python test/goldens/make_optim_names.py   (needs torch 2.13)
"""

import json
from pathlib import Path

from torch import optim

MODULES = {'optim': optim, 'lrScheduler': optim.lr_scheduler, 'swaUtils': optim.swa_utils}


def main():
    names = {module: sorted(home.__all__) for module, home in MODULES.items()}
    path = Path(__file__).with_name('optim_names.json')
    path.write_text(json.dumps(names, indent=1) + '\n')


if __name__ == '__main__':
    main()
