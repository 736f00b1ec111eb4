"""A page to a whole record: :func:`parse_answer` has it parsed and its citations recognised."""

from __future__ import annotations

import os
from typing import IO

from law4u_index.answer import Answer
from law4u_index.law import cite
from law4u_index.parsing import parse
from law4u_index.parsing.limits import PAGE_BYTES


def parse_answer(
    page: str | bytes | os.PathLike[str] | IO[bytes] | IO[str],
    *,
    url: str | None = None,
    source: str | None = None,
    page_bytes: int = PAGE_BYTES,
) -> Answer:
    """Return the record of an answer page.

    Args:
        page: the page itself (HTML or its text as ``str``; HTML, MHTML, text or gzip of these as ``bytes``), the
            path of a file that holds it, or a file object.
        url: where the page is from, where that is known; what the page says of itself is used otherwise.
        source: what :attr:`Answer.source` is to say; a path says itself.
        page_bytes: how large a page may be; text, tags and lines may be more in proportion.

    Raises:
        NotAnAnswer: it is no answer page: a list, a profile, a login page, an empty file, a picture.
        ParseError: it cannot be read.
    """
    return cite(parse(page, url=url, source=source, page_bytes=page_bytes))
