"""A file of named columns with a checksum for every 16 KiB, written once and read through a memory map.

::

    magic | columns, each on a multiple of 8 bytes | checksum of each 16 KiB of all before | directory | trailer

The directory is JSON: ``{"columns": {name: [offset, bytes, dtype]}, "meta": {…}}``. The trailer gives its place, the
checksums of directory and checksum table, and the magic again. A checksum is the low half of XXH3-64. Opening reads the
trailer, the directory and the table; a block of data is verified when it is first read, or by
:meth:`BlockFile.verify`. Once much was read, the pages are given back to the system, and what is read after that is
verified again. Nothing is unpickled, and no length is believed before it is held against the file's size.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from xxhash import xxh3_64, xxh3_64_intdigest

from law4u_index.errors import IndexDamaged, damaged
from law4u_index.index.storage import Folder, naming

if TYPE_CHECKING:
    from tempfile import SpooledTemporaryFile

    from numpy.typing import NDArray

    Array = NDArray[Any]
else:  # numpy's own typing is not loaded for a name that only annotations use
    Array = np.ndarray
Chunk = bytes  # in the class below, `bytes` is a method

MAGIC = b"LAW4UIX1"

BLOCK = 1 << 14
"""So many bytes have a checksum."""

READ_BYTES = 96 << 20
"""So much of a file is read, in bytes, before its pages are given back.

