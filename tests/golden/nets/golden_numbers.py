"""Numbers that this folder's scripts and tests/core/nets/numbers.h make alike: 24 bits of a hash, -0.5 .. 0.5."""
import numpy as np


def numbers(first, count):
    k = np.arange(first, first + count, dtype=np.uint64)
    m = np.uint64(0xFFFFFFFF)
    x = (k * np.uint64(2654435761)) & m
    x ^= x >> np.uint64(16)
    x = (x * np.uint64(2246822519)) & m
    x ^= x >> np.uint64(13)
    return ((x >> np.uint64(8)).astype(np.float64) / 2**24 - 0.5).astype(np.float32)
