"""WARC crawls, plain or gzip: pages among the records of all that was asked for and sent.

warcio reads headers here, but not the file as a whole: its own iterator takes a header line of any length into
memory, wants each record packed on its own, and calls whatever brotli is installed. Nor does it read chunked bodies:
of one that was cut off it gives what came.
"""

from __future__ import annotations

import io
import re
import zlib
from calendar import timegm
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from law4u_index.pages.limits import KIB, MIB, URL_CHARS, Limits, in_words, too_large
from law4u_index.pages.page import Page, Rejected, UnreadableError
from law4u_index.pages.stream import EMPTY, GZIP_SIGN, Stream

HEADER_BYTES = 64 * KIB
"""The most that the headers of one record may take."""
JUNK_LINES = 100_000
"""How many lines that are no record are passed over in search of the next one."""
OTHER_RECORDS = 20
"""How many records there may be for each page that is allowed: requests, pictures, scripts, metadata."""

_CUT_OFF = "the page is cut off in the crawl"
_ENDS_EARLY = "the crawl is cut off in the middle of a record"
_GZIP, _ZLIB, _RAW_DEFLATE = 31, 15, -15
"""How content is packed, in zlib's signs (its ``wbits``)."""
_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
_CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_LENGTH = re.compile("[0-9]{1,15}")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})")
_STEP_OUT = re.compile(r"(?<=/)\.\.(?=[/?#]|$)")
"""What leads a step up in a path, and so must not be joined to one."""


class _RecordError(Exception):
    """One record cannot be read; those after it may."""


class _Crawled(NamedTuple):
    """A page of a crawl: its address, the date of its record as written, its content."""

    url: str
    date: str
    content: bytes


def read_warc(stream: Stream, source: str, modified: int, limits: Limits) -> Iterator[Page | Rejected]:
    """Read the pages of a WARC file: responses with a status of 2xx and resources, with a type of HTML or text.

    Args:
        stream: the file.
        source: its path.
        modified: time of its last change, for records without a date.
        limits: see :class:`~law4u_index.pages.limits.Limits`.

    Raises:
        UnreadableError: the file cannot be read any further.
    """
    number = 0
    while True:
        version, junk = _next_version_line(stream)
        number += 1
        where = f"{source}!#{number}"
        if junk:
            yield Rejected(where, "something that is no WARC record was passed over")
        if not version and number == 1 and not junk:
            raise UnreadableError(EMPTY)
        if not version:
            return
        if number > OTHER_RECORDS * limits.members:
            raise UnreadableError("the crawl has too many records; the rest was left out")
        try:
            found = _read_record(stream, version, limits)
        except _RecordError as error:
            yield Rejected(where, str(error))
            continue
        if found is not None:
            yield _page(found, source, where, modified)


def _next_version_line(stream: Stream) -> tuple[bytes, bool]:
    """Return the next record's first line, empty at the end, and whether there was anything before it."""
    junk = False
    for _ in range(JUNK_LINES):
        line = stream.readline(HEADER_BYTES)
        if not line or line[:5].upper() == b"WARC/":
            return line, junk
        junk = junk or not line.isspace()
    raise UnreadableError("it is no WARC file, or a damaged one: no record was found")


def _read_record(stream: Stream, version: bytes, limits: Limits) -> _Crawled | None:
    """Read a record behind its first line; None where it is no page's.

    Raises:
        _RecordError: it is a page's, or may be, and cannot be read.
        UnreadableError: the file cannot be read any further.
    """
    headers = _headers(stream, version)
    length = _LENGTH.fullmatch(headers.get("content-length", ""))
    if length is None:
        raise _RecordError("the record does not say how long it is")
    size = int(length[0])
    url = headers.get("warc-target-uri", "").strip("<>")
    kind = headers.get("warc-type", "").lower()
    is_page = kind in ("response", "resource") and url.lower().startswith(("http://", "https://"))
    if not is_page:
        _skip(stream, size)
        return None
    if size > limits.page_bytes + HEADER_BYTES:
        _skip(stream, size)
        raise _RecordError(too_large(limits))
    record = stream.read(size)
    if len(record) < size:
        raise UnreadableError(_ENDS_EARLY)
    content: bytes | None = record
    if kind == "response":
        content = _sent_page(record, stream, limits)
    elif not _is_page_type(headers):
        content = None
    if content is None:
        return None
    if "warc-truncated" in headers:
        raise _RecordError(_CUT_OFF)
    if len(content) > limits.page_bytes:
        raise _RecordError(too_large(limits))
    return _Crawled(url, headers.get("warc-date", ""), content)


def _page(found: _Crawled, source: str, where: str, modified: int) -> Page:
    """Return a page of a crawl.

    Args:
        found: what was read of it.
        source: the crawl's path.
        where: its record by number, for a page whose address is beyond all measure.
        modified: the time of a page without a date.
    """
    time = _time_of(found.date, modified)
    if len(found.url) > URL_CHARS:
        return Page(where, found.content, None, time)
    inner = _STEP_OUT.sub("%2E%2E", found.url.replace("\\", "%5C"))
    return Page(f"{source}!{inner}", found.content, found.url, time)


