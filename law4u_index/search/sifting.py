"""Where words may stand in a row, told by a few bits for each place where one of them stands.

All places of the rarest word are held at once against tables of the others (:mod:`law4u_index.index.sieve`), without an
answer being looked up. Few are left, some of them by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.positions import TermPositions
from law4u_index.index.sieve import Sieve

_FEW = 1024
"""So many places are looked at one by one, where no table serves."""

_MOST = 1 << 17
"""Where even the rarest word stands in more places than these, the best answers are found sooner than all."""

_SAMPLE = 4096
"""So many places are sifted first."""

_MANY = 8
"""Where more than one in so many of these is left, many answers have the phrase, and the best are found sooner."""

_NUMBERS = 1 << 32
"""Places are numbered up to here, and from the beginning again."""


class Placed(NamedTuple):
    """A word of several in a row.

    Attributes:
        positions: its positions in some answers.
        offset: how far behind the first word it is to stand.
    """

    positions: TermPositions
    offset: int


def sifted(row: Sequence[Placed]) -> Array | None:
    """Return where words may stand in a row, all such places among them.

    Args:
        row: two words or more, the rarest first.

    Returns:
        places in the list of the first word's positions, ascending; None where so many answers may have the words in a
        row that the best of these are found sooner by looking at the best of all.
    """
    rarest, *others = row
    count = len(rarest.positions.positions)
    if count > _MOST:
        return None
    tables = [(one.positions.sieve(count), one.offset - rarest.offset) for one in others]
    sieves = [(sieve, behind) for sieve, behind in tables if sieve is not None]
    if not sieves:
        return np.arange(count) if count <= _FEW else None
    places = rarest.positions.numbered()
    if count > _SAMPLE and len(_left(sieves, places[:_SAMPLE])) * _MANY > _SAMPLE:
        return None
    return _left(sieves, places)


def _left(sieves: Iterable[tuple[Sieve, int]], places: Array) -> Array:
    """Return which of some places are left by several sieves, each for a word that stands so far behind them."""
    left = None
    for sieve, behind in sieves:
        wanted = places + np.uint32(behind % _NUMBERS)
        found = sieve.holding(wanted)
        left = found if left is None else left[found]
        places = places[found]
    assert left is not None, "there is one"
    return left
