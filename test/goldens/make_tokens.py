"""Byte-pair encoding in its plainest form, for test/lib/data/text.test.ts: tokens.json."""

import json
from collections import Counter
from pathlib import Path

TEXT = 'the cat sat on the mat. The other cat, their cats that sat there; naïve cafés 2024, 2025!\n'
MERGES = 40
TESTS = ['the cat', 'There are 2024 cats.', 'naïve café\n\n  x', "it's", '']


# For ASCII letters this division of words is that of GPT-2's expression.
def words(text):
    import unicodedata

    kinds = {'L': 'letter', 'N': 'number', 'Z': 'space'}

    def kind(c):
        return 'space' if c.isspace() else kinds.get(unicodedata.category(c)[0], 'other')

    result, i = [], 0
    while i < len(text):
        for end in ("'ll", "'ve", "'re", "'s", "'d", "'m", "'t"):
            if text.startswith(end, i):
                result.append(end)
                i += len(end)
                break
        else:
            j = (
                i + 1
                if text[i] == ' ' and i + 1 < len(text) and kind(text[i + 1]) != 'space'
                else i
            )
            k = j
            while k < len(text) and kind(text[k]) == kind(text[j]):
                k += 1
            if kind(text[j]) == 'space' and k < len(text) and k - i > 1:
                k -= 1
            result.append(text[i:k])
            i = k
    return result


def replace(tokens, pair, token):
    result = []
    for t in tokens:
        if result and (result[-1], t) == pair and result[-1] is not None:
            result[-1] = token
            result.append(None)
        else:
            result.append(t)
    return [t for t in result if t is not None]


def learn(text, count):
    parts = [list(w.encode()) for w in words(text)]
    merges = []
    while len(merges) < count:
        pairs = Counter(p for part in parts for p in zip(part, part[1:], strict=False))
        pair, times = min(pairs.items(), key=lambda item: (-item[1], item[0]))
        if times < 2:
            break
        merges.append(pair)
        parts = [replace(part, pair, 255 + len(merges)) for part in parts]
    return merges


def encode(text, merges):
    tokens = []
    for word in words(text):
        part = list(word.encode())
        for i, pair in enumerate(merges):
            part = replace(part, pair, 256 + i)
        tokens += part
    return tokens


text = TEXT * 3
merges = learn(text, MERGES)
golden = {
    'text': text,
    'merges': merges,
    'encoded': [{'text': t, 'tokens': encode(t, merges)} for t in [*TESTS, TEXT]],
}
Path(__file__).with_name('tokens.json').write_text(json.dumps(golden) + '\n')
