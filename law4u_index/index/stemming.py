"""English stems by Snowball's rules.

By PyStemmer, Snowball's own compiled code, where it has a wheel for this Python; else by snowballstemmer, the same
rules in Python. Both give every word the same stem, so an index made with one is searched with the other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from threading import Lock

REMEMBERED = 65_536
"""So many stems are kept where Python works them out, which takes it much longer than to look one up."""


def python_stemmer() -> Callable[[str], str]:
    """Return snowballstemmer's function from a word to its stem, safe to be called by several threads."""
    from snowballstemmer.english_stemmer import EnglishStemmer  # found where PyStemmer is not

    stemmer, lock = EnglishStemmer(), Lock()

    @lru_cache(maxsize=REMEMBERED)
    def stem_of(word: str) -> str:
        with lock:  # it keeps the word that it works on in itself
            return str(stemmer.stemWord(word))

    return stem_of


def _stemmer() -> Callable[[str], str]:
    try:
        from Stemmer import Stemmer
    except ImportError:
        return python_stemmer()
    compiled: Callable[[str], str] = Stemmer("english", 0).stemWord
    return compiled


stem = _stemmer()
"""The stem of an English word in lower case."""
