"""The numbers that isbe::dropout draws, by their definition."""

import torch

PHILOX_MULTIPLIERS = 0xD2511F53, 0xCD9E8D57

PHILOX_WEYL = 0x9E3779B9, 0xBB67AE85

WORD = 0xFFFFFFFF


def philox(counter, key):
    """Philox 4x32-10 by its definition (Salmon et al. 2011)."""
    counter, key = list(counter), list(key)
    for _ in range(10):
        a, b = PHILOX_MULTIPLIERS[0] * counter[0], PHILOX_MULTIPLIERS[1] * counter[2]
        counter = [b >> 32 ^ counter[1] ^ key[0], b & WORD, a >> 32 ^ counter[3] ^ key[1], a & WORD]
        key = [(k + w) & WORD for k, w in zip(key, PHILOX_WEYL, strict=True)]
    return counter


def drawn_key(seed):
    """The number that a call takes of the generator."""
    generator = torch.Generator().manual_seed(seed)
    full = torch.empty((), dtype=torch.int64).random_(-(2**63), None, generator=generator)
    return full.item() & (2**64 - 1)


def numbers_of(key, size, stream):
    """The 16-bit number of each value: words 0 and 1 of eight counters, then words 2 and 3."""
    numbers = []
    for block in range((size + 63) // 64):
        words = [philox([8 * block + i, 0, stream, 0], [key & WORD, key >> 32]) for i in range(8)]
        for pair in (0, 2):
            for w in words:
                numbers += [
                    w[pair] & 0xFFFF,
                    w[pair] >> 16,
                    w[pair + 1] & 0xFFFF,
                    w[pair + 1] >> 16,
                ]
    return numbers[:size]


def expected_kept(seed, size, p):
    threshold = min(round((1 - p) * 2**32), 2**32 - 1)
    key = drawn_key(seed)
    pairs = zip(numbers_of(key, size, 0), numbers_of(key, size, 1), strict=True)
    return torch.tensor([(first << 16) + second < threshold for first, second in pairs])
