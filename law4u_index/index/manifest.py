"""The manifest: which files make up the index now. Putting a new one in its place is what commits an update.

``manifest.json`` is one line of JSON and one with its CRC-32. Every other file of the index is written once, under a
name that was never used before, and synced before a manifest names it.
"""

from __future__ import annotations

import json
import re
import zlib
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

from law4u_index.errors import REBUILD, IndexDamaged, IndexNotFound, damaged
from law4u_index.index.blockfile import checksum
from law4u_index.index.segment import FORMAT
from law4u_index.index.storage import Folder
from law4u_index.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

NAME = "manifest.json"
LOCK = "write.lock"

NOT_AS_WRITTEN = "its size or its end is not what was written"
"""What is wrong with a file of which :func:`file_entry` gives another entry than the manifest has."""

_SUM = "crc32:{:08x}\n"
"""The manifest's second line, with the CRC-32 of the first and its line end."""

_OWN = (
    r"\d{8,20}\.(?:segment|deleted|sources|vectors)|\d{6,20}-(?:(?:\d{4,20}|repair)\.part|files\.read)"
    r"|_MAIN_\d{1,20}\.toc|manifest\.json\.new"
)
"""The names that only this project gives: those of :func:`numbered`, of what an unfinished update left, of Whoosh's
table of contents, and of a manifest that was not put in its place."""


class UnknownFormat(IndexDamaged):
    """The index was written by a release with another layout: whole, perhaps, but not for this one to judge."""


class FileEntry(NamedTuple):
    """A file of the index: its name, how many bytes it has, and the checksum of its last 64 bytes.

    The end of our own files holds the checksums of all before it, so that pins down the whole file. Of Whoosh's table
    of contents, which has no such end, it is that of all of it.
    """

    name: str
    size: int
    end: int


class SegmentEntry(NamedTuple):
    """A segment of the index.

    Attributes:
        file: the segment.
        answers: how many answers it holds, deleted ones too.
        deleted: the file that says which are deleted, or None.
        live: how many are not.
    """

    file: FileEntry
    answers: int
    deleted: FileEntry | None
    live: int


class Manifest(NamedTuple):
    """Which files make up the index.

    Attributes:
        generation: rises by one with each commit.
        serial: the number that the next new file gets in its name.
        segments: oldest first.
        sources: the files of the ledger, oldest first.
        whoosh: Whoosh's own table of contents, or None; never read by this project.
        vectors: what the second pass made of the answers' passages, oldest first.
        updated: when this was committed, UTC, ``2026-11-23T10:04:05Z``.
        version: the release that wrote it.
        format: the layout's version.
    """

    generation: int = 0
    serial: int = 1
    segments: tuple[SegmentEntry, ...] = ()
    sources: tuple[FileEntry, ...] = ()
    whoosh: FileEntry | None = None
    vectors: tuple[FileEntry, ...] = ()
    updated: str = ""
    version: str = VERSION
    format: int = FORMAT

    def files(self) -> list[FileEntry]:
        """Return every file that the manifest names."""
        found = [entry for segment in self.segments for entry in (segment.file, segment.deleted)]
        return [entry for entry in (*found, *self.sources, self.whoosh, *self.vectors) if entry is not None]

    def following(self, **changes: Any) -> Manifest:
        """Return the manifest of the next commit, now, by this release."""
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        changes.update(generation=self.generation + 1, updated=now, version=VERSION, format=FORMAT)
        return self._replace(**changes)


def file_entry(folder: Folder, name: str) -> FileEntry:
    """Return the entry for a file that has just been written.

    Raises:
        FileNotFoundError: there is none.
    """
    with folder.open(name) as file:
        size = file.seek(0, 2)
        file.seek(0 if name.endswith(".toc") else max(0, size - 64))
        return FileEntry(name, size, checksum(file.read()))


def commit(folder: Folder, manifest: Manifest) -> None:
    """Make `manifest` the index's; a reader sees the old one or the new one, also after a power cut."""
    line = line_of(manifest)
    folder.sync_names()
    folder.replace(NAME, line + _SUM.format(zlib.crc32(line)).encode())


def line_of(manifest: Manifest) -> bytes:
    """Return a manifest as a line of JSON, which :func:`parse` reads."""
    return json.dumps(_plain(manifest), ensure_ascii=False).encode() + b"\n"


