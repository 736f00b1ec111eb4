"""How much is read of files that strangers may have made, and what is said of those that are over a limit."""

from __future__ import annotations

from dataclasses import dataclass

from law4u_index.pages.page import UnreadableError

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


def in_words(size: int) -> str:
    """Return a number of bytes as people say it: ``32 MiB``."""
    for unit, name in ((GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"


def too_large(limits: Limits) -> str:
    """Return the reason for which a page that passes `limits` is rejected."""
    return f"the page is larger than {in_words(limits.page_bytes)}; raise --max-page-mb if you trust it"
