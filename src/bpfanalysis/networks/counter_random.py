"""Random numbers that are looked up, not drawn in order: a hash of seed, time and place.

A sampler that works on many tables at once and one that works on one at a time visit places in
different orders. If the number at a place depends on the place alone, both make the same
decisions and write the same values. The hash is the finaliser of SplitMix64 over a counter.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]

GOLDEN = 0x9E3779B97F4A7C15
FIRST = 0xBF58476D1CE4E5B9
SECOND = 0x94D049BB133111EB
MASK = (1 << 64) - 1


def mix(value: int) -> int:
    """Scramble a 64-bit number, one to one.

    Examples
    --------
    The first output of SplitMix64 from seed 0:

    >>> hex(mix(GOLDEN))
    '0xe220a8397b1dcdaf'

    References
    ----------
    Steele, Lea & Flood (2014), OOPSLA, doi:10.1145/2660193.2660195.
    """
    value &= MASK
    value = ((value ^ (value >> 30)) * FIRST) & MASK
    value = ((value ^ (value >> 27)) * SECOND) & MASK
    return value ^ (value >> 31)


def key(*parts: int) -> int:
    """One 64-bit key from several whole numbers, order included.

    Examples
    --------
    >>> key(1, 2) == key(1, 2), key(1, 2) == key(2, 1)
    (True, False)
    """
    state = 0
    for part in parts:
        state = mix(state + (part + 1) * GOLDEN)
    return state


def places(count: int) -> Words:
    """The counters of `count` places, to be handed to `numbers`."""
    return np.arange(count, dtype=np.uint64) * np.uint64(GOLDEN)


def numbers(stream: int, counters: Words, out: Words | None = None) -> Words:
    """64 random bits for each place of a stream.

    Examples
    --------
    >>> hex(int(numbers(GOLDEN, places(1))[0]))
    '0xe220a8397b1dcdaf'
    """
    value = np.add(counters, np.uint64(stream & MASK), out=out)
    moved = value >> np.uint64(30)
    value ^= moved
    value *= np.uint64(FIRST)
    np.right_shift(value, np.uint64(27), out=moved)
    value ^= moved
    value *= np.uint64(SECOND)
    np.right_shift(value, np.uint64(31), out=moved)
    value ^= moved
    return value


def below(words: Words, limit: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """A whole number from 0 to limit - 1 for each word (upper 32 bits times the limit).

    Examples
    --------
    >>> below(np.array([0, 1 << 63, MASK], dtype=np.uint64), 10).tolist()
    [0, 5, 9]
    """
    top = words >> np.uint64(32)
    return ((top * np.asarray(limit).astype(np.uint64)) >> np.uint64(32)).astype(np.int64)


def shuffled(stream: int, count: int) -> npt.NDArray[np.int64]:
    """The numbers 0 to count - 1 in an order that depends on the stream alone.

    Examples
    --------
    >>> sorted(shuffled(7, 4).tolist())
    [0, 1, 2, 3]
    """
    return np.argsort(numbers(stream, places(count)), kind="stable").astype(np.int64)
