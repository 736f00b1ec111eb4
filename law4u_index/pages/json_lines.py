"""JSON Lines, plain or gzip: a page a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from law4u_index.pages.limits import URL_CHARS, Limits, in_words, too_large
from law4u_index.pages.page import Page, Rejected, UnreadableError
from law4u_index.pages.stream import EMPTY, Stream

_BOM = b"\xef\xbb\xbf"
_CONTENT_KEYS = ("html", "content", "body", "text")
_URL_KEYS = ("url", "uri", "link")


def read_lines(stream: Stream, source: str, modified: int, limits: Limits) -> Iterator[Page | Rejected]:
    """Read JSON Lines: an object a line, with the page as 'html' (or content, body, text) and its 'url'.

    Args:
        stream: the file.
        source: its path.
        modified: time of its last change.
        limits: see :class:`~law4u_index.pages.limits.Limits`.

    Raises:
        UnreadableError: the file cannot be read any further.
    """
    number = 0
    while line := stream.readline(limits.line_bytes + 1):
        number += 1
        # Empty lines give nothing, so they need a bound of their own.
        if number > 2 * limits.members:
            raise UnreadableError(f"it has more than {2 * limits.members:,} lines; the rest was left out")
        where = f"{source}!{number}"
        if len(line) > limits.line_bytes and not line.endswith(b"\n"):
            stream.skip_line()
            yield Rejected(where, f"the line is longer than {in_words(limits.line_bytes)}")
        elif not line.isspace():
            yield _page_of_line(line.removeprefix(_BOM), where, modified, limits)
    if not number:
        raise UnreadableError(EMPTY)


def _page_of_line(line: bytes, where: str, modified: int, limits: Limits) -> Page | Rejected:
    """Return the page that a line holds, or why it holds none."""
    try:
        # Numbers as floats: Python 3.10 takes hours over an integer of a million digits.
        record = json.loads(line.decode("utf-8"), parse_int=float)
    except UnicodeDecodeError as error:
        return Rejected(where, f"the line is not UTF-8 (at byte {error.start})")
    except json.JSONDecodeError as error:
        return Rejected(where, f"the line is not JSON: {error.msg} at character {error.pos}")
    except RecursionError:
        return Rejected(where, "the line is not JSON of a page: it is nested too deep")
    if not isinstance(record, dict):
        return Rejected(where, "the line is no JSON object with 'url' and 'html'")
    text = _first_text(record, _CONTENT_KEYS)
    if text is None:
        return Rejected(where, "the line has no page: none of 'html', 'content', 'body' and 'text' is text")
    # A lone surrogate is JSON, but no character.
    content = _BOM + text.removeprefix("\ufeff").encode("utf-8", "replace")
    if len(content) > limits.page_bytes:
        return Rejected(where, too_large(limits))
    url = _first_text(record, _URL_KEYS)
    return Page(where, content, url if url is not None and len(url) <= URL_CHARS else None, modified)


def _first_text(record: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((record[key] for key in keys if isinstance(record.get(key), str) and record[key]), None)
