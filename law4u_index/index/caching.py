"""What was worked out before and may be asked again: kept within bounds that no stranger's text can move."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar
from weakref import WeakMethod

R = TypeVar("R")

LONGEST_KEPT = 64
"""Characters of a text of which is kept what it came to: no word is longer, and what is made up fills no memory."""


def kept_of_words(size: int) -> Callable[[Callable[[str], R]], Callable[[str], R]]:
    """Return a decorator for a function of a word: the last `size` results for no long texts are kept."""

    def decorate(function: Callable[[str], R]) -> Callable[[str], R]:
        of_short = lru_cache(maxsize=size)(function)

        @wraps(function)
        def cached(text: str) -> R:
            return of_short(text) if len(text) <= LONGEST_KEPT else function(text)

        return cached

    return decorate


def kept(method: Callable[..., R], size: int) -> Callable[..., R]:
    """Return a method of an object, to be held by that object, with its last `size` results kept.

    With ``lru_cache`` over the method itself, the cache holds the object that holds the cache: such a ring, and with it
    every file that is mapped, stays until the garbage collector happens to find it.

    Args:
        method: a bound method whose arguments can be hashed, and are not given by name.
        size: how many results are kept, the most recently used.
    """
    of_object = WeakMethod(method)

    @lru_cache(maxsize=size)
    def cached(*arguments: Hashable) -> R:
        bound = of_object()
        assert bound is not None, "who calls this got it from the object"
        return bound(*arguments)

    return cached
