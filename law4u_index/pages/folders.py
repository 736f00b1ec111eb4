"""Files and folders: which of them may be pages, and what tells whether they changed."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import IO

from law4u_index.pages.page import Listing, Rejected, moment, os_reason
from law4u_index.pages.walking import look_into

_CHUNK = 1 << 16
PATH_BYTES = 1 << 15
"""The longest path in a list of paths, eight times what Linux opens; the rest of a longer one is dropped."""

MANY = 20_000
"""A helper process pays where at least so many files are to be expected in the folders that are left."""

_FEW = 1024
"""How many files are looked at before it is estimated how many are left."""

AnyPath = str | bytes | os.PathLike[str] | os.PathLike[bytes]


def list_files(paths: AnyPath | Iterable[AnyPath]) -> Iterator[Listing | Rejected]:
    """Find what may be pages among files and folders, without opening any of them.

    Of a folder, and of the folders in it, those files are taken whose name ends as a page's or an archive's
    does, and those without an ending. Names that begin with a point, links, and the folder that a browser makes
    beside a saved page for its pictures, are passed over. What is named itself is taken whatever its name, and
    followed if it is a link. Devices, pipes and sockets are never taken.

    Args:
        paths: files and folders; one that is named twice, or lies in another, comes once.

    Yields:
        A :class:`Listing` of the files of each folder, sorted by name, before the folders in it; files that are
        named one by one come together where they follow one another and lie in one folder. A :class:`Rejected`
        for each path that does not exist or cannot be looked at. Its source may be a folder: what is in there is
        unknown then, which is not the same as gone.
    """
    named = [paths] if isinstance(paths, (str, bytes, os.PathLike)) else list(paths)
    found = _list(named)
    return found if len(named) == 1 else _once(found)


def _list(named: Iterable[AnyPath]) -> Iterator[Listing | Rejected]:
    files: Listing | None = None
    for path in named:
        found = _look_at(path)
        if files is not None and isinstance(found, Listing) and found.prefix == files.prefix:
            files.add(found.names[0], found.sizes[0], found.times[0])
            continue
        if files is not None:
            yield files
        files = found if isinstance(found, Listing) else None
        if isinstance(found, Rejected):
            yield found
        elif isinstance(found, str):
            yield from _walk(found)
    if files is not None:
        yield files


def _once(found: Iterable[Listing | Rejected]) -> Iterator[Listing | Rejected]:
    """Leave out what came before."""
    seen: dict[str, set[str]] = {}
    for item in found:
        if isinstance(item, Rejected):
            at = item.source.rfind("/") + 1
            before, name = seen.setdefault(item.source[:at], set()), item.source[at:]
            if name not in before:
                before.add(name)
                yield item
            continue
        new = item.unseen(seen.setdefault(item.prefix, set()))
        if new.names:
            yield new


def source_of(path: AnyPath) -> str:
    """Return how `path` is written in a record: without ``.`` and doubled ``/``, with ``/`` between."""
    return PurePath(os.fsdecode(path)).as_posix()


def paths_from_list(stream: IO[bytes]) -> Iterator[str]:
    """Read a list of paths, one a line, or with NUL between as ``find -print0`` and ``git ls-files -z`` do.

    Args:
        stream: bytes, such as ``sys.stdin.buffer``: names need not be text.

    Yields:
        Each path; empty lines and lines of blanks are skipped, and so is the byte order mark that some editors
        put before the first line. A path beyond :data:`PATH_BYTES` is cut off,
        so that a page on stdin in place of a list is an error about its name and not a lack of memory.
    """
    chunk = stream.read(_CHUNK)
    separator = b"\0" if b"\0" in chunk else b"\n"
    if separator == b"\n":
        chunk = chunk.removeprefix(codecs.BOM_UTF8)
    rest = b""
    while chunk:
        *whole, last = chunk.split(separator)
        for item in whole:
            yield from _listed(rest + item)
            rest = b""
        rest = (rest + last)[: PATH_BYTES + 1]
        chunk = stream.read(_CHUNK)
    yield from _listed(rest)


def _listed(item: bytes) -> Iterator[str]:
    item = item[:PATH_BYTES].removesuffix(b"\r")
    if item.strip():
        yield os.fsdecode(item)


def _look_at(path: AnyPath) -> Listing | Rejected | str:
    """Return a file that was named, the folder that is to be walked, or why it is neither."""
    text = os.fsdecode(path)
    if not text:
        return Rejected("", "the path is empty; name a file or a folder")
    source = source_of(text)
    try:
        found = os.stat(text)  # noqa: PTH116 - a list may name 100,000 files, and a Path costs more than the call
    except OSError as error:
        return Rejected(source, os_reason(error))
    except ValueError:  # a NUL, or a surrogate that stands for no byte
        return Rejected(source, "no file can have this name")
    if stat.S_ISDIR(found.st_mode):
        return source
    if stat.S_ISREG(found.st_mode):
        at = source.rfind("/") + 1
        return Listing(source[:at], [source[at:]], [found.st_size], [moment(found.st_mtime_ns)])
    return Rejected(source, "it is neither a file nor a folder; devices, pipes and sockets are not read")


def _walk(root: str) -> Iterator[Listing | Rejected]:
    """Yield what is in a folder, its own files first, and in those below it."""
    waiting = [root]
    looked = files = 0
    while waiting:
        if files > _FEW and files * len(waiting) > MANY * looked:
            from law4u_index.pages.shared_walking import walk_shared  # few look at so many files

            yield from walk_shared(waiting[::-1])
            return
        found, below = look_into(waiting.pop(), is_named=not looked)
        yield from found
        waiting += reversed(below)
        looked += 1
        files += sum(len(one.names) for one in found if isinstance(one, Listing))
