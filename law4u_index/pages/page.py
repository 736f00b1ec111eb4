"""Files that may be pages, the pages that come out of them, and what is said of those that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from law4u_index.errors import Law4uIndexError

LATEST = 2**63 - 1
"""The last moment that is told from others, and with a minus the first: those of April 2262 and September 1677."""


class PageFile(NamedTuple):
    """A file that may be a page or hold pages, and what tells whether it changed.

    Attributes:
        source: the path as the user named it, joined with the rest, with ``/`` between.
        size: bytes.
        mtime_ns: time of the last change, nanoseconds since 1970.
    """

    source: str
    size: int
    mtime_ns: int


class Listing(NamedTuple):
    """Files of one folder that may be pages, and what tells whether each changed; every list has one entry a file.

    Lists and not objects, as a look over 100,000 files is to cost no more than to ask the system for them.

    Attributes:
        prefix: what stands before each name in a source: the folder as the user named it, with a ``/`` at its
            end, or ''.
        names: of the files.
        sizes: bytes.
        times: of the last change, nanoseconds since 1970.
    """

    prefix: str
    names: list[str]
    sizes: list[int]
    times: list[int]

    def add(self, name: str, size: int, time: int) -> None:
        """Append a file."""
        self.names.append(name)
        self.sizes.append(size)
        self.times.append(time)

    def unseen(self, seen: set[str]) -> Listing:
        """Return the files whose names are not in `seen`, each once, and put them there."""
        if seen.isdisjoint(self.names) and len(set(self.names)) == len(self.names):
            seen.update(self.names)
            return self
        new = Listing(self.prefix, [], [], [])
        for name, size, time in zip(self.names, self.sizes, self.times, strict=True):
            if name not in seen:
                seen.add(name)
                new.add(name, size, time)
        return new


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one page, and where they are from.

    Attributes:
        source: the path; for a page in an archive the archive's path, ``!`` and its name there: the member's
            name, the address, or the number of the line.
        content: the page as it was found: HTML, MHTML, text, or gzip of one of these. From JSON Lines, where
            it is text already, UTF-8 with a byte order mark, which outranks a ``<meta charset>``.
        url: the address that a crawl gives, or None.
        modified: time of the last change or of the crawl, nanoseconds since 1970.
    """

    source: str
    content: bytes
    url: str | None
    modified: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be read, and why, in plain words.

    Both may hold any character that a file's name may: show them with
    :func:`law4u_index.text_safety.printable`.
    """

    source: str
    reason: str


class UnreadableError(Law4uIndexError):
    """What is being read cannot be read any further; the message is the reason of a :class:`Rejected`."""


def moment(time: int) -> int:
    """Return a time, nanoseconds since 1970, within the 64 bits that an index keeps of it."""
    return min(max(time, -LATEST), LATEST)


def moments(times: list[int]) -> list[int]:
    """Return what :func:`moment` does for each: the list itself where none is beyond."""
    if times and max(times) <= LATEST and min(times) >= -LATEST:
        return times
    return list(map(moment, times))


def os_reason(error: OSError) -> str:
    """Return in words why the system would not give a file."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "reading it is not permitted"
    return f"it cannot be read: {error.strerror or error}"
