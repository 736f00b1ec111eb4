"""lxml's parsers with their targets, kept from one page to the next.

To make a parser takes ten times as long as to begin a page with one that is there: lxml looks into the signature of its
target's methods, and libxml2 sets its tables up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Generic, TypeVar

from lxml.etree import HTMLParser

T = TypeVar("T")

_LARGE = 1 << 20
"""A parser that has read more characters than this is not kept: it keeps the last page's until it is given another."""


class KeptParsers(local, Generic[T]):
    """A parser with its target for each thread.

    Args:
        make: makes a target and the parser that tells it of tags and texts.
    """

    def __init__(self, make: Callable[[], tuple[T, HTMLParser]]) -> None:
        self._make = make
        self._kept: tuple[T, HTMLParser] | None = None

    @contextmanager
    def lent(self, size: int) -> Iterator[tuple[T, HTMLParser]]:
        """Lend this thread's; one that an error broke off is given up, with all that its target holds.

        Args:
            size: how many characters it is to read.
        """
        lent, self._kept = self._kept or self._make(), None
        yield lent
        if size <= _LARGE:
            self._kept = lent
