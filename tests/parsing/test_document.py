"""A saved page is read however it was stored: file or text, packed or not, in whatever charset."""

from __future__ import annotations

import base64
import gzip
import io
import os
import quopri
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.errors import NotAnAnswer, ParseError
from law4u_index.parsing import document, parse
from law4u_index.parsing.scan import readable
from tests.parsing.small_pages import LEAD, QUESTION, page

squeeze = partial(gzip.compress, mtime=0)  # the same bytes whenever it is called

WORDS = "The buyer’s claim is for ₹5 lakh – “refund” of Café money under § 18, says मेहर."
BODY = f"<p>{WORDS}</p>"
EXPECTED = f"{LEAD}\n\n{WORDS}"
WESTERN = "The buyer’s claim – “refund” of Café money under § 18."


def declared(charset: str, words: str = WORDS) -> str:
    return page(f"<p>{words}</p>", head=f'<meta charset="{charset}">')


def mhtml(body: bytes, encoding: str, part: str = "text/html") -> bytes:
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://law4u.in/top-answer/193/sue\r\nSubject: x\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n'
        b"------b\r\nContent-Type: text/css\r\nContent-Location: cid:css\r\n\r\n.a{}\r\n"
        b"------b\r\nContent-Type: " + part.encode() + b"\r\nContent-Transfer-Encoding: " + encoding.encode() + b"\r\n"
        b"Content-Location: https://law4u.in/top-answer/193/sue?utm=1\r\n\r\n" + body + b"\r\n"
        b"------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n------b--\r\n"
    )


@pytest.mark.parametrize(
    "stored",
    [
        declared("utf-8"),
        declared("utf-8").encode(),
        page(BODY).encode(),
        declared("windows-1252").encode(),
        declared("no-such-charset").encode(),
        declared("utf-16").encode(),
        b"\xef\xbb\xbf" + declared("iso-8859-1").encode(),
        declared("utf-16").encode("utf-16"),
        page(BODY).encode("utf-16-le"),
        page(BODY).encode("utf-16-be"),
        page(BODY).encode("utf-32"),
        squeeze(page(BODY).encode()),
        squeeze(squeeze(page(BODY).encode())),
        squeeze(page(BODY).encode()[:300]) + squeeze(page(BODY).encode()[300:]),
    ],
)
def test_the_words_come_out_whatever_the_charset_and_wrapping(stored: str | bytes) -> None:
    assert parse(stored).summary == EXPECTED


@pytest.mark.parametrize(
    "stored",
    [
        declared("windows-1252", WESTERN).encode("cp1252"),
        declared("iso-8859-1", WESTERN).encode("cp1252"),
        declared("utf-8", WESTERN).encode("cp1252"),
        page(f"<p>{WESTERN}</p>").encode("cp1252"),
    ],
)
def test_windows_1252_is_read_whatever_the_page_declares(stored: bytes) -> None:
    assert parse(stored).summary == f"{LEAD}\n\n{WESTERN}"


def test_a_stray_byte_in_utf_8_does_not_spoil_the_rest() -> None:
    assert parse(page("<p>₹5 lakh \x92X\x92 are due.</p>").encode().replace(b"\xc2\x92", b"\x92")).summary.endswith(
        "₹5 lakh ’X’ are due."
    )


def test_another_declared_charset_is_believed() -> None:
    words = "Иван has a claim."
    assert parse(declared("koi8-r", words).encode("koi8-r")).summary.endswith(words)


def test_an_undeclared_charset_is_detected() -> None:
    words = "Договор был подписан сторонами, и покупатель оплатил квартиру полностью и в срок. " * 8
    assert "покупатель оплатил" in parse(page(f"<p>{words}</p>").encode("windows-1251")).summary


CHARSETS = (
    None, "utf-8", "us-ascii", "latin1", "iso-8859-2", "iso-8859-16", "windows-1251", "cp1258", "macintosh", "koi8-r",
    "koi8-u", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "tis-620",
)  # fmt: skip


@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(st.integers(0x80, 0xFF)).map(bytes),
        st.text(max_size=30).map(lambda text: text.encode("gb18030", "ignore")),
        st.text(max_size=30).map(lambda text: text.encode("utf-16", "surrogatepass")),
    ),
    st.sampled_from(CHARSETS),
)
def test_what_is_called_pure_has_nothing_that_no_parser_takes(words: bytes, charset: str | None) -> None:
    head = f'<meta charset="{charset}">'.encode() if charset else b""
    loaded = document.load(head + b"<p>" + LEAD.encode() * 9 + words)
    if loaded.is_pure:
        assert readable(loaded.text) == loaded.text


def test_signs_that_were_escaped_twice_are_put_right() -> None:
    answer = parse(f"<h1>Can A &amp;amp; B Sue?</h1><p>{LEAD} It&amp;amp;#39;s &amp;lt;1&amp;nbsp;day.</p>")
    assert (answer.question, answer.summary) == ("Can A & B Sue?", f"{LEAD} It's <1 day.")


def test_text_that_was_encoded_twice_is_put_right() -> None:
    garbled = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in WORDS.encode())
    assert parse(page(f"<p>{garbled}</p>")).summary == EXPECTED


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (quopri.encodestring(page(BODY).encode()), "quoted-printable"),
        (base64.encodebytes(page(BODY).encode()), "base64"),
        (page(BODY).encode(), "8bit"),
    ],
)
@pytest.mark.parametrize("as_text", [True, False])
def test_a_single_file_archive_gives_its_page_and_its_address(body: bytes, encoding: str, as_text: bool) -> None:
    stored = mhtml(body, encoding)
    answer = parse(stored.decode("latin-1") if as_text and encoding != "8bit" else stored)
    assert (answer.id, answer.url, answer.summary) == ("193", "https://law4u.in/top-answer/193/sue", EXPECTED)


