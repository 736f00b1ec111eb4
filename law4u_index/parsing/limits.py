"""How much of one page is read. Whoever trusts larger pages raises its bytes; the rest goes up in proportion."""

from __future__ import annotations

PAGE_BYTES = 32 * 1024 * 1024
"""How large a page may be, as stored and again when unpacked; a saved answer has 20 to 60 KB."""

TEXT_CHARS = 2_000_000
"""How many characters of text a page may show, menus and all; a saved answer page has some ten thousand."""

TAGS = 20_000
"""How many tags a page may have beside scripts and styles; a saved answer page has some hundreds."""

LINES = 100_000
"""How many lines a page saved as text may have; a saved answer page has some hundred."""


def in_proportion(limit: int, page_bytes: int) -> int:
    """Return a limit for pages of up to `page_bytes`: never less than for those of :data:`PAGE_BYTES`."""
    return limit * max(page_bytes, PAGE_BYTES) // PAGE_BYTES
