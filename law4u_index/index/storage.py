"""The folder that an index lives in: every write, sync, rename and removal of the project goes through here.

Whoever wants to see what an update does to a disk, or to cut it short in a test, replaces a :class:`Folder`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from law4u_index.errors import REBUILD, IndexDamaged

if TYPE_CHECKING:  # a reader works with names alone: to load pathlib takes as long as a search
    from pathlib import Path


class Folder:
    """A folder of files that are written once, synced, and then only read or removed.

    Args:
        path: where it is; need not exist until :meth:`make`.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._name = os.fspath(path)

    @cached_property
    def path(self) -> Path:
        """Where the folder is."""
        from pathlib import Path

        return Path(self._name)

    def make(self) -> None:
        """Make the folder, and those above it, where there is none; a power cut does not take it away again."""
        missing = [path for path in (self.path, *self.path.parents) if not path.exists()]
        self.path.mkdir(parents=True, exist_ok=True)
        for path in missing:
            self.sync_folder(path.parent)

    def unmake(self) -> None:
        """Remove the folder, unless there is something in it."""
        with suppress(OSError):
            self.path.rmdir()

    def file(self, name: str) -> Path:
        """Return the path of the file `name`.

        Raises:
            IndexDamaged: the name would lead out of the folder.
        """
        self._check(name)
        return self.path / name

    def place(self, name: str) -> str:
        """Return the path of the file `name` as text, which is all that who opens it needs.

        Raises:
            IndexDamaged: the name would lead out of the folder.
        """
        self._check(name)
        return os.path.join(self._name, name)  # noqa: PTH118 - a reader does without pathlib

    def _check(self, name: str) -> None:
        if not name or name in (".", "..") or any(c in name for c in "/\\\0"):
            raise IndexDamaged(f"the index names a file outside its folder: {name!r}; {REBUILD}")

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading.

        Raises:
            FileNotFoundError: there is none.
        """
        return open(self.place(name), "rb")  # noqa: PTH123 - without pathlib; who asked for it closes it

    def names(self) -> list[str]:
        """Return the names of all files, sorted."""
        return sorted(entry.name for entry in os.scandir(self.path) if entry.is_file(follow_symlinks=False))

    def create(self, name: str) -> BinaryIO:
        """Open a new file for writing; an old one of that name is emptied."""
        return self.file(name).open("w+b")

    @contextmanager
    def created(self, name: str) -> Iterator[BinaryIO]:
        """Have a new file open for writing; an error that names no file, as that of a full disk, names this one."""
        with naming(self.file(name)), self.create(name) as file:
            yield file

    def sync(self, file: BinaryIO) -> None:
        """Return when all that was written to `file` is on the disk."""
        file.flush()
        os.fsync(file.fileno())

    def write(self, name: str, content: bytes) -> None:
        """Write a whole file and sync it."""
        with self.created(name) as file:
            file.write(content)
            self.sync(file)

    def replace(self, name: str, content: bytes) -> None:
        """Put `content` in the place of the file `name` in one step: a reader sees the old or the new."""
        temporary = name + ".new"
        self.write(temporary, content)
        self.rename(temporary, name)
        self.sync_names()

    def rename(self, name: str, other: str) -> None:
        """Give the file `name` the name `other`, in the place of a file that has it."""
        self.file(name).replace(self.file(other))

    def sync_names(self) -> None:
        """Return when the names of the files (made, renamed, removed) are on the disk."""
        self.sync_folder(self.path)

    def sync_folder(self, path: Path) -> None:
        """Return when the names in the folder `path`, this one or one above it, are on the disk."""
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self, name: str) -> None:
        """Remove a file; that it is gone already is no error."""
        with suppress(FileNotFoundError):
            self.file(name).unlink()


@contextmanager
def naming(path: str | Path) -> Iterator[None]:
    """Have an error of the system that names no file name this one, so that who reads it knows which disk is meant."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise
