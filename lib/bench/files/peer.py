"""Python's side of `isbe bench files`: saving and loading by safetensors.

Reads one JSON request a line, {"name": "save"} or {"name": "load"}, and answers {"millis": ...}.
"""

import json
import sys
import time

import torch

try:
    import safetensors
    from safetensors.torch import load_file, save_file
except ImportError:
    safetensors = None


def load(file):
    for tensor in load_file(file).values():
        tensor.sum().item()


def main():
    tensors, file = {}, ''
    for line in sys.stdin:
        request = json.loads(line)
        if request['name'] == 'setup':
            torch.set_num_threads(request['threads'])
            file = request['file']
            version = getattr(safetensors, '__version__', None)
            if version:
                shape = request['shape']
                tensors = {
                    f'layers.{i}.weight': torch.randn(shape) for i in range(request['tensors'])
                }
            print(json.dumps({'version': version}), flush=True)
            continue
        start = time.perf_counter()
        if request['name'] == 'save':
            save_file(tensors, file)
        else:
            load(file)
        print(json.dumps({'millis': (time.perf_counter() - start) * 1e3}), flush=True)


main()
