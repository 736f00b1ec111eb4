"""One writer at a time: a lock that dies with its process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from law4u_index.errors import IndexLocked
from law4u_index.index.manifest import LOCK
from law4u_index.index.storage import Folder


@contextmanager
def writing(folder: Folder) -> Iterator[None]:
    """Hold the index's lock for writing.

    The lock is the kernel's (flock) and ends with the process that holds it, however that ends; the file only tells
    who it is.

    Raises:
        IndexLocked: another process holds it; the message names it.
    """
    with folder.file(LOCK).open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read(20).strip() or "unknown"
            raise IndexLocked(
                f"the index in {folder.path} is being updated by process {holder}; try again when it has finished"
            ) from error
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
