"""Crawls as streams: a file that is unpacked as it is read, within what it may come to."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import BinaryIO

from law4u_index.pages.limits import MIB, Budget
from law4u_index.pages.page import UnreadableError

GZIP_SIGN = b"\x1f\x8b"

EMPTY = "the file is empty; save it again"
"""Why nothing is read of an empty file. It is not as if its pages were gone: a full disk leaves such a file."""


class Stream:
    """A file that is unpacked if it is gzip, and pays from a budget for all that comes out of it.

    Whatever reads from it raises an UnreadableError where the file is damaged or cut off, or the budget spent.
    """

    def __init__(self, handle: BinaryIO, budget: Budget) -> None:
        packed = handle.read(2) == GZIP_SIGN
        handle.seek(0)
        self._file: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=handle) if packed else handle
        self._budget = budget

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end."""
        return self._paid(self._file.read, size)

    def readline(self, size: int) -> bytes:
        """Return a line with its end, or its first `size` bytes."""
        return self._paid(self._file.readline, size)

    def skip_line(self) -> None:
        """Pass over what is left of a line."""
        while (rest := self.readline(MIB)) and not rest.endswith(b"\n"):
            pass

    def pay(self, size: int) -> None:
        """Pay for so many bytes that came of unpacking a part of it.

        Raises:
            UnreadableError: there are not so many left in the budget.
        """
        self._budget.spend(size)

    def _paid(self, take: Callable[[int], bytes], size: int) -> bytes:
        try:
            data = take(size)
        except (EOFError, zlib.error) as error:
            raise UnreadableError(f"the file is damaged or cut off; what follows was not read ({error})") from error
        self._budget.spend(len(data))
        return data
