"""One writer at a time: a lock that dies with its process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from law4u_index.errors import IndexLocked
from law4u_index.index.manifest import LOCK
from law4u_index.index.storage import Folder


@contextmanager
def writing(folder: Folder) -> Iterator[Callable[[], None]]:
    """Hold the index's lock for writing.

    The lock is the kernel's (flock) and ends with the process that holds it, however that ends; the file only tells
    who it is, once the holder calls what it is given: to look whether there is anything to do writes nothing.

    Yields:
        what writes this process' number into the lock's file; to call it again does nothing.

    Raises:
        IndexLocked: another process holds it; the message names it.
    """
    with folder.file(LOCK).open("a+", encoding="ascii", errors="replace") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not _is_named(folder, file):  # who held it took its name away, and others lock another file by now
                raise BlockingIOError
        except BlockingIOError as error:
            file.seek(0)
            number = file.read(20).strip()
            holder = f"process {number}" if number.isdecimal() else "another process"
            raise IndexLocked(
                f"the index in {folder.path} is being updated by {holder}; try again when it has finished"
            ) from error
        _clear(file)  # a holder that died left its number

        def announce() -> None:
            _clear(file)
            file.write(f"{os.getpid()}\n")
            file.flush()

        try:
            yield announce
        finally:
            _clear(file)


def _is_named(folder: Folder, file: TextIO) -> bool:
    """Whether the lock that is open is the one that the folder has."""
    try:
        named = folder.file(LOCK).stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(named, os.fstat(file.fileno()))


def _clear(file: TextIO) -> None:
    """Empty the lock's file, unless it is empty."""
    if file.seek(0, os.SEEK_END):
        file.truncate(0)
