"""Pages that a browser saved with all that belongs to them in one file: MHTML, the archives of RFC 2557."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

from law4u_index.errors import NotAnAnswer, ParseError

MAX_PARTS = 2_000
"""How many parts of an archive are looked at before the page is given up."""

_MAX_NESTED_PARTS = 4
_HEAD = 4_096
_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,998}\r?\n")
_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]{0,20}(.{0,4000})$", re.M)
_BOUNDARY = re.compile(r"""boundary\s{0,5}=\s{0,5}(?:"([^"\n]{1,200})"|([^\s;"]{1,200}))""", re.I)
_CHARSET = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([\w.:-]{2,40})""", re.I)


class Archived(NamedTuple):
    """The page that an archive was made of.

    Attributes:
        content: its bytes.
        charset: what the archive says of them, or None.
        urls: its addresses, best first.
    """

    content: bytes
    charset: str | None
    urls: tuple[str, ...]


class _Part(NamedTuple):
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").lower()


def may_be_archive(content: str) -> bool:
    """Whether it is worth the time to look at a text as an archive."""
    head = content[:_HEAD].lower()
    return "multipart/" in head and "boundary" in head


def open_archive(content: bytes) -> Archived | None:
    """Return the page of a single-file archive, or None where `content` is no such archive.

    Raises:
        NotAnAnswer: there is no page in it.
        ParseError: it is damaged, or has too many parts.
    """
    start = content.lstrip()[:_HEAD] if content[:1].isspace() else content[:_HEAD]
    if _HEADER_LINE.match(start) is None or b"multipart/" not in start.lower():
        return None
    archive = _part(content.lstrip())
    pages = _pages_in(archive)
    if pages:
        return _archived(archive.headers, pages)
    if archive.kind.startswith("multipart/"):
        raise NotAnAnswer("the archive holds no page; save the page again")
    return None


def _pages_in(archive: _Part) -> list[_Part]:
    """Return the parts of an archive, and of archives in it, that are pages, those of the outer first."""
    pages: list[_Part] = []
    waiting = [archive]
    left = MAX_PARTS
    for _ in range(_MAX_NESTED_PARTS):
        inner: list[_Part] = []
        for whole in waiting:
            for part in _parts_of(whole):
                left -= 1
                if left < 0:
                    raise ParseError(f"the archive has more than {MAX_PARTS} parts; it is no saved page")
                if part.kind.startswith("multipart/"):
                    inner.append(part)
                elif part.kind.startswith(("text/html", "application/xhtml")):
                    pages.append(part)
        waiting = inner
    return pages


def _parts_of(whole: _Part) -> Iterator[_Part]:
    """Yield the parts of an archive."""
    boundary = _BOUNDARY.search(whole.headers.get("content-type", ""))
    if boundary is None:
        return
    marker = b"--" + (boundary[1] or boundary[2]).encode("utf-8", "surrogatepass")
    for piece in (b"\n" + whole.body).split(b"\n" + marker, MAX_PARTS + 1)[1:]:
        if piece.startswith(b"--"):
            break
        yield _part(piece.lstrip(b"\r\n \t"))


def _archived(outer: dict[str, str], pages: list[_Part]) -> Archived:
    """Return the page that an archive's own headers name, else the first."""
    location = outer.get("snapshot-content-location") or outer.get("content-location") or ""
    best = next((page for page in pages if location and page.headers.get("content-location") == location), pages[0])
    charset = _CHARSET.search(best.headers.get("content-type", ""))
    urls = tuple(url for url in (best.headers.get("content-location"), location) if url)
    encoding = best.headers.get("content-transfer-encoding", "").strip().lower()
    return Archived(_transfer_decode(best.body, encoding), charset[1] if charset else None, urls)


def _part(content: bytes) -> _Part:
    """Return a part by its headers and what stands behind them."""
    head, separator, body = content.partition(b"\r\n\r\n")
    plain_head, plain_separator, plain_body = content.partition(b"\n\n")
    if plain_separator and (not separator or len(plain_head) < len(head)):
        head, body = plain_head, plain_body
    text = head[:65_536].decode("latin-1").replace("\r\n", "\n").replace("\n\t", " ").replace("\n ", " ")
    return _Part({name.lower(): value.strip() for name, value in _FIELD.findall(text)}, body)


def _transfer_decode(body: bytes, encoding: str) -> bytes:
    """Return a body as it was before it was encoded to be sent (RFC 2045, section 6)."""
    if encoding == "quoted-printable":
        return quopri.decodestring(body)
    if encoding == "base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error as error:
            raise ParseError("the archive's page is damaged; save the page again") from error
    return body
