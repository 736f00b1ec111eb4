"""From a page as it was stored to its text: files, gzip, charsets."""

from __future__ import annotations

import os
import re
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from law4u_index.errors import NotAnAnswer, ParseError
from law4u_index.parsing.cleaning import repair
from law4u_index.parsing.limits import PAGE_BYTES
from law4u_index.parsing.mhtml import may_be_archive, open_archive

_GZIP = b"\x1f\x8b"

_MAX_GZIP_LAYERS = 2
"""A page that was sent packed may have been packed again when it was saved."""

_MAX_MEMBERS = 64
"""So many members a gzip file may have, one behind the other: behind each the rest is copied."""

_HEAD = 4_096
"""In so many bytes a page shows what it is."""

_MAX_DECLARED = 4 * _HEAD
"""So far into a page its charset is looked for; a browser looks at 1,024 bytes, but some heads have much before it."""

_DETECTION_SAMPLE = 65_536
"""So many bytes are looked at to guess a charset, which takes far longer than to decode them."""

Page = str | bytes | os.PathLike[str] | IO[str] | IO[bytes]

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"BZh", "an archive"),
    (b"\xfd7zXZ\x00", "an archive"),
    (b"\x28\xb5\x2f\xfd", "an archive"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOF", "a font"),
    (b"OTTO", "a font"),
    (b"ID3", "a sound"),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.I
)
_KNOWN_CHARSET = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|us-ascii|ascii|latin-?1|iso-?8859-?\d{1,2}|(?:windows|cp)-?125\d|macintosh"
    r"|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|sjis|euc-(?:jp|kr)|tis-620",
    re.I,
)
_LATIN = re.compile(r"us-ascii|ascii|latin-?1|iso-?8859-?1$", re.I)
_COMMON_1252 = frozenset(
    b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb7\xbb\xbc\xbd\xbe\xe9\xe8\xe0\xe7"
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|title|meta|link|div|p|h[1-6]|span|br|ul|ol|li|dl|dt|table|tr|td|article"
    r"|section"
    r"|main|header|nav|script|style|strong|b|a|font|center|details|pre"
    r"|em|i|u|hr|img|blockquote|label|button|form|aside|footer|figure|time|small|sup)(?:[\s/>]|$)",
    re.I,
)
_STRAY = re.compile("[\udc80-\udcff]")
_CHARACTER_OF = {
    chr(0xDC80 + offset): char for offset, char in enumerate(bytes(range(0x80, 0x100)).decode("cp1252", "replace"))
}
"""What each stray byte is in windows-1252, by the surrogate that stands for it in text that was read as UTF-8."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page's text before anything in it is understood.

    Attributes:
        text: the decoded text, not yet cleaned.
        is_html: whether it is markup; else it is plain text.
        is_pure: whether it surely has no NUL and no lone surrogate: of bytes without NUL no charset makes either.
        urls: addresses that the file itself names (an MHTML header), best first.
        source: where the page was read from, or None.
    """

    text: str
    is_html: bool
    is_pure: bool = False
    urls: tuple[str, ...] = ()
    source: str | None = None


def load(page: Page, source: str | None = None, page_bytes: int = PAGE_BYTES) -> Document:
    """Read a page from wherever it is.

    Args:
        page: the content (str or bytes), a path to a file, or an open file, binary or text.
        source: what the record shall name as its source; a path names itself.
        page_bytes: how large it may be, as stored and again when unpacked.

    Raises:
        NotAnAnswer: there is nothing in it, or it is no text at all.
        ParseError: it cannot be read, or is over a limit.
    """
    if isinstance(page, (str, bytes)):
        return _from_content(page, source, page_bytes)
    if isinstance(page, (bytearray, memoryview)):
        return _from_content(bytes(page), source, page_bytes)
    if isinstance(page, os.PathLike):
        path = Path(page)
        content = _read_path(path, page_bytes)
        return _from_content(content, source if source is not None else path.as_posix(), page_bytes, path.name)
    if hasattr(page, "read"):
        return _from_content(_read_file(page, page_bytes), source, page_bytes)
    raise ParseError(f"cannot read a page from {type(page).__name__}; give text, bytes, a path or an open file")


