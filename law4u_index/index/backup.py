"""A whole index as one file, and back.

::

    magic | the manifest, one line of JSON | each file that it names, one behind the other | SHA-256 of all before

What is backed up is one commit: its files are opened before the first is copied, and stay readable when an update
removes their names meanwhile. Whoosh's table of contents is left out: it follows from the manifest, and is a pickle.

Restoring writes the files under names that the index does not use, verifies every byte and record, and then commits
them as an update does. So the old index stays until the new one is known to be whole, a power cut leaves one of the
two, and what a cut leaves over goes with the next update.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from law4u_index.errors import BackupDamaged, IndexDamaged, IndexNotFound, damaged, missing
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import BlockFile
from law4u_index.index.check import verify
from law4u_index.index.codec import write_toc
from law4u_index.index.lock import writing
from law4u_index.index.manifest import (
    LOCK,
    NOT_AS_WRITTEN,
    FileEntry,
    Manifest,
    SegmentEntry,
    UnknownFormat,
    file_entry,
    numbered,
)
from law4u_index.index.reports import Progress
from law4u_index.index.storage import Folder

MAGIC = b"law4u-index backup 1\n"
MANIFEST_BYTES = 1 << 20
"""The longest manifest; one that names a thousand files has 100 KB."""

_SUM = hashlib.sha256().digest_size
_CHUNK = 1 << 20
"""So many bytes are copied at a time."""
_TRIES = 10
"""So often an index is opened of which commits take files away meanwhile."""
_NAME = re.compile(r"[0-9]{8,20}\.[a-z]{1,20}")
"""What the files in a backup are called, see :func:`~law4u_index.index.manifest.numbered`."""


def backup(folder: Folder, path: str | os.PathLike[str], progress: Progress | None = None) -> int:
    """Write the index as the file `path`; searches and updates may go on.

    Args:
        folder: the index's.
        path: the file; where it is a backup it is replaced in one step, anything else is left alone.
        progress: called with the bytes written and to be written.

    Returns:
        How many bytes the file has.

    Raises:
        FileExistsError: there is something else of that name.
        IndexNotFound: there is no index.
        IndexDamaged: it is not whole: an older backup is worth more than one of it.
        OSError: the file cannot be written.
    """
    target = Path(path)
    _refuse_to_replace(target)
    manifest, files = _opened(folder)
    for file in files:
        for problem in file.verify():
            raise damaged(file.name, problem)
    line = manifests.line_of(manifest)
    total = len(MAGIC) + len(line) + sum(file.size for file in files) + _SUM
    place = Folder(target.parent)
    _remove_leftovers(place, target.name)
    temporary = f"{target.name}.{os.getpid()}.new"
    with _removed_on_failure(place, [temporary]):
        with place.created(temporary) as out:
            summed, done = hashlib.sha256(), 0
            for chunk in _chunks(MAGIC + line, files):
                summed.update(chunk)
                out.write(chunk)
                done += len(chunk)
                if progress is not None:
                    progress(done, total)
            out.write(summed.digest())
            place.sync(out)
        place.rename(temporary, target.name)
        place.sync_names()
    return total


def _chunks(head: bytes, files: list[BlockFile]) -> Iterator[bytes]:
    yield head
    for file in files:
        yield from file.chunks()


def _remove_leftovers(place: Folder, name: str) -> None:
    """Remove what backups to the same file left that were killed: their processes are gone."""
    leftover = re.compile(re.escape(name) + r"\.([0-9]{1,10})\.new")
    for found in filter(None, map(leftover.fullmatch, place.names())):
        if not _runs(int(found[1])):
            with suppress(OSError):
                place.remove(found[0])


def _runs(process: int) -> bool:
    """Tell whether there is a process of this number."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # as somebody else
        return True
    return True


def _refuse_to_replace(target: Path) -> None:
    """Raise FileExistsError where there is something else than a backup."""
    with suppress(FileNotFoundError):
        if not _is_special(target):
            with target.open("rb") as old:
                if old.read(len(MAGIC)) == MAGIC:
                    return
        raise FileExistsError(errno.EEXIST, "it exists and is no backup", str(target))


def _is_special(path: Path) -> bool:
    """Tell whether a path is a pipe, a device or a socket: to open one may wait for ever.

    Raises:
        OSError: it cannot be looked at.
    """
    mode = path.stat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _opened(folder: Folder) -> tuple[Manifest, list[BlockFile]]:
    """Return the index's manifest and all that it names, open; an update may take the names away from now on."""
    for attempt in range(_TRIES):
        manifest = manifests.read(folder)
        try:
            return manifest, [_open(folder, entry) for entry in _saved(manifest)]
        except FileNotFoundError as error:  # another manifest has been put in its place just now
            if attempt == _TRIES - 1:
                raise missing(error) from error
    raise AssertionError("the loop above returns or raises")


def _open(folder: Folder, entry: FileEntry) -> BlockFile:
    file = BlockFile(folder.file(entry.name))
    if file_entry(folder, entry.name) != entry:
        raise damaged(entry.name, NOT_AS_WRITTEN)
    return file


def _saved(manifest: Manifest) -> list[FileEntry]:
    """Return the files that a backup holds, in their order there."""
    return manifest._replace(whoosh=None).files()


