"""Sets of words that read as prose where they are written down."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string, which white space parts."""
    return frozenset(words.split())