def _skip(stream: Stream, size: int) -> None:
    while size > 0:
        data = stream.read(min(size, MIB))
        if not data:
            raise UnreadableError(_ENDS_EARLY)
        size -= len(data)


class _HeaderLines:
    """The lines of a record's headers for warcio's parser, up to :data:`HEADER_BYTES` of them."""

    def __init__(self, stream: Stream | io.BytesIO) -> None:
        self._stream = stream
        self._left = HEADER_BYTES

    def readline(self) -> bytes:
        line = self._stream.readline(HEADER_BYTES)
        self._left -= len(line)
        if self._left < 0:
            raise _RecordError(f"the record's headers are longer than {in_words(HEADER_BYTES)}")
        return line


def _headers(stream: Stream | io.BytesIO, first_line: bytes | None = None) -> dict[str, str]:
    """Return headers by their name in lower case, the first line's status or version under an empty name."""
    from warcio.statusandheaders import StatusAndHeadersParser

    try:
        # Without verification: 'HTTP/2 200' is no version that warcio knows.
        parsed = StatusAndHeadersParser([], verify=False).parse(_HeaderLines(stream), first_line)
    except EOFError as error:
        raise _RecordError("the record is empty") from error
    headers = {name.lower(): value.strip() for name, value in reversed(parsed.headers)}
    return {**headers, "": parsed.statusline}


def _sent_page(record: bytes, stream: Stream, limits: Limits) -> bytes | None:
    """Return the page that a server sent, unpacked; None where it sent something else, or an error.

    Args:
        record: its response, headers and all.
        stream: pays for what is unpacked.
        limits: how large the page may be.

    Raises:
        _RecordError: it is not whole, or packed by a method that is not read.
    """
    response = io.BytesIO(record)
    headers = _headers(response)
    if not headers[""].startswith("2") or not _is_page_type(headers):
        return None
    content = _sent(response, headers)
    encoding = headers.get("content-encoding", "").lower()
    if encoding in ("", "identity", "none", "utf-8"):
        return content
    if encoding in ("gzip", "x-gzip"):
        # Some crawlers keep the header and store the page unpacked.
        return _unpacked(content, _GZIP, stream, limits) if content.startswith(GZIP_SIGN) else content
    if encoding == "deflate":
        return _unpacked(content, _ZLIB if _is_zlib(content) else _RAW_DEFLATE, stream, limits)
    raise _RecordError(f"the page is packed by a method that is not read: {encoding[:40]!a}")


def _is_page_type(headers: dict[str, str]) -> bool:
    return headers.get("content-type", "").partition(";")[0].strip().lower() in _PAGE_TYPES


def _sent(response: io.BytesIO, headers: dict[str, str]) -> bytes:
    """Return all that a server sent behind its headers.

    Raises:
        _RecordError: it is less than they say. It may be more: some crawlers keep them and store the page unpacked.
    """
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return _joined(response)
    content = response.read()
    length = _LENGTH.fullmatch(headers.get("content-length", ""))
    if length is not None and len(content) < int(length[0]):
        raise _RecordError(_CUT_OFF)
    return content


def _joined(response: io.BytesIO) -> bytes:
    """Return what was sent in chunks; or, where it was not though the headers say so, what there is.

    Raises:
        _RecordError: the last chunk is not there, or not whole.
    """
    start = response.tell()
    chunks: list[bytes] = []
    while (head := _CHUNK_HEAD.fullmatch(response.readline(HEADER_BYTES))) and (size := int(head[1], 16)):
        chunks.append(response.read(size + 2)[:size])  # a line ends behind it
    if head:
        return b"".join(chunks)
    if chunks:
        raise _RecordError(_CUT_OFF)
    response.seek(start)
    return response.read()


def _is_zlib(content: bytes) -> bool:
    """Tell whether deflated content has zlib's header, as it should have and often has not (RFC 1950, section 2.2)."""
    return len(content) > 1 and content[0] & 15 == 8 and int.from_bytes(content[:2], "big") % 31 == 0


def _unpacked(content: bytes, window_bits: int, stream: Stream, limits: Limits) -> bytes:
    """Return content unpacked, or so much of it that it is larger than a page may be; `stream` pays for it."""
    unpacker = zlib.decompressobj(window_bits)
    try:
        plain = unpacker.decompress(content, limits.page_bytes + 1)
    except zlib.error as error:
        raise _RecordError(f"the page is damaged in the crawl ({error})") from error
    if not unpacker.eof and len(plain) <= limits.page_bytes:
        raise _RecordError(_CUT_OFF)
    stream.pay(len(plain))
    return plain


def _time_of(date: str, otherwise: int) -> int:
    """Return a date of a record as nanoseconds since 1970; `otherwise` where it is none."""
    found = _DATE.match(date)
    if found is None:
        return otherwise
    year, month, day, hour, minute, second = (int(part) for part in found.groups())
    try:
        time = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return otherwise
    return timegm(time.timetuple()) * 1_000_000_000
