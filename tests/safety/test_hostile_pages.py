"""Pages from strangers, through a whole update: each is cleaned or rejected, in bounded steps, and stops no other.

Steps are calls: of functions of Python and of those written in C, counted and not timed. What one call may take is held
elsewhere: of a regular expression by ``test_regexes.py``, of a text by the limits on its length.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from law4u_index import AnswerIndex
from law4u_index.cli import program
from tests.index.making import Desk, page

CALLS = 20_000
"""How many calls an update may take whatever the page; two honest ones take 8,500."""

CALLS_A_BYTE = 2
"""How many more each byte of a hostile page may take."""

MIB = 1 << 20


@contextmanager
def calls() -> Iterator[list[int]]:
    """Count the calls that are made meanwhile, in the one number of the list."""
    made = [0]

    def note(frame: FrameType, event: str, argument: object) -> None:
        if event in ("call", "c_call"):
            made[0] += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield made
    finally:
        sys.setprofile(before)


def wrapped(body: str, answer_id: str = "7", title: str = "What Is Bail?") -> bytes:
    return page(answer_id, title, body)


def bomb() -> bytes:
    return gzip.compress(wrapped("a" * (40 * MIB)), 1)


def parts_of_mhtml() -> bytes:
    part = b"--b\r\nContent-Type: image/png\r\nContent-Location: http://a/%d\r\n\r\nx\r\n"
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    html = b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + wrapped("A promise.") + b"\r\n"
    return head + b"".join(part % number for number in range(1000)) + html + b"--b--\r\n"


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(names):
            info = zipfile.ZipInfo(name)
            if name.startswith("link"):
                info.external_attr = 0o120777 << 16
                archive.writestr(info, "/etc/passwd")
            else:
                archive.writestr(info, page(str(500 + number)))
    return stream.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nested tags": ("a.html", lambda: wrapped("<div>" * 200_000 + "deep")),
    "nested lists": ("a.html", lambda: wrapped("<ul><li>" * 100_000 + "deep")),
    "unclosed tables": ("a.html", lambda: wrapped("<table><tr><td>" * 50_000)),
    "one line of 30 MB": ("a.html", lambda: wrapped("rent " * (6 * MIB))),
    "one word of 10 MB": ("a.html", lambda: wrapped("a" * (10 * MIB))),
    "too large a page": ("a.html", lambda: wrapped("rent " * (7 * MIB))),
    "open brackets": ("a.html", lambda: wrapped("<" * MIB)),
    "open comments": ("a.html", lambda: wrapped("<!--" * 200_000)),
    "entities": ("a.html", lambda: wrapped("&" * MIB + "&#x110000;&#0;&#xd800;" * 1000)),
    "a million attributes": ("a.html", lambda: wrapped(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>x</p>")),
    "a gzip bomb": ("a.html.gz", bomb),
    "an MHTML of a thousand parts": ("a.mhtml", parts_of_mhtml),
    "a zip that leads out": ("a.zip", lambda: zipped("../../out.html", "/etc/out.html", "link.html", "good.html")),
    "a zip cut short": ("a.zip", lambda: zipped("good.html")[:-40]),
    "NULs": ("a.html", lambda: wrapped("b\0ail\0" * 1000, title="What\0 Is Bail?")),
    "lone surrogates": ("a.html", lambda: wrapped("&#xd800; x").replace(b"x", b"\xed\xa0\x80")),
    "overrides of direction": ("a.html", lambda: wrapped("\u202egnp.exe\u2066", title="What Is \u202eliab\u2069?")),
    "a billion laughs": ("a.html", lambda: f"<?xml version='1.0'?><!DOCTYPE l [{LAUGHS}]>".encode() + wrapped("&l9;")),
    "an outside entity": (
        "a.html",
        lambda: b'<!DOCTYPE h [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + wrapped("root &x;"),
    ),
    "scripts": (
        "a.html",
        lambda: wrapped("<script>alert(1)</script>x", title="<script>alert(1)</script>What Is Bail?"),
    ),
    "terminal escapes": ("a.html", lambda: wrapped("\x1b[2J\x1b]0;x\x07\x9b31m", title="What \x1b[31mIs Bail?")),
    "a formula": ("a.html", lambda: wrapped("=cmd()", title="=cmd|' /C calc'!A0?")),
    "rich text": ("a.html", lambda: wrapped("[red]x[/red]", title="[red]What Is Bail?[/red]")),
    "an address of 1 MB": ("a.html", lambda: wrapped("x").replace(b"/slug", b"/" + b"s" * MIB)),
    "an id of 1 MB": ("a.html", lambda: wrapped("x", answer_id="9" * MIB)),
    "the year 99999": ("a.html", lambda: wrapped("Answer on 31 January 99999. 99999-01-31")),
    "sections without end": (
        "a.html",
        lambda: wrapped("Section " + "1(a)" * 100_000 + " IPC " + "Sections 1-99999 IPC"),
    ),
    "headings without end": ("a.html", lambda: wrapped("<h2>Tips</h2><p>x</p>" * 20_000)),
    "not text at all": ("a.html", lambda: bytes(range(256)) * 4096),
    "empty": ("a.html", lambda: b""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_cleaned_or_rejected_and_stops_no_other(tmp_path: Path, name: str) -> None:
    file, make = HOSTILE[name]
    desk = Desk(tmp_path)
    content = make()
    desk.save(file, content)
    desk.save("good.html", page("1"))
    with calls() as made:
        report = desk.update()
    assert made[0] <= CALLS + CALLS_A_BYTE * len(content)
    assert "1" in report["added"]
    assert len(report["added"]) + len(report["rejected"]) >= 2
    assert all(reason and len(reason) < 1000 for _, reason in report["rejected"])
    assert desk.sound()
    assert desk.update()["added"] == []
    with AnswerIndex.open(desk.folder.path) as index:
        for answer in index:
            text = json.dumps(answer.to_dict(), ensure_ascii=False)
            assert "root:" not in text
            assert len(answer.url or "") < 10_000
            assert len(answer.id) < 1000
            text.encode()  # no lone surrogate is left


UGLY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ALIVE = re.compile(r"(?i)(?<!\\)(?:\]\(javascript:|<script)")
TITLES = {
    "a formula": "=cmd|' /C calc'!A0?",
    "escapes": "What \x1b[31mIs\x9b2J \x07Bail?",
    "directions": "What Is \u202eliab\u202c \u2066Bail\u2069?",
    "scripts": "What Is &lt;script&gt;alert(1)&lt;/script&gt; Bail?",
    "markdown": "What Is [Bail](javascript:alert) ![x](http://a/b) `code` | *b*?",
    "rich": "[red]What[/red] Is [link=http://a]Bail[/link]?",
}


def run(index: Path, *words: str) -> Result:
    result = CliRunner().invoke(program, ["--index", str(index), *words], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture(params=TITLES)
def shown(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An index with one answer whose title and text are hostile."""
    desk = Desk(tmp_path)
    title = TITLES[request.param]
    desk.save("a.html", page("7", title, f"bail {title}"))
    assert desk.update()["added"] == ["7"]
    return desk.folder.path


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_is_shown_of_a_hostile_answer_is_clean(shown: Path, form: str) -> None:
    out = run(shown, "show", "7", "--format", form).stdout
    assert out
    assert not UGLY.search(out)
    if form != "text":  # on a terminal both are only letters
        assert not ALIVE.search(out if form == "markdown" else out.replace("](", ""))


@pytest.mark.parametrize("form", ["text", "csv", "markdown"])
def test_what_is_found_of_a_hostile_answer_is_clean(shown: Path, form: str) -> None:
    out = run(shown, "search", "section 138", "--format", form).stdout
    assert out
    assert not UGLY.search(out.replace("\r\n", "\n"))
    assert form != "markdown" or not ALIVE.search(out)
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]


@pytest.mark.parametrize("words", [["show", "7"], ["search", "section 138"], ["similar", "7"]])
def test_json_of_a_hostile_answer_can_be_read_and_holds_no_control_character(shown: Path, words: list[str]) -> None:
    out = run(shown, *words, "--format", "json").stdout
    data: dict[str, Any] = json.loads(out)
    assert data
    assert not UGLY.search(out)
