"""Seeded choices that fall the same way on every machine and Python.

Only :meth:`random.Random.random` is used: its sequence for a given seed is the one thing that the standard
library promises to keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of choices that depends on its seed alone."""

    def __init__(self, *seed: object) -> None:
        self.seed = "/".join(str(part) for part in seed)
        self._random = Random(self.seed).random

    def fork(self, name: object) -> Dice:
        """Return dice for one part of the work, so that a change there moves nothing elsewhere."""
        return Dice(self.seed, name)

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self._random() < probability

    def number(self, low: int, high: int) -> int:
        """Return an integer from `low` to `high`, both included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[int(self._random() * len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Return `count` different places of `choices` (all, if there are fewer), in random order."""
        left = list(choices)
        return [left.pop(int(self._random() * len(left))) for _ in range(min(count, len(left)))]

    def token(self, length: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz0123456789") -> str:
        """Return a meaningless word, as build tools make for class names."""
        return "".join(self.pick(alphabet) for _ in range(length))
