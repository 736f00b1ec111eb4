"""Remembers what an object works out, as :func:`functools.lru_cache` does, and does not keep the object for it.

A cache of a bound method holds the method, which holds the object, which holds the cache: a ring that only Python's
collector finds, and that runs seldom. The files of a segment would stay open, and their room on the disk taken, long
after an update has replaced them and the last search in them has ended.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar
from weakref import WeakMethod

T = TypeVar("T")


def remembered(most: int, method: Callable[..., T]) -> Callable[..., T]:
    """Return a bound method that remembers its last `most` different results.

    Args:
        most: how many.
        method: of the object that is to keep what is returned; its arguments can be hashed.
    """
    weak = WeakMethod(method)

    @lru_cache(maxsize=most)
    def call(*given: object) -> T:
        alive = weak()
        assert alive is not None, "it is called through its object"
        return alive(*given)

    return call
