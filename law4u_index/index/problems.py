"""What is wrong with one file of an index, in words: its bytes, its vectors, its records."""

from __future__ import annotations

from collections.abc import Iterator

from law4u_index.errors import IndexDamaged
from law4u_index.index.blockfile import BlockFile
from law4u_index.index.keys import key
from law4u_index.index.manifest import NOT_AS_WRITTEN, FileEntry, file_entry
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from law4u_index.index.vectors import VectorFile


def problems_of(folder: Folder, entry: FileEntry) -> Iterator[str]:
    """Verify every byte of a file of the index, and yield what is wrong with it, in words."""
    try:
        if file_entry(folder, entry.name) != entry:
            yield NOT_AS_WRITTEN
        elif not entry.name.endswith(".toc"):  # Whoosh's own, never read by this project: its entry is of all of it
            yield from BlockFile(folder.file(entry.name)).verify()
    except FileNotFoundError:
        yield "it is missing"
    except IndexDamaged as error:
        yield error.what
    except OSError as error:
        yield str(error)


def vector_problems(folder: Folder, entry: FileEntry) -> Iterator[str]:
    """Yield what is wrong with a vectors file beside its bytes, in words."""
    try:
        VectorFile(folder.file(entry.name)).read()
    except IndexDamaged as error:
        yield error.what
    except OSError as error:
        yield str(error)


def record_problem(segment: Segment, doc: int) -> str | None:
    """Read a record, and return what is wrong with it, in words; None where nothing is.

    Raises:
        IndexDamaged: the segment's exact values cannot be read.
    """
    try:
        answer = segment.answer(doc)
    except IndexDamaged as error:
        return error.what
    is_filed = doc in segment.key_docs(key("id", answer.id))
    return None if is_filed else f"answer {doc} is not filed under its id"