The system maps up to three times as much again around it.
"""

_TRAILER = struct.Struct("<QQIII8s")
"""Where the checksums start, where the directory, its length, the checksums of table and directory, the magic."""

_PAIR = struct.Struct("<QQ")
_HALF = 0xFFFFFFFF
_DTYPES = {"u1", "<u2", "<u4", "<u8", "<i8"}

_COPIED = 1 << 18
"""So many bytes are copied at a time, a multiple of :data:`BLOCK`."""

_SPOOLED = 1 << 20
"""So many bytes of a column that is being written are in memory, more in a temporary file."""


def checksum(data: Chunk | memoryview) -> int:
    """Return the checksum of some bytes, below 2**32."""
    return xxh3_64_intdigest(data) & _HALF


class BlockFile:
    """A file of named columns, open for reading.

    Args:
        path: the file.

    Raises:
        IndexDamaged: the file is not such a file, is cut short, or its directory is damaged.
        FileNotFoundError: there is none.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.name = os.path.basename(path)  # noqa: PTH119 - a reader does without pathlib
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            self.size = file.seek(0, 2)
            if self.size < len(MAGIC) + _TRAILER.size:
                raise self._damaged("it is cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._end, table, directory = self._read_trailer()
        self._view = memoryview(self._map)
        self._sums = np.frombuffer(table, "<u4")
        self._verified = bytearray(len(self._sums))  # of each block 1 where it is
        self._flags = np.frombuffer(self._verified, np.uint8)  # the same, to look at many at once
        self._blocks_held = 0  # so many blocks were read since their pages were last given back
        self.meta: dict[str, Any] = {}
        self._columns: dict[str, tuple[int, int, str]] = {}  # offset, bytes, dtype
        self._arrays: dict[str, Array] = {}
        try:
            self._read_directory(directory)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:  # made by a stranger
            raise self._damaged("its directory is not one of ours") from error

    def _read_trailer(self) -> tuple[int, bytes, bytes]:
        """Return how many bytes there are of magic and columns, the table of their checksums, and the directory."""
        end, start, length, table_sum, directory_sum, magic = _TRAILER.unpack(self._map[self.size - _TRAILER.size :])
        if magic != MAGIC or self._map[: len(MAGIC)] != MAGIC:
            raise self._damaged("it is cut short or no file of an index")
        if not len(MAGIC) <= end <= start or start + length + _TRAILER.size != self.size:
            raise self._damaged("its trailer is damaged")
        table, directory = self._map[end:start], self._map[start : start + length]
        if checksum(directory) != directory_sum or checksum(table) != table_sum:
            raise self._damaged("its directory is damaged")
        if len(table) != 4 * -(-end // BLOCK):
            raise self._damaged("its checksums are not complete")
        return end, table, directory

    def _read_directory(self, text: bytes) -> None:
        """Take columns and meta from a directory, once they are within the file."""
        content = json.loads(text)
        self.meta = dict(content["meta"])
        for name, (offset, size, dtype) in content["columns"].items():
            if dtype not in _DTYPES or not 0 <= offset <= offset + size <= self._end or size % int(dtype[-1]):
                raise self._damaged(f"its column {name!r} is out of bounds")
            self._columns[name] = (int(offset), int(size), dtype)

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def _damaged(self, what: str) -> IndexDamaged:
        return damaged(self.name, what)

    def length(self, name: str) -> int:
        """Return how many elements the column has.

        Raises:
            IndexDamaged: there is no such column.
        """
        _, size, dtype = self._column(name)
        return size // int(dtype[-1])

    def _column(self, name: str) -> tuple[int, int, str]:
        try:
            return self._columns[name]
        except KeyError as error:
            raise self._damaged(f"it has no column {name!r}") from error

    def _verify_range(self, start: int, stop: int) -> None:
        """Raise IndexDamaged where bytes `start` to `stop` are not what was written; what was verified is not read."""
        stop_block = -(-stop // BLOCK)
        block = self._verified.find(0, start // BLOCK, stop_block)
        while block >= 0:
            end = min((block + 1) * BLOCK, self._end)
            if checksum(self._view[block * BLOCK : end]) != self._sums.item(block):
                raise self._damaged(f"bytes {block * BLOCK} to {end} are not what was written")
            self._verified[block] = 1
            self._blocks_held += 1
            block = self._verified.find(0, block + 1, stop_block)
        if self._blocks_held * BLOCK >= READ_BYTES:
            self._give_back()

    def _give_back(self) -> None:
        """Give the pages that were read back to the system, which keeps them while it has room; arrays stay valid."""
        self._blocks_held = 0
        self._flags[:] = 0
        if hasattr(mmap, "MADV_DONTNEED"):  # not on Windows
            self._map.madvise(mmap.MADV_DONTNEED)

    def _array(self, name: str) -> Array:
        """Return a whole column, of which nothing is verified yet."""
        array = self._arrays.get(name)
        if array is None:
            offset, size, dtype = self._column(name)
            count = size // int(dtype[-1])
            array = np.frombuffer(self._map, dtype, count, offset) if count else np.empty(0, dtype)
            self._arrays[name] = array
        return array

    def slice(self, name: str, start: int = 0, stop: int | None = None) -> Array:
        """Return elements `start` to `stop` of a column, verified; a view, not a copy.

        Raises:
            IndexDamaged: the elements are not what was written, or beyond the column, or there is no such column.
        """
        array = self._array(name)
        offset, _, _ = self._column(name)
        if stop is None:
            stop = len(array)
        if not 0 <= start <= stop <= len(array):
            raise self._damaged(f"elements {start} to {stop} of {name!r} are beyond its end")
        width = array.itemsize
        self._verify_range(offset + start * width, offset + stop * width)
        return array[start:stop]

    def take(self, name: str, places: Array) -> Array:
        """Return a copy of the elements at some places of a column; only their own blocks are read and verified.

        Raises:
            IndexDamaged: an element is not what was written, or beyond the column, or there is no such column.
        """
        return self._taken(name, self._array(name), places)

    def take_rows(self, name: str, width: int, places: Array) -> Array:
        """Return a copy of some rows of a column of rows of `width` elements, as :meth:`take` does of elements."""
        array = self._array(name)
        return self._taken(name, array[: len(array) // width * width].reshape(-1, width), places)

    def _taken(self, name: str, rows: Array, places: Array) -> Array:
        try:
            taken: Array = rows.take(places, axis=0)
        except IndexError as error:
            raise self._damaged(f"elements of {name!r} are beyond its end") from error
        size = rows.strides[0] if len(rows) else 1
        starts = places * size + self._column(name)[0]
        blocks = starts // BLOCK
        if size > rows.itemsize:  # a row may begin in one block and end in the next
            blocks = np.append(blocks, (starts + (size - 1)) // BLOCK)
        if not self._flags[blocks].all():
            for block in set(blocks.tolist()):
                self._verify_range(block * BLOCK, (block + 1) * BLOCK)
        return taken

    def pair(self, name: str, at: int) -> tuple[int, int]:
        """Return elements `at` and `at` + 1 of a column of ``<u8``: where something begins and ends.

        Raises:
            IndexDamaged: they are not what was written, or beyond the column, or there is no such column.
        """
        offset, size, dtype = self._column(name)
        start = offset + 8 * at
        if not offset <= start <= offset + size - _PAIR.size or dtype != "<u8":
            raise self._damaged(f"at {at} of {name!r} there are no two numbers of eight bytes")
        self._verify_range(start, start + _PAIR.size)
        first, second = _PAIR.unpack_from(self._map, start)
        return first, second

    def item(self, name: str, at: int) -> int:
        """Return one element of a column as a Python number.

        Raises:
            IndexDamaged: as for :meth:`slice`.
        """
        return int(self.slice(name, at, at + 1)[0])

    def bytes(self, name: str, start: int, stop: int) -> bytes:
        """Return bytes `start` to `stop` of a column of bytes, verified.

        Raises:
            IndexDamaged: as for :meth:`slice`.
        """
        offset, size, _ = self._column(name)
        if not 0 <= start <= stop <= size:
            raise self._damaged(f"bytes {start} to {stop} of {name!r} are beyond its end")
        self._verify_range(offset + start, offset + stop)
        return self._map[offset + start : offset + stop]

    def chunks(self) -> Iterator[Chunk]:
        """Yield the whole file as it is, a part at a time; also when its name is gone."""
        for start in range(0, self.size, _COPIED):
            yield self._map[start : start + _COPIED]

    def verify(self) -> Iterator[str]:
        """Verify every block and yield what is wrong, in words; what was verified before is read again."""
        for block in range(len(self._sums)):
            self._verified[block] = 0
            try:
                self._verify_range(block * BLOCK, min((block + 1) * BLOCK, self._end))
            except IndexDamaged as error:
                yield error.what


class BlockFileWriter:
    """Writes a file of named columns.

    Columns grow in turns, each in a temporary file of its own once it is large; :meth:`finish` puts them one behind
    the other. Use as a context manager: an exception leaves no temporary file.
    """

    def __init__(self, folder: Folder, name: str) -> None:
        self._folder = folder
        self._name = name
        self._spools: dict[str, tuple[SpooledTemporaryFile[bytes], str]] = {}

    def __enter__(self) -> BlockFileWriter:
        return self

    def __exit__(self, *exception: object) -> None:
        for spool, _ in self._spools.values():
            spool.close()

    def append(self, name: str, values: Array | bytes, dtype: str = "u1") -> None:
        """Add `values` to the end of the column `name`, which is made where there is none."""
        import tempfile  # much to load for a reader, who has no use for it

        entry = self._spools.get(name)
        if entry is None:
            spool = tempfile.SpooledTemporaryFile(_SPOOLED)  # noqa: SIM115 - closed in __exit__
            entry = self._spools[name] = (spool, dtype)
        spool, dtype = entry
        with naming(tempfile.gettempdir()):
            spool.write(values if isinstance(values, bytes) else np.ascontiguousarray(values, dtype).tobytes())

    def finish(self, meta: dict[str, Any]) -> int:
        """Write and sync the file; return its size in bytes."""
        columns: dict[str, tuple[int, int, str]] = {}
        with self._folder.created(self._name) as file:
            out = _Summing(file)
            out.write(MAGIC)
            for name, (spool, dtype) in self._spools.items():
                out.write(bytes(-out.size % 8))
                start = out.size
                spool.seek(0)
                while part := spool.read(_COPIED):
                    out.write(part)
                columns[name] = (start, out.size - start, dtype)
            out.write(bytes(-out.size % 8))
            table = np.array(out.finish(), "<u4").tobytes()
            directory = json.dumps({"columns": columns, "meta": meta}, ensure_ascii=False).encode()
            trailer = _TRAILER.pack(
                out.size,
                out.size + len(table),
                len(directory),
                checksum(table),
                checksum(directory),
                MAGIC,
            )
            file.write(table + directory + trailer)
            self._folder.sync(file)
            return out.size + len(table) + len(directory) + len(trailer)


class _Summing:
    """Writes to a file and keeps the checksum of each block."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sums: list[int] = []
        self._block = xxh3_64()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        view = memoryview(data)
        while view:
            room = BLOCK - self.size % BLOCK
            part, view = view[:room], view[room:]
            self._block.update(part)
            self.size += len(part)
            if self.size % BLOCK == 0:
                self._sums.append(self._block.intdigest() & _HALF)
                self._block.reset()

    def finish(self) -> list[int]:
        """Return the sums of all blocks, the last one perhaps shorter."""
        if self.size % BLOCK:
            self._sums.append(self._block.intdigest() & _HALF)
        return self._sums