def restore(folder: Folder, path: str | os.PathLike[str], progress: Progress | None = None) -> None:
    """Put the index of a backup in the place of the one in `folder`, in one step.

    Args:
        folder: the index's; made where there is none. Files in it that are no index's stay.
        path: the backup.
        progress: called with the bytes read and to be read.

    Raises:
        BackupDamaged: the file is not what was written, or no backup; the index stays as it was.
        UnknownFormat: the index in it is of a format that this release does not read.
        IndexLocked: another process is updating the index.
        OSError: the file cannot be read, or the folder not written.
    """
    source = Path(path)
    if _is_special(source):
        raise _damaged(source, "it is no backup of an index")
    with source.open("rb") as file:
        manifest = _read_head(folder, source, file)
        had_lock = folder.file(LOCK).exists()
        with _made(folder), writing(folder) as announce, _removed_on_failure(folder, [] if had_lock else [LOCK]):
            announce()
            serial = manifests.free_serial(folder)
            names = {
                entry.name: numbered(number, entry.name.partition(".")[2])
                for number, entry in enumerate(_saved(manifest), serial)
            }
            renamed: Manifest = _renamed(manifest, names)
            manifest = renamed._replace(serial=serial + len(names), generation=_generation(folder) + 1)
            with _removed_on_failure(folder, list(names.values())):
                _unpack(folder, source, file, manifest, progress)
                for damage in verify(folder, manifest).damaged:
                    raise _damaged(source, damage.reason)
                toc = write_toc(folder, manifest.generation, manifest.segments)
                manifest = manifest._replace(whoosh=file_entry(folder, toc))
                manifests.commit(folder, manifest)
            manifests.remove_strays(folder, manifest)


@contextmanager
def _made(folder: Folder) -> Iterator[None]:
    """Make the folder where there is none; one in which nothing was left then is removed again."""
    existed = folder.path.exists()
    folder.make()
    try:
        yield
    finally:
        if not existed:
            folder.unmake()


def _damaged(source: Path, what: str) -> BackupDamaged:
    return BackupDamaged(f"{source} cannot be restored: {what}; the index stays as it was, take another backup")


def _read_head(folder: Folder, source: Path, file: BinaryIO) -> Manifest:
    """Return the manifest of a backup, once its sizes fit and its names are harmless."""
    size = os.fstat(file.fileno()).st_size
    if file.read(len(MAGIC)) != MAGIC:
        raise _damaged(source, "it is no backup of an index")
    line = file.readline(MANIFEST_BYTES)
    try:
        manifest = manifests.parse(folder, line)._replace(whoosh=None)
    except UnknownFormat as error:
        raise UnknownFormat(str(error).replace(str(folder.path), str(source))) from error
    except IndexDamaged as error:
        raise _damaged(source, "its list of files is damaged") from error
    entries = _saved(manifest)
    if len({entry.name for entry in entries}) != len(entries):
        raise _damaged(source, "it names a file twice")
    if not all(_NAME.fullmatch(entry.name) for entry in entries):
        raise _damaged(source, "it holds a file that is none of an index")
    if file.tell() + sum(entry.size for entry in entries) + _SUM != size:
        raise _damaged(source, "it is cut short, or longer than its list of files says")
    return manifest


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """Return a manifest, or a part of one, in which every file has its new name."""
    if isinstance(value, FileEntry):
        return value._replace(name=names[value.name])
    if isinstance(value, (Manifest, SegmentEntry)):
        return value._replace(**{name: _renamed(one, names) for name, one in value._asdict().items()})
    return tuple(_renamed(one, names) for one in value) if isinstance(value, tuple) else value


def _generation(folder: Folder) -> int:
    """Return the highest generation of the index in the folder, damaged or not."""
    with suppress(IndexNotFound, IndexDamaged):
        return max(manifests.last_generation(folder), manifests.read(folder).generation)
    return manifests.last_generation(folder)


def _unpack(folder: Folder, source: Path, file: BinaryIO, manifest: Manifest, progress: Progress | None) -> None:
    """Write and sync every file of a backup, and hold all of it against its checksum."""
    start = file.tell()
    total = os.fstat(file.fileno()).st_size
    file.seek(0)
    summed = hashlib.sha256(file.read(start))
    for entry in _saved(manifest):
        with folder.created(entry.name) as out:
            left = entry.size
            while left:
                chunk = file.read(min(left, _CHUNK))
                if not chunk:
                    raise _damaged(source, "it became shorter while it was read")
                summed.update(chunk)
                out.write(chunk)
                left -= len(chunk)
                if progress is not None:
                    progress(file.tell(), total)
            folder.sync(out)
    if file.read(_SUM + 1) != summed.digest():
        raise _damaged(source, "its checksum is not that of its content")


@contextmanager
def _removed_on_failure(folder: Folder, names: list[str]) -> Iterator[None]:
    """Remove these files where what is done within fails or is interrupted; a disk that is broken may keep them."""
    finished = False
    try:
        yield
        finished = True
    finally:
        if not finished:
            for name in names:
                with suppress(OSError):
                    folder.remove(name)
