"""A disk whose power fails: what an update had written, synced and renamed at each moment, and what is left of it.

The update runs once on real files. Before each write, sync, rename and removal the disk notes what three kinds of
power cut would leave there:

- *dropped*: nothing but what was synced, neither content nor names;
- *kept*: all that was ever asked for, the last write perhaps half;
- *mixed*: of each name and each content one or the other, by chance, as a disk that writes in an order of its own.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from law4u_index.index.storage import Folder

State = tuple[tuple[str, bytes], ...] | None
"""The files of a folder by name, or None where there is no folder."""


@dataclass(frozen=True)
class Cut:
    """A moment at which the power may fail.

    Attributes:
        before: what would have come next.
        left: what each kind of cut leaves.
    """

    before: str
    left: dict[str, State]


@dataclass
class _File:
    """What a file holds if all is well, and what of it is on the disk."""

    written: bytes = b""
    synced: bytes = b""


class _Watched(io.BufferedRandom):
    """A file that tells of each write, before it and when half of it is done."""

    def __init__(self, path: Path, file: _File, tell: Callable[[str], None]) -> None:
        super().__init__(io.FileIO(path, "w+"))
        self.of = file
        self._tell = tell

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # as BinaryIO has it
        before = self.of.written
        self._tell(f"write {len(data)} bytes")
        if len(data) > 512:
            self.of.written = before + bytes(data[: len(data) // 2])
            self._tell(f"write half of {len(data)} bytes")
        self.of.written = before + bytes(data)
        written = super().write(data)
        self.flush()
        return written


@dataclass
class PowerCuts(Folder):
    """A folder on such a disk; what is in it to begin with is synced."""

    path: Path
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    def __post_init__(self) -> None:
        Folder.__init__(self, self.path)
        self.cuts: list[Cut] = []
        self._now: dict[str, _File] = {}
        self._disk: dict[str, _File] = {}
        self._made = self._there = self.path.exists()
        if self._made:
            for path in sorted(self.path.iterdir()):
                if path.name != "write.lock":
                    self._now[path.name] = self._disk[path.name] = _File(path.read_bytes(), path.read_bytes())

    def note(self, before: str) -> None:
        """Note what a cut now would leave."""
        mixed = {
            name: file
            for name in sorted(self._now.keys() | self._disk.keys())
            if (file := self.dice.choice((self._now, self._disk)).get(name)) is not None
        }
        left: dict[str, State] = {
            "dropped": tuple((name, file.synced) for name, file in sorted(self._disk.items())),
            "kept": tuple((name, file.written) for name, file in sorted(self._now.items())),
            "mixed": tuple((name, self._some_of(file)) for name, file in mixed.items()),
        }
        if not self._there:
            left = {"dropped": None, "kept": left["kept"] if self._made else None, "mixed": None}
        self.cuts.append(Cut(before, left))

    def _some_of(self, file: _File) -> bytes:
        if file.synced == file.written:
            return file.synced
        length = self.dice.randint(0, len(file.written))
        rest = bytes(len(file.written) - length) if self.dice.random() < 0.5 else b""  # a size without its content
        return self.dice.choice((file.synced, file.written, file.written[:length] + rest))

    def make(self) -> None:
        self.note("make the folder")
        super().make()

    def sync_folder(self, path: Path) -> None:
        self._made = True
        self.note(f"sync {'the names' if path == self.path else 'the folder above'}")
        super().sync_folder(path)
        if path == self.path:
            self._disk = dict(self._now)
        elif path == self.path.parent:
            self._there = True

    def create(self, name: str) -> BinaryIO:
        self.note(f"create {name}")
        file = self._now.get(name, _File())
        file.written = b""
        self._now[name] = file
        return _Watched(self.file(name), file, self.note)

    def sync(self, file: BinaryIO) -> None:
        assert isinstance(file, _Watched)
        self.note("sync a file")
        super().sync(file)
        file.of.synced = file.of.written

    def rename(self, name: str, other: str) -> None:
        self.note(f"rename {name}")
        super().rename(name, other)
        self._now[other] = self._now.pop(name)

    def remove(self, name: str) -> None:
        self.note(f"remove {name}")
        super().remove(name)
        self._now.pop(name, None)


def lay(state: State, path: Path) -> None:
    """Put what a cut has left on a real disk."""
    if state is not None:
        path.mkdir()
        for name, content in state:
            (path / name).write_bytes(content)
