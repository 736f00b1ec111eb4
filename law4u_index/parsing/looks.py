"""How headings look, and which look stands above which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cmp_to_key, partial
from itertools import pairwise

from law4u_index.parsing.blocks import BOLD, PLAIN
from law4u_index.parsing.kinds import closes, own_kind
from law4u_index.parsing.lines import HEADING, Line

Look = tuple[int, bool]
"""A heading's rank, and whether it is numbered."""

LABEL_PLACE = 2 * (PLAIN + 1)
"""The place of labels, below that of every look: there are two of each rank."""


def look_of(line: Line) -> Look:
    """Return the look of a heading."""
    return (line.rank, line.numbered)


def places_of(lines: Sequence[Line]) -> dict[Look, int]:
    """Return how high each look of a heading stands, 0 for the highest.

    That is by its rank, unless the order in which headings follow one another says otherwise. Numbered headings stand
    as high as the others of their rank where that order says nothing of the two.
    """
    headings = [line if line.form == HEADING else None for line in lines]
    follows = Counter(  # how often a heading of one look is followed at once by one of another
        (look_of(before), look_of(after))
        for before, after in pairwise(headings)
        if before is not None and after is not None and not closes(after.text)
    )
    looks = sorted({look_of(line) for line in headings if line is not None})
    ordered = sorted(looks, key=cmp_to_key(partial(_compared, follows)))
    places = {look: place for place, look in enumerate(ordered)}
    for numbered in [look for look in looks if look[1]]:
        plain = (numbered[0], False)
        is_evident = follows[numbered, plain] or follows[plain, numbered]
        if plain in places and not is_evident and _leads_up_to(lines, plain, numbered):
            places[numbered] = places[plain]
    return places


def _compared(follows: Counter[tuple[Look, Look]], one: Look, other: Look) -> int:
    """Return -1 where the one look stands above the other, else 1: that which more often comes before the other.

    The ranks of two tags (h2, h3) say so themselves, unless it is often otherwise.
    """
    evidence = follows[one, other] - follows[other, one]
    are_tags = max(one[0], other[0]) < BOLD and one[0] != other[0]
    if abs(evidence) >= (2 if are_tags else 1):
        return -1 if evidence > 0 else 1
    return -1 if one < other else 1


def _leads_up_to(lines: Sequence[Line], plain: Look, numbered: Look) -> bool:
    """Tell whether a plain heading before the first numbered one is no 'Key Aspects', which announces numbers."""
    before: Line | None = None
    for line in lines:
        if line.form == HEADING and look_of(line) == numbered:
            break
        if line.form == HEADING and look_of(line) == plain:
            before = line
    return before is not None and own_kind(before.text) != "key-points"
