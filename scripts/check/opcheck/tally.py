"""What counts the checks."""

import argparse

import torch

SHOWN = 50


class Tally:
    def __init__(self, only=''):
        self.passed = self.failed = 0
        self.only = only

    def run(self, name, function):
        if self.only not in name:
            return
        try:
            function()
            self.passed += 1
        except Exception as error:  # every failure is reported, whatever it is
            self.failed += 1
            if self.failed <= SHOWN:
                print(f'FAILED {name}: {type(error).__name__}: {str(error)[:600]}', flush=True)

    def refuses(self, name, kind, words, function):
        """That `function` raises an error of that kind, with the words in its message."""

        def check():
            try:
                function()
            except kind as error:
                missing = [word for word in words if word not in str(error)]
                assert not missing, f'{missing} not in: {error}'
                return
            raise AssertionError('was accepted')

        self.run('refusal ' + name, check)

    def conclude(self):
        """Prints the count; the exit status, which is 1 also when nothing ran."""
        print(f'{self.passed} passed, {self.failed} failed', flush=True)
        return 1 if self.failed or not self.passed else 0


def read_options(doc, add=lambda parser: None):
    """Options of a check of a library that is built, which is loaded."""
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument('library', help='path of libisbe_ops.so')
    parser.add_argument('--quick', action='store_true', help='a part of the cases')
    parser.add_argument('--only', default='', help='run the checks whose name contains this')
    add(parser)
    options = parser.parse_args()
    torch.ops.load_library(options.library)
    return options
