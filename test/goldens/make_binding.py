"""Writes binding.json: for each public signature of each operator, arguments that PyTorch takes and
what it computes of them. Needs torch:

    python test/goldens/make_binding.py

Arguments are searched: of each type a few values are tried, until a call by position succeeds; it
must then also succeed by name and mixed, with the same result. Each operator is searched in a
process of its own, since some of libtorch's end theirs.
"""

import json
import math
import multiprocessing
from pathlib import Path

import torch
from binding_values import candidates, decode, digest, fixed_values

ROOT = Path(__file__).parents[2]
SURFACE = ROOT / 'scripts' / 'generate' / 'python_surface.json'
SECONDS = 5
MOST_TRIES = 600

# Writes a file; converts values to `dtype` before the operator, which refuses or ignores it.
NOT_CALLED = ('from_file', 'sparse_coo_tensor', 'sparse_csr_tensor')
# Of other values each time, or of what a machine has.
NOT_COMPARED = ('empty', 'resize', 'new_empty', 'mkldnn', 'cudnn', 'miopen', 'quantized', 'fbgemm')


def place_of(module):
    return {'nn': torch._C._nn}.get(module) or getattr(torch, module)


def rows():
    """(place, name there, name of the operator, overloads)"""
    surface = json.loads(SURFACE.read_text())
    for name, groups in surface['functions'].items():
        yield 'torch', name, name, groups
    for name, groups in surface['methods'].items():
        yield 'Tensor', name, name, groups
    for module, entries in surface['modules'].items():
        for name, (shown, *groups) in entries.items():
            if shown:
                yield module, shown, name, groups


def schema_of(name, overload):
    for schema in torch._C._jit_get_schemas_for_operator(f'aten::{name}'):
        if (schema.overload_name or 'default') == overload:
            return schema
    return None


def call(place, shown, name, positional, named):
    """Calls the operator as Python does; `positional` begins with self for a method."""
    if place == 'Tensor':
        return getattr(positional[0], shown)(*positional[1:], **named)
    holder = torch if place == 'torch' else place_of(place)
    return getattr(holder, name if place == 'nn' else shown)(*positional, **named)


def python_name(place, argument):
    is_input = argument.name == 'self' and str(argument.type) == 'Tensor'
    return 'input' if is_input and place != 'Tensor' else argument.name


class Case:
    """One signature with values: `arguments` holds (name, value, by name only)."""

    def __init__(self, place, shown, name, arguments):
        self.place, self.shown, self.name, self.arguments = place, shown, name, arguments

    def run(self, by_position):
        torch.manual_seed(0)
        positional, named = [], {}
        for index, (argument, value, keyword_only) in enumerate(self.arguments):
            decoded = decode(value, argument)
            if keyword_only or index >= by_position:
                named[argument] = decoded
            else:
                positional.append(decoded)
        return digest(call(self.place, self.shown, self.name, positional, named))

    def agreed(self):
        """The result of calls by position, by name and mixed, or None unless all give the same."""
        count = sum(not keyword_only for _, _, keyword_only in self.arguments)
        first = 1 if self.place == 'Tensor' else 0
        try:
            results = [self.run(n) for n in {count, max(first, (count + 1) // 2), first}]
        except Exception:  # these values do not fit
            return None
        texts = {json.dumps(result) for result in results}
        return results[0] if len(texts) == 1 and results[0] is not None else None


def inputs_of(place, schema):
    arguments = [argument for argument in schema.arguments if not argument.is_out]
    if place == 'Tensor':
        arguments.sort(key=lambda argument: argument.name != 'self')
    return arguments


def product(choices, limit):
    """The first `limit` combinations, the nearest to the first choices first."""
    total = math.prod(len(choice) for choice in choices)
    for index in range(min(total, limit)):
        picked = []
        for choice in choices:
            index, position = divmod(index, len(choice))
            picked.append(choice[position])
        yield picked


def search(row, overload):
    place, shown, name, _ = row
    schema = schema_of(name, overload)
    if schema is None:
        return None
    arguments = inputs_of(place, schema)
    required = [argument for argument in arguments if not argument.has_default_value()]
    # Some, such as clamp, want one of what has a default.
    for given in (required, arguments):
        choices = [fixed_values(name, a) or candidates(a) or [None] for a in given]
        for values in product(choices, MOST_TRIES):
            entries = [
                (python_name(place, a), v, a.kwarg_only) for a, v in zip(given, values, strict=True)
            ]
            case = Case(place, shown, name, entries)
            result = case.agreed()
            if result is not None:
                return entry(*with_options(case, result, arguments))
    return None


def with_options(case, result, arguments):
    """The case with values also for what has a default, where PyTorch takes them."""
    given = {name: (value, keyword) for name, value, keyword in case.arguments}
    for argument in arguments:
        name = python_name(case.place, argument)
        if name in given:
            continue
        for value in candidates(argument):
            tried = {**given, name: (value, argument.kwarg_only)}
            longer = Case(case.place, case.shown, case.name, in_order(case, arguments, tried))
            longer_result = longer.agreed()
            if longer_result is not None:
                case, result, given = longer, longer_result, tried
                break
    return case, result


def in_order(case, arguments, given):
    """After one that is left out, the others come by name."""
    entries, by_name = [], False
    for argument in arguments:
        name = python_name(case.place, argument)
        if name not in given:
            by_name = True
            continue
        value, keyword = given[name]
        entries.append((name, value, keyword or by_name))
    return entries


def is_compared(case):
    # With sizes it makes the storage of its source longer, by values that nobody has set.
    grows = case.name == 'set_' and len(case.arguments) > 2
    return not grows and not any(word in case.name for word in NOT_COMPARED)


def entry(case, result):
    return {
        'place': case.place,
        'name': case.shown,
        'args': [[n, v, 1] if k else [n, v] for n, v, k in case.arguments],
        'result': result if is_compared(case) else None,
    }


def work(row, overload, pipe):
    torch.set_num_threads(1)
    pipe.send(search(row, overload))


def search_alone(row, overload):
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=work, args=(row, overload, sender))
    process.start()
    sender.close()
    found = None
    try:
        if receiver.poll(SECONDS):
            found = receiver.recv()
    except EOFError:
        pass
    process.kill()
    process.join()
    return found


def main():
    calls, without = [], []
    for row in rows():
        for group in row[3]:
            called = row[2] not in NOT_CALLED
            found = search_alone(row, group.split('+')[0]) if called else None
            if found:
                calls.append(found)
            else:
                without.append(f'{row[0]}.{row[1]} {group}')
    document = {'torch': torch.__version__.split('+')[0], 'calls': calls, 'without': without}
    lines = ',\n'.join(json.dumps(one, separators=(',', ':')) for one in calls)
    text = json.dumps({**document, 'calls': []}, separators=(',', ':'))
    text = text.replace('"calls":[]', f'"calls":[\n{lines}\n]', 1)
    Path(__file__).with_name('binding.json').write_text(text + '\n')
    print(f'binding.json: {len(calls)} signatures, {len(without)} without arguments')


if __name__ == '__main__':
    multiprocessing.set_start_method('fork')
    main()
