"""Everyday words, which everybody tells a story with: how much less they count than their rarity says.

'He came home and took the papers away': an index of legal texts has 'came' and 'took' in few answers, and by rarity
alone they would decide. So an everyday word has only a share of the weight that its rarity gives it
(:mod:`law4u_index.index.schema`). A few of these are words of the law as well ('case', 'child'): they tell little in
an index in which every answer is about a case.
"""

from __future__ import annotations

from law4u_index.search.lexicon import lexicon

EVERYDAY_SHARE = 0.4
"""The share of its rarity's weight that an everyday word has."""


def share_of_rarity(term: str) -> float:
    """Return the share of its rarity's weight that a term has: one, or :data:`EVERYDAY_SHARE`."""
    return EVERYDAY_SHARE if lexicon().is_everyday(term) else 1.0