def _read_path(path: Path, page_bytes: int) -> bytes:
    """Return what is in a file, up to one byte more than a page may have."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ParseError(f"cannot read {_shown(path)}: it is no ordinary file; name a saved page")
        with path.open("rb") as file:
            return file.read(page_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise ParseError(f"cannot read {_shown(path)}: {reason}; check the path") from error


def _read_file(file: IO[Any], page_bytes: int) -> str | bytes:
    """Return what is in an open file, up to one byte or character more than a page may have."""
    try:
        content = file.read(page_bytes + 1)
    except (OSError, ValueError) as error:
        raise ParseError("cannot read from the file; open it for reading, in binary mode") from error
    if not isinstance(content, (str, bytes)):
        raise ParseError("cannot read from the file; it gives neither text nor bytes")
    return content


def _shown(path: Path) -> str:
    return ascii(str(path)[-200:])


def _from_content(content: str | bytes, source: str | None, page_bytes: int, name: str = "") -> Document:
    """Return the document that content is, unpacked and decoded; `name` is that of its file."""
    if len(content) > page_bytes:
        raise ParseError(f"the page is larger than {page_bytes} bytes; a saved answer page is far smaller")
    if isinstance(content, str):
        archived = open_archive(content.encode("utf-8", "surrogatepass")) if may_be_archive(content) else None
        text, is_pure = content, False
    else:
        content = _unpack(content, page_bytes)
        archived = open_archive(content)
        is_pure = b"\0" not in content
        text = _decode(content, None) if archived is None else ""
    urls: tuple[str, ...] = ()
    if archived is not None:
        text, is_pure, urls = _decode(archived.content, archived.charset), b"\0" not in archived.content, archived.urls
    text = text.lstrip("\ufeff")
    if not text or text.isspace():
        raise NotAnAnswer("the page is empty; save it again")
    is_html = _is_html(text, name)
    return Document(text if is_html else repair(text), is_html, is_pure, urls, source)


def _is_html(text: str, name: str) -> bool:
    stem = name.lower().removesuffix(".gz")
    if stem.endswith(".txt") and text.lstrip()[:1] != "<":
        return False
    return _TAG.search(text) is not None


def _unpack(content: bytes, page_bytes: int) -> bytes:
    """Return content without its layers of gzip; raise where its first bytes are those of a picture or the like."""
    for _ in range(_MAX_GZIP_LAYERS):
        if not content.startswith(_GZIP):
            break
        content = _gunzip(content, page_bytes)
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise NotAnAnswer(f"the file is {what}; only saved pages can be read")
    return content


def _gunzip(content: bytes, page_bytes: int) -> bytes:
    """Return all members of a gzip file, unpacked."""
    unpacked = []
    left = page_bytes + 1
    for _ in range(_MAX_MEMBERS):
        inflater = zlib.decompressobj(31)
        try:
            piece = inflater.decompress(content, left)
        except zlib.error as error:
            raise ParseError("the gzip file is damaged; save the page again") from error
        unpacked.append(piece)
        left -= len(piece)
        if left <= 0:
            raise ParseError(f"the page unpacks to more than {page_bytes} bytes; it is no saved page")
        if not inflater.eof:
            raise ParseError("the gzip file ends too early; save the page again")
        content = inflater.unused_data
        if not content.startswith(_GZIP):
            return b"".join(unpacked)
    raise ParseError(f"the gzip file has more than {_MAX_MEMBERS} parts; pack the page anew")


def _decode(content: bytes, declared: str | None) -> str:
    """Return the text of `content`: by its BOM, by what it is, by what it says it is, by detection."""
    for bom, charset in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(charset, "replace")
    wide = _wide_charset(content)
    if wide is not None:
        return content.decode(wide, "replace")
    _reject_binary(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is None:
        match = _DECLARED.search(content, 0, _MAX_DECLARED)
        declared = match[1].decode("ascii", "replace") if match else None
    if declared is not None and _KNOWN_CHARSET.fullmatch(declared) and not re.match("utf", declared, re.I):
        return _decode_as("cp1252" if _LATIN.match(declared) else declared, content)
    if declared is None and not set(content.translate(None, bytes(range(128)))) <= _COMMON_1252:
        detected = _detect(content)
        if detected is not None:
            return _decode_as(detected, content)
    # UTF-8 with stray bytes of windows-1252, or windows-1252 throughout: each byte by itself.
    return _STRAY.sub(lambda stray: _CHARACTER_OF[stray[0]], content.decode("utf-8", "surrogateescape"))


def _decode_as(charset: str, content: bytes) -> str:
    try:
        return content.decode(charset, "replace")
    except (LookupError, UnicodeError):
        return content.decode("cp1252", "replace")


def _detect(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(content[:_DETECTION_SAMPLE]).best()
    charset = None if best is None else best.encoding.replace("_", "-")
    return charset if charset is not None and _KNOWN_CHARSET.fullmatch(charset) else None


def _wide_charset(content: bytes) -> str | None:
    """Return UTF-16 in either order for text in it without a byte order mark, by the zeros at every second place."""
    head = content[:_HEAD]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.35 and even < len(head) * 0.05:
        return "utf-16-le"
    if even > len(head) * 0.35 and odd < len(head) * 0.05:
        return "utf-16-be"
    return None


def _reject_binary(content: bytes) -> None:
    head = content[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 10 > len(head):
        raise NotAnAnswer("the file is binary data; only saved pages can be read")