def _plain(value: Any) -> Any:
    """Return a manifest, or a part of one, as JSON knows it: what has names is an object."""
    if isinstance(value, (Manifest, SegmentEntry, FileEntry)):
        return {name: _plain(one) for name, one in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def exists(path: Path) -> bool:
    """Whether there is an index in the folder."""
    return (path / NAME).is_file()


def read(folder: Folder) -> Manifest:
    """Return the index's manifest.

    Raises:
        IndexNotFound: there is no index in the folder.
        UnknownFormat: the index is of another format.
        IndexDamaged: the manifest is not what was written.
    """
    try:
        with folder.open(NAME) as file:
            content = file.read()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexNotFound(
            f"there is no index in {folder.path}; make one with 'law4u-index --index {folder.path} update PATH'"
        ) from error
    line, newline, stated = content.partition(b"\n")
    if stated != _SUM.format(zlib.crc32(line + newline)).encode():
        raise _damaged()
    return parse(folder, line)


def parse(folder: Folder, line: bytes) -> Manifest:
    """Return the manifest that a line of JSON is.

    Raises:
        UnknownFormat: it is of another format.
        IndexDamaged: it is not what was written.
    """
    try:
        return _manifest(folder, json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:  # sums right, made by a stranger
        raise _damaged() from error


def _damaged() -> IndexDamaged:
    return damaged(NAME, "it is not what was written", REBUILD)


def _manifest(folder: Folder, data: dict[str, Any]) -> Manifest:
    """Return the manifest that JSON says; any of several errors where it says none, see :func:`parse`."""
    if data["format"] != FORMAT:
        raise UnknownFormat(
            f"the index in {folder.path} is of format {data.get('format')} and was written by law4u-index "
            f"{data.get('version')}, this release reads format {FORMAT}; update law4u-index, or {REBUILD}"
        )
    return Manifest(
        generation=_number(data["generation"]),
        serial=_number(data["serial"]),
        segments=tuple(
            SegmentEntry(_file(s["file"]), _number(s["answers"]), _file_or_none(s["deleted"]), _number(s["live"]))
            for s in data["segments"]
        ),
        sources=tuple(map(_file, data["sources"])),
        whoosh=_file_or_none(data["whoosh"]),
        vectors=tuple(map(_file, data.get("vectors", ()))),  # an index of before the second pass has none
        updated=str(data["updated"]),
        version=str(data["version"]),
    )


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError("not a number")
    return value


def _file(data: dict[str, Any]) -> FileEntry:
    if not isinstance(data["name"], str):
        raise TypeError("not a name")
    return FileEntry(data["name"], _number(data["size"]), _number(data["end"]))


def _file_or_none(data: dict[str, Any] | None) -> FileEntry | None:
    return None if data is None else _file(data)


# The names of the index's files.


def numbered(serial: int, kind: str) -> str:
    """Return the name of a file of the index.

    Args:
        serial: its number, which no other file of the index ever had.
        kind: what it is: 'segment', 'deleted', 'sources' or 'vectors'.
    """
    return f"{serial:08d}.{kind}"


def own_files(folder: Folder) -> list[str]:
    """Return the names in the folder that only this project gives, named by a manifest or not, sorted."""
    return [name for name in folder.names() if re.fullmatch(_OWN, name)]


def is_part(name: str) -> bool:
    """Tell whether a name is one that a part gets."""
    return name.endswith(".part") and re.fullmatch(_OWN, name) is not None


def free_serial(folder: Folder) -> int:
    """Return a number that no file of the index in `folder` has in its name, whatever its manifest says."""
    numbers = [name.split(".")[0] for name in own_files(folder)]
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def last_generation(folder: Folder) -> int:
    """Return the highest generation that Whoosh would find in `folder`, whatever its manifest says; or 0."""
    tocs = [name for name in own_files(folder) if name.endswith(".toc")]
    return max((int(name[len("_MAIN_") : -len(".toc")]) for name in tocs), default=0)


def remove_strays(folder: Folder, manifest: Manifest) -> None:
    """Remove the files in the folder that are the index's own and that `manifest` does not name.

    They are left by updates that were cut short, or by those before. Files of other names are not touched.
    """
    named = {entry.name for entry in manifest.files()}
    for name in own_files(folder):
        if name not in named:
            folder.remove(name)
