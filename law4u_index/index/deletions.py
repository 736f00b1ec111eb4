"""Which answers of a segment are gone: a file of their numbers beside it, since a segment is never changed.

A deletions file is replaced as a whole, under a new name, when more answers of its segment go.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np

from law4u_index.errors import damaged
from law4u_index.index.blockfile import Array, BlockFile, BlockFileWriter
from law4u_index.index.manifest import FileEntry
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder

_COLUMN = "deleted"


def write_deleted(folder: Folder, name: str, docs: Array | Sequence[int]) -> int:
    """Write and sync a deletions file; return its size in bytes.

    Args:
        folder: the index's.
        name: the file's.
        docs: the numbers of all answers of the segment that are gone, in any order; repeats are folded.
    """
    numbers = np.unique(np.asarray(docs, np.int64))
    with BlockFileWriter(folder, name) as out:
        out.append(_COLUMN, numbers, "<u4")
        return out.finish({"deleted": len(numbers)})


def read_deleted(path: str | os.PathLike[str]) -> Array:
    """Return the numbers in the deletions file `path`, ascending and each once; u4.

    Whether they are all below the number of answers of the segment, the caller knows.

    Raises:
        IndexDamaged: the file is not what was written.
        FileNotFoundError: there is none.
    """
    file = BlockFile(path)
    if _COLUMN not in file:
        raise damaged(file.name, "it is no deletions file")
    docs = file.slice(_COLUMN)
    if docs.dtype != np.dtype("<u4") or (docs[1:] <= docs[:-1]).any():
        raise damaged(file.name, "its numbers are not ascending")
    return docs


def live_of(folder: Folder, segment: Segment, deleted: FileEntry | None) -> Array:
    """Return which answers of a segment are not deleted; bool, one entry an answer.

    Args:
        folder: the index's.
        segment: the segment.
        deleted: its deletions file, or None.

    Raises:
        IndexDamaged: the file is not what was written, or names answers that the segment does not have.
        FileNotFoundError: there is none.
    """
    return np.ones(segment.count, bool) if deleted is None else live_but(segment, folder.place(deleted.name))


def live_but(segment: Segment, path: str | os.PathLike[str]) -> Array:
    """Return as :func:`live_of` which answers are not among those that the deletions file `path` names."""
    live = np.ones(segment.count, bool)
    docs = read_deleted(path)
    if len(docs) and int(docs[-1]) >= segment.count:
        raise damaged(os.path.basename(path), "it names answers that its segment does not have")  # noqa: PTH119 - a reader does without pathlib
    live[docs] = False
    return live