@pytest.mark.parametrize("as_text", [True, False])
def test_an_archive_is_one_in_whatever_case_its_headers_are(as_text: bool) -> None:
    stored = mhtml(base64.encodebytes(page(BODY).encode()), "base64")
    stored = stored.replace(b"multipart/related", b"Multipart/Related").replace(b"boundary=", b"Boundary=")
    answer = parse(stored.decode("latin-1") if as_text else stored)
    assert (answer.id, answer.summary) == ("193", EXPECTED)


def test_the_charset_of_an_archives_part_counts() -> None:
    stored = mhtml(page(f"<p>{WESTERN}</p>").encode("cp1252"), "8bit", 'text/html; charset="windows-1252"')
    assert parse(stored).summary.endswith(WESTERN)


def test_an_archive_within_an_archive_is_opened() -> None:
    inner = mhtml(page(BODY).encode(), "8bit").replace(b"------b", b"------c").replace(b'"----b"', b'"----c"')
    inner = inner[inner.index(b"Content-Type: multipart") :]
    outer = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + inner + b"\n--x--\n"
    assert parse(outer).summary == EXPECTED


def test_an_archive_without_a_page_is_no_answer() -> None:
    stored = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/css\n\na{}\n--x--\n"
    )
    with pytest.raises(NotAnAnswer, match="holds no page"):
        parse(stored)


def test_an_archive_with_a_broken_part_says_so() -> None:
    with pytest.raises(ParseError, match="damaged"):
        parse(mhtml(b"!", "base64").replace(b"!", b"abcde"))


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.html.gz", "a.mhtml", "a"])
def test_a_path_is_read_and_named_as_the_source(tmp_path: Path, name: str) -> None:
    stored = page(BODY).encode()
    path = tmp_path / name
    path.write_bytes(squeeze(stored) if name.endswith("gz") else stored)
    answer = parse(path)
    assert (answer.summary, answer.source) == (EXPECTED, path.as_posix())
    assert parse(path, source="corpus/a").source == "corpus/a"


def test_a_text_file_that_speaks_of_tags_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{QUESTION}\n\nAnswer By law4u team\n\nA page with <b> in it is what the court saw.\n", "utf-8")
    assert parse(path).summary == "A page with <b> in it is what the court saw."


@pytest.mark.parametrize("opened", [io.StringIO(page(BODY)), io.BytesIO(page(BODY).encode())])
def test_an_open_file_is_read(opened: io.StringIO | io.BytesIO) -> None:
    assert parse(opened).summary == EXPECTED


def test_bytes_of_other_kinds_are_read() -> None:
    assert parse(bytearray(page(BODY).encode())).summary == EXPECTED  # type: ignore[arg-type]
    assert parse(memoryview(page(BODY).encode())).summary == EXPECTED  # type: ignore[arg-type]


def test_what_cannot_be_read_is_a_parse_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(ParseError, match="No such file"):
        parse(tmp_path / "none.html")
    with pytest.raises(ParseError, match="no ordinary file"):
        parse(tmp_path)
    with pytest.raises(ParseError, match="cannot read"):
        parse(Path("a\0b"))
    closed = io.BytesIO()
    closed.close()
    with pytest.raises(ParseError, match="open it for reading"):
        parse(closed)
    with pytest.raises(ParseError, match="int"):
        parse(42)  # type: ignore[arg-type]

    class Odd:
        def read(self, _size: int) -> list[int]:
            return []

    with pytest.raises(ParseError, match="neither text nor bytes"):
        parse(Odd())  # type: ignore[arg-type]


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    with pytest.raises(ParseError, match="no ordinary file"):
        parse(tmp_path / "pipe.html")


def test_damaged_gzip_is_a_parse_error() -> None:
    packed = squeeze(page(BODY).encode())
    with pytest.raises(ParseError, match="ends too early"):
        parse(packed[:-12])
    with pytest.raises(ParseError, match="damaged"):
        parse(packed[:10] + b"\xff" * 40)


def test_of_gzip_in_more_parts_than_are_read_no_half_page_is_taken() -> None:
    whole = page(BODY).encode()
    first = squeeze(whole[:300])
    rest = [squeeze(whole[at : at + 1]) for at in range(300, 363)]  # 64 parts so far, none of which ends the page
    with pytest.raises(ParseError, match="more than 64 parts"):
        parse(first + b"".join(rest) + squeeze(whole[363:]))


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        (b"", "empty"),
        (" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xff\xd8\xff\xe0....", "JPEG"),
        (b"PK\x03\x04....", "zip"),
        (bytes(range(256)) * 20, "binary"),
        (squeeze(b"GIF89a"), "GIF"),
    ],
)
def test_what_is_no_text_at_all_is_no_answer(stored: str | bytes, reason: str) -> None:
    with pytest.raises(NotAnAnswer, match=reason):
        parse(stored)


def test_a_page_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"x" * 5000)
    with pytest.raises(ParseError, match="larger than 1000"):
        parse(path, page_bytes=1000)
    with pytest.raises(ParseError, match="unpacks to more than 1000"):
        parse(squeeze(b"x" * 5000), page_bytes=1000)
