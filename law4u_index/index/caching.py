"""What a method gave, kept with its object and no longer than that."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar
from weakref import WeakMethod

R = TypeVar("R")


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
