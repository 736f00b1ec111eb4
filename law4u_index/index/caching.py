"""Caches of what was worked out, within bounds: no text of a stranger's fills the memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakMethod

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")

LONGEST_KEPT = 64
"""Results are kept for texts of at most so many characters: no word is longer, and what is made up is not kept."""


def kept_of_words(size: int) -> Callable[[Callable[[str], R]], Callable[[str], R]]:
    """Return a decorator that keeps the last `size` results of a function of a word, but not those for long texts."""

    def decorate(function: Callable[[str], R]) -> Callable[[str], R]:
        of_short = lru_cache(maxsize=size)(function)

        @wraps(function)
        def cached(text: str) -> R:
            return of_short(text) if len(text) <= LONGEST_KEPT else function(text)

        return cached

    return decorate


def kept(method: Callable[..., R], size: int) -> Callable[..., R]:
    """Return a bound method that keeps its last `size` results, to be an attribute of its own object.

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


class KeptWithin(Generic[K, R]):
    """A bound method that keeps its results within so many bytes, to be an attribute of its own object.

    Any number of threads may call it; two that ask the same at once work it out twice, and no harm is done.

    Args:
        method: a bound method of one argument that can be hashed.
        size_of: returns the bytes that an argument and its result take.
        most: the most recently used results are kept within so many bytes.
    """

    def __init__(self, method: Callable[[K], R], size_of: Callable[[K, R], int], most: int) -> None:
        self._method = WeakMethod(method)
        self._size_of = size_of
        self._most = most
        self._size = 0
        self._kept: OrderedDict[K, R] = OrderedDict()
        self._lock = Lock()

    def __call__(self, argument: K) -> R:
        """Return what the method returns for `argument`."""
        try:
            self._kept.move_to_end(argument)
            return self._kept[argument]
        except KeyError:  # not there, or gone in between
            return self._worked_out(argument)

    def _worked_out(self, argument: K) -> R:
        bound = self._method()
        assert bound is not None, "who calls this got it from the object"
        result = bound(argument)
        with self._lock:
            if argument not in self._kept:
                self._kept[argument] = result
                self._size += self._size_of(argument, result)
                while self._size > self._most and len(self._kept) > 1:
                    self._size -= self._size_of(*self._kept.popitem(last=False))
        return result
