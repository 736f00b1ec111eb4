"""What comes out of files and archives, and how much of it is let in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from law4u_index.errors import Law4uIndexError

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB

PAGE_BYTES = 32 * MIB
"""The largest page; a saved answer has 20 to 60 KB, one with its pictures inside (MHTML) a few MB."""
MEMBERS = 250_000
"""The most pages, taken and rejected together, that one archive may give."""
EXPANDED_BYTES = 16 * GIB
"""The most that all of one archive may come to when it is unpacked."""
EXPANSION_RATIO = 200
"""How many times its size an archive or a member of it may come to; pages come to 5 to 20 times."""
LINE_BYTES = 64 * MIB
"""The longest line of a JSON Lines file."""
URL_CHARS = 8_000
"""The longest address that is kept; what is longer is no page's address."""

RATIO_FREE_BYTES = MIB
"""What a member may come to whatever the ratio: a small file of blanks is no attack."""
ARCHIVE_RATIO_FREE_BYTES = 64 * MIB
"""What an archive may come to whatever the ratio."""

LATEST = 2**63 - 1
"""The last moment that is told from others, and with a minus the first: those of April 2262 and September 1677."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read from files that strangers may have made; each can be raised.

    Attributes:
        page_bytes: the largest page.
        members: the most pages of one archive, taken and rejected together.
        expanded_bytes: the most that all of one archive may come to when unpacked.
        expansion_ratio: how many times its packed size an archive or a member may come to.
        line_bytes: the longest line of JSON Lines.
    """

    page_bytes: int = PAGE_BYTES
    members: int = MEMBERS
    expanded_bytes: int = EXPANDED_BYTES
    expansion_ratio: int = EXPANSION_RATIO
    line_bytes: int = LINE_BYTES


DEFAULT_LIMITS = Limits()


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


class Budget:
    """What an archive may still come to when it is unpacked."""

    def __init__(self, packed_bytes: int, limits: Limits) -> None:
        by_ratio = ARCHIVE_RATIO_FREE_BYTES + limits.expansion_ratio * packed_bytes
        self.allowed = min(limits.expanded_bytes, by_ratio)
        self.left = self.allowed

    def spend(self, size: int) -> None:
        """Take `size` bytes off.

        Raises:
            UnreadableError: there are not so many left.
        """
        self.left -= size
        if self.left < 0:
            raise UnreadableError(
                f"the archive comes to more than {in_words(self.allowed)} when unpacked; "
                "what follows was left out; raise --max-archive-gb or --max-ratio if you trust it"
            )


def moment(time: int) -> int:
    """Return a time, nanoseconds since 1970, within the 64 bits that an index keeps of it."""
    return min(max(time, -LATEST), LATEST)


def moments(times: list[int]) -> list[int]:
    """Return what :func:`moment` does for each: the list itself where none is beyond."""
    if times and max(times) <= LATEST and min(times) >= -LATEST:
        return times
    return list(map(moment, times))


def in_words(size: int) -> str:
    """Return a number of bytes as people say it: ``32 MiB``."""
    for unit, name in ((GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"


def too_large(limits: Limits) -> str:
    """Return the reason for which a page that passes `limits` is rejected."""
    return f"the page is larger than {in_words(limits.page_bytes)}; raise --max-page-mb if you trust it"


def os_reason(error: OSError) -> str:
    """Return in words why the system would not give a file."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "reading it is not permitted"
    return f"it cannot be read: {error.strerror or error}"
