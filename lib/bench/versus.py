"""The Python side of versus.ts, which peers import.

Reads one JSON request a line, {"name": ..., "runs": ...}, and answers {"seconds": ...}: the fastest
run. The first request, "setup", has the number of threads and is answered with the version.
"""

import json
import sys
import time

import torch


def fastest(run, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def serve(version, make):
    """make(name) gives what is measured for a name, as a list of which the fastest counts."""
    made = {}
    for line in sys.stdin:
        request = json.loads(line)
        name = request['name']
        if name == 'setup':
            torch.set_num_threads(request['threads'])
            answer = {'version': version}
        else:
            if name not in made:
                made[name] = make(name)
            answer = {'seconds': min(fastest(run, request['runs']) for run in made[name])}
        print(json.dumps(answer), flush=True)
