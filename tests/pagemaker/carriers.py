"""How a page's text becomes the bytes of a saved file: charsets right and wrong, gzip, MHTML."""

from __future__ import annotations

import base64
import gzip
import quopri
from collections.abc import Callable
from dataclasses import dataclass

from tests.pagemaker.dice import Dice

_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


@dataclass(frozen=True, slots=True)
class Carrier:
    """A way to store a page.

    Attributes:
        name: what a test says of it.
        charset: the charset that the page's head declares, or None for no declaration.
        encode: the text and the page's true address to bytes.
        suffix: what a file of it ends in, behind ``.html`` or ``.txt``; MHTML's own stands alone.
        scripts: whether scripts survive in it.
    """

    name: str
    charset: str | None
    encode: Callable[[str, str], bytes]
    suffix: str = ""
    scripts: bool = True


def _utf8(text: str, _url: str) -> bytes:
    return text.encode("utf-8")


def _utf8_bom(text: str, _url: str) -> bytes:
    return text.encode("utf-8-sig")


def _cp1252(text: str, _url: str) -> bytes:
    # What the charset lacks (rupee sign, Devanagari) goes out as a character reference, as servers do it.
    return text.encode("cp1252", "xmlcharrefreplace")


def _utf16(text: str, _url: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def as_browsers_misread(text: str) -> str:
    """Return what a browser shows of UTF-8 that it takes for windows-1252, unassigned bytes included."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode("utf-8")
    )


def _twice_encoded(text: str, _url: str) -> bytes:
    return as_browsers_misread(text).encode("utf-8")


def _gzip(text: str, _url: str) -> bytes:
    return gzip.compress(text.encode("utf-8"), mtime=0)


def _mhtml(text: str, url: str) -> bytes:
    """Return the page as Chromium's 'Web page, single file' stores it."""
    dice = Dice("mhtml", url)
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    boundary = f"----MultipartBoundary--{dice.token(42, alphabet)}----"
    title = text.partition("<title>")[2].partition("</title>")[0]
    subject = quopri.encodestring(title.encode("utf-8"), header=True).decode("ascii").replace("=\n", "")
    css = "".join(f".{dice.token(6)} {{ margin: {dice.number(0, 9)}px; }}\n" for _ in range(30))
    head = (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {url}\r\n"
        f"Subject: =?utf-8?Q?{subject}?=\r\n"
        "Date: Mon, 2 Nov 2026 10:04:05 -0000\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n'
        f'\tboundary="{boundary}"\r\n\r\n\r\n'
    )
    page = (
        f"--{boundary}\r\n"
        "Content-Type: text/html\r\n"
        f"Content-ID: <frame-{dice.token(32, '0123456789ABCDEF')}@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {url}\r\n\r\n"
    )
    sheet = (
        f"\r\n--{boundary}\r\n"
        "Content-Type: text/css\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: cid:css-{dice.token(8)}@mhtml.blink\r\n\r\n"
    )
    image = (
        f"\r\n--{boundary}\r\n"
        "Content-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        "Content-Location: https://law4u.in/img/logo.png\r\n\r\n"
    )
    return b"".join(
        (
            head.encode("ascii"),
            page.encode("ascii"),
            _quoted(text),
            sheet.encode("ascii"),
            _quoted('@charset "utf-8";\n' + css),
            image.encode("ascii"),
            base64.b64encode(base64.b64decode(_PIXEL)),
            f"\r\n--{boundary}--\r\n".encode("ascii"),
        )
    )


def _quoted(text: str) -> bytes:
    return quopri.encodestring(text.replace("\r\n", "\n").encode("utf-8")).replace(b"\n", b"\r\n")


UTF_8 = Carrier("UTF-8", "utf-8", _utf8)
CARRIERS = (
    UTF_8,
    Carrier("UTF-8 with a byte order mark", "utf-8", _utf8_bom),
    Carrier("UTF-8 that is not declared", None, _utf8),
    Carrier("UTF-8 declared as windows-1252", "windows-1252", _utf8),
    Carrier("UTF-8 encoded twice", "utf-8", _twice_encoded),
    Carrier("windows-1252", "windows-1252", _cp1252),
    Carrier("windows-1252 declared as ISO 8859-1", "iso-8859-1", _cp1252),
    Carrier("windows-1252 declared as UTF-8", "utf-8", _cp1252),
    Carrier("UTF-16 with a byte order mark", "utf-16", _utf16),
    Carrier("gzip", "utf-8", _gzip, suffix=".gz"),
    Carrier("MHTML", "UTF-8", _mhtml, suffix=".mhtml", scripts=False),
)
CARRIER = {carrier.name: carrier for carrier in CARRIERS}
