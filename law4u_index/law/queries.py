"""Provisions as people type them: '420 ipc', 's. 138 ni act', 'order 39 rule 1 cpc', 'धारा 420 भा.दं.सं.'.

Most queries hold no number at all: the grammar (:mod:`law4u_index.law.typed`) is loaded for the first that does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_QUERY = 1000
"""Characters of a query that are looked at."""

_HAS_DIGIT = re.compile(r"[0-9०-९]")


class QueryProvision(NamedTuple):
    """What looks like a provision inside a query.

    Attributes:
        start: where it begins, in characters.
        end: where it ends.
        ids: the provisions meant; where its Act is not said, those that the number may mean, best known first.
        sure: whether the query says which Act it is of.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    sure: bool


def provision(text: str) -> str | None:
    """Return the id of the provision that `text` means, or None.

    Where the Act is not said ('section 420') it is the best known of those that the number may mean.
    """
    found = provisions(text)
    return found[0] if found else None


def provisions(text: str) -> tuple[str, ...]:
    """Return the ids of all provisions that `text` means, or may mean, the likeliest first."""
    ids = (provision_id for found in query_provisions(text) for provision_id in found.ids)
    return tuple(dict.fromkeys(ids))


def query_provisions(text: str) -> list[QueryProvision]:
    """Return what looks like a provision inside a query, in order.

    Args:
        text: a query as typed ('punishment under 420 ipc'); characters beyond :data:`MAX_QUERY` are ignored.
    """
    if _HAS_DIGIT.search(text, 0, MAX_QUERY) is None:
        return []
    from law4u_index.law.typed import read_provisions

    return read_provisions(text[:MAX_QUERY])
