"""How ``.tables`` files are laid out: hash tables, mapped into memory, of which nothing is read before a look-up.

The CSV files of ``data/`` are what people review; ``make tables`` makes the ``.tables`` files beside them, and a test
fails where these are stale. A search then touches only the entries of its own words. A file holds, all numbers
little-endian:

- eight bytes that say what it is, and how many parts it has (u32);
- for each part a name of 16 bytes, where it begins and how long it is (u32 both): for a map the number of its slots,
  for an array its bytes;
- the slots of a map, each the place of an entry (u32) or 0, found by the CRC-32 of the key and then one by one;
- an entry: the lengths of key and value (u16, u32), the key in UTF-8, the value;
- arrays as they are, at a multiple of eight.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Mapping
from functools import lru_cache
from struct import Struct
from zlib import crc32

_DATA = os.path.join(os.path.dirname(__file__), "data")  # noqa: PTH118, PTH120 - a search does without pathlib

_MAGIC = b"LAW4UTB1"
_COUNT = Struct("<I")
_PART = Struct("<16sII")
_ENTRY = Struct("<HI")
_slot = Struct("<I").unpack_from
_lengths = _ENTRY.unpack_from


class Map:
    """Values by key, looked up where they lie.

    Args:
        data: the whole file.
        start: where the slots begin.
        slots: how many there are, a power of two.
    """

    __slots__ = ("_data", "_mask", "_start")

    def __init__(self, data: bytes | mmap.mmap, start: int, slots: int) -> None:
        self._data = data
        self._start = start
        self._mask = slots - 1

    def get(self, key: str) -> bytes | None:
        """Return the value of a key, or None."""
        wanted = key.encode("utf-8", "surrogatepass")
        data, mask = self._data, self._mask
        slot = crc32(wanted) & mask
        while True:
            (place,) = _slot(data, self._start + 4 * slot)
            if not place:
                return None
            length, size = _lengths(data, place)
            begin = place + _ENTRY.size
            if length == len(wanted) and data[begin : begin + length] == wanted:
                return data[begin + length : begin + length + size]
            slot = (slot + 1) & mask


class Tables:
    """The maps and arrays of one file.

    Args:
        data: the file's bytes.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        assert data[: len(_MAGIC)] == _MAGIC, "a file made by pack()"
        (count,) = _COUNT.unpack_from(data, len(_MAGIC))
        self._parts: dict[str, tuple[int, int]] = {}
        for number in range(count):
            name, start, size = _PART.unpack_from(data, len(_MAGIC) + _COUNT.size + number * _PART.size)
            self._parts[name.rstrip(b"\0").decode("ascii")] = (start, size)

    def map(self, name: str) -> Map:
        """Return the map of this name."""
        return Map(self._data, *self._parts[name])

    def array(self, name: str) -> bytes:
        """Return the bytes of the array of this name."""
        start, size = self._parts[name]
        return self._data[start : start + size]

    def view(self, name: str) -> memoryview:
        """Return the array of this name where it lies."""
        start, size = self._parts[name]
        return memoryview(self._data)[start : start + size]


@lru_cache(maxsize=4)
def load(name: str) -> Tables:
    """Return the tables of the package's file of this name, mapped once."""
    with open(os.path.join(_DATA, name), "rb") as file:  # noqa: PTH118, PTH123 - as above
        return Tables(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def pack(maps: Mapping[str, Mapping[str, bytes]], arrays: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a file of tables, the same for the same tables.

    Args:
        maps: by name, of at most 16 letters; the order of their keys does not matter.
        arrays: by name, likewise.
    """
    head = len(_MAGIC) + _COUNT.size + (len(maps) + len(arrays)) * _PART.size
    body = bytearray(head + -head % 8)
    parts: list[bytes] = []
    for name, table in maps.items():
        slots = _slots(table, len(body))
        parts.append(_PART.pack(name.encode("ascii"), len(body) + slots[1], len(slots[2])))
        body += slots[0]
        for place in slots[2]:
            body += _COUNT.pack(place)
        body += bytes(-len(body) % 8)
    for name, array in arrays.items():
        parts.append(_PART.pack(name.encode("ascii"), len(body), len(array)))
        body += array + bytes(-len(array) % 8)
    start = _MAGIC + _COUNT.pack(len(parts)) + b"".join(parts)
    body[: len(start)] = start
    return bytes(body)


def _slots(table: Mapping[str, bytes], base: int) -> tuple[bytes, int, list[int]]:
    """Return a map's entries, where its slots begin behind them, and the place of an entry in each slot.

    Args:
        table: the map.
        base: where its entries will begin.
    """
    count = 4
    while count < 2 * len(table):
        count *= 2
    slots = [0] * count
    entries = bytearray()
    for key in sorted(table):
        name = key.encode("utf-8", "surrogatepass")
        slot = crc32(name) & (count - 1)
        while slots[slot]:
            slot = (slot + 1) & (count - 1)
        slots[slot] = base + len(entries)
        entries += _ENTRY.pack(len(name), len(table[key])) + name + table[key]
    entries += bytes(-len(entries) % 4)
    return bytes(entries), len(entries), slots
