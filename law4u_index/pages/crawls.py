"""Crawls: WARC files and JSON Lines, plain or gzip, read as a stream.

warcio reads headers here, but not the file as a whole: its own iterator takes a header line of any length into
memory, wants each record packed on its own, and calls whatever brotli is installed. Nor does it read chunked bodies:
of one that was cut off it gives what came.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from calendar import timegm
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from law4u_index.pages.page import (
    KIB,
    MIB,
    URL_CHARS,
    Budget,
    Limits,
    Page,
    Rejected,
    UnreadableError,
    in_words,
    too_large,
)

HEADER_BYTES = 64 * KIB
"""The most that the headers of one record may take."""
JUNK_LINES = 100_000
"""How many lines that are no record are passed over in search of the next one."""
OTHER_RECORDS = 20
"""How many records there may be for each page that is allowed: requests, pictures, scripts, metadata."""

_CUT_OFF = "the page is cut off in the crawl"
# Not the same as a file whose pages are gone: a full disk leaves such, and its answers are to stay.
_EMPTY = "the file is empty; save it again"
_GZIP_SIGN = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_CONTENT_KEYS = ("html", "content", "body", "text")
_URL_KEYS = ("url", "uri", "link")
_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
_CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_LENGTH = re.compile("[0-9]{1,15}")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})")
_STEP_OUT = re.compile(r"(?<=/)\.\.(?=[/?#]|$)")


class Stream:
    """A file that is unpacked if it is gzip, and pays from a budget for all that comes out of it."""

    def __init__(self, handle: BinaryIO, budget: Budget) -> None:
        packed = handle.read(2) == _GZIP_SIGN
        handle.seek(0)
        self._file: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=handle) if packed else handle
        self._budget = budget

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end."""
        return self._paid(self._file.read(size))

    def readline(self, size: int) -> bytes:
        """Return a line with its end, or its first `size` bytes."""
        return self._paid(self._file.readline(size))

    def skip_line(self) -> None:
        """Pass over what is left of a line."""
        while (rest := self.readline(MIB)) and not rest.endswith(b"\n"):
            pass

    def _paid(self, data: bytes) -> bytes:
        self._budget.spend(len(data))
        return data


class _RecordError(Exception):
    """One record cannot be read; those after it may."""


def read_lines(stream: Stream, source: str, modified: int, limits: Limits) -> Iterator[Page | Rejected]:
    """Read JSON Lines: an object a line, with the page as 'html' (or content, body, text) and its 'url'.

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
        raise UnreadableError(_EMPTY)


def _page_of_line(line: bytes, where: str, modified: int, limits: Limits) -> Page | Rejected:
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


def read_warc(stream: Stream, source: str, modified: int, budget: Budget, limits: Limits) -> Iterator[Page | Rejected]:
    """Read the pages of a WARC file: responses with a status of 2xx and resources, with a type of HTML or text.

    Raises:
        UnreadableError: the file cannot be read any further.
    """
    number = 0
    while True:
        version, junk = _next_version_line(stream)
        number += 1
        if junk:
            yield Rejected(f"{source}!#{number}", "something that is no WARC record was passed over")
        if not version and number == 1 and not junk:
            raise UnreadableError(_EMPTY)
        if not version:
            return
        if number > OTHER_RECORDS * limits.members:
            raise UnreadableError("the crawl has too many records; the rest was left out")
        where = f"{source}!#{number}"
        try:
            page = _read_record(version, stream, source, where, modified, budget, limits)
        except _RecordError as error:
            yield Rejected(where, str(error))
            continue
        if page is not None:
            yield page


def _next_version_line(stream: Stream) -> tuple[bytes, bool]:
    """Return the next record's first line, empty at the end, and whether there was anything before it."""
    junk = False
    for _ in range(JUNK_LINES):
        line = stream.readline(HEADER_BYTES)
        if not line or line[:5].upper() == b"WARC/":
            return line, junk
        junk = junk or not line.isspace()
    raise UnreadableError("it is no WARC file, or a damaged one: no record was found")


def _read_record(
    version: bytes,
    stream: Stream,
    source: str,
    where: str,
    modified: int,
    budget: Budget,
    limits: Limits,
) -> Page | Rejected | None:
    headers = _headers(stream, version)
    length = _LENGTH.fullmatch(headers.get("content-length", ""))
    if length is None:
        raise _RecordError("the record does not say how long it is")
    size = int(length[0])
    url = headers.get("warc-target-uri", "").strip("<>")
    kind = headers.get("warc-type", "").lower()
    is_page = kind in ("response", "resource") and url.lower().startswith(("http://", "https://"))
    if not is_page or size > limits.page_bytes + HEADER_BYTES:
        _skip(stream, size)
        return Rejected(where, too_large(limits)) if is_page else None
    record = stream.read(size)
    if len(record) < size:
        raise UnreadableError("the crawl is cut off in the middle of a record")
    content = _body(record, budget, limits) if kind == "response" else record if _is_page_type(headers) else None
    if content is None:
        return None
    if "warc-truncated" in headers:
        raise _RecordError(_CUT_OFF)
    if len(content) > limits.page_bytes:
        raise _RecordError(too_large(limits))
    if len(url) > URL_CHARS:
        return Page(where, content, None, _crawled(headers.get("warc-date", ""), modified))
    # An address with '..' joined to a path must not lead anywhere.
    inner = _STEP_OUT.sub("%2E%2E", url.replace("\\", "%5C"))
    return Page(f"{source}!{inner}", content, url, _crawled(headers.get("warc-date", ""), modified))


def _skip(stream: Stream, size: int) -> None:
    while size > 0:
        data = stream.read(min(size, MIB))
        if not data:
            raise UnreadableError("the crawl is cut off in the middle of a record")
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


def _body(record: bytes, budget: Budget, limits: Limits) -> bytes | None:
    """Return what a server sent as page, unpacked; None where it sent something else, or an error."""
    response = io.BytesIO(record)
    headers = _headers(response)
    if not headers[""].startswith("2"):
        return None
    if not _is_page_type(headers):
        return None
    content = _sent(response, headers)
    encoding = headers.get("content-encoding", "").lower()
    if encoding in ("", "identity", "none", "utf-8"):
        return content
    if encoding in ("gzip", "x-gzip"):
        # Some crawlers keep the header and store the page unpacked.
        return _unpacked(content, 31, budget, limits) if content.startswith(_GZIP_SIGN) else content
    if encoding == "deflate":
        wrapped = len(content) > 1 and content[0] & 15 == 8 and int.from_bytes(content[:2], "big") % 31 == 0
        return _unpacked(content, 15 if wrapped else -15, budget, limits)
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


def _unpacked(content: bytes, window_bits: int, budget: Budget, limits: Limits) -> bytes:
    unpacker = zlib.decompressobj(window_bits)
    try:
        plain = unpacker.decompress(content, limits.page_bytes + 1)
    except zlib.error as error:
        raise _RecordError(f"the page is damaged in the crawl ({error})") from error
    if not unpacker.eof and len(plain) <= limits.page_bytes:
        raise _RecordError(_CUT_OFF)
    budget.spend(len(plain))
    return plain


def _crawled(date: str, otherwise: int) -> int:
    found = _DATE.match(date)
    if found is None:
        return otherwise
    year, month, day, hour, minute, second = (int(part) for part in found.groups())
    try:
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return otherwise
    return timegm(moment.timetuple()) * 1_000_000_000
