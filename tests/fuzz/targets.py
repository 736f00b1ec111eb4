"""What is fuzzed: each target takes any bytes, and raises only where the project is at fault.

The same targets serve Hypothesis (``tests/fuzz/test_fuzz.py``, seconds, in every test run) and atheris (``make fuzz``,
as long as one likes). The errors that a user is meant to see are the answer to odd input and no fault.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from law4u_index import AnswerIndex, BackupDamaged, IndexDamaged, IndexNotFound, ParseError, QueryError, parse_answer
from law4u_index.answer import KINDS, Answer, Section
from law4u_index.index import manifest as manifests
from law4u_index.index.check import check
from law4u_index.law import UnknownProvision, cite, find_citations, lookup, provisions, query_provisions
from law4u_index.pages import Limits, Page, Rejected, read_pages
from law4u_index.text_safety import markdown_lines, markdown_url, printable, spreadsheet_cell
from tests.index.making import Desk, page
from tests.safety.wounds import seal_manifest, sealed

Target = Callable[[bytes], None]


def _text(data: bytes) -> str:
    """Return any bytes as text: some of it lone surrogates, as a shell hands on what is no UTF-8."""
    return data.decode("utf-8", "surrogateescape")


def _says_why(error: Exception) -> None:
    assert str(error)


def _points_into(error: QueryError) -> None:
    assert 0 <= error.position <= len(error.query)


def parser(data: bytes) -> None:
    """A page is a record that JSON can hold and that comes back from it, or it is refused with a reason."""
    try:
        answer = parse_answer(data)
    except ParseError as error:
        _says_why(error)
        return
    assert answer.id
    assert answer.question
    assert all(section.kind in KINDS for section in answer.walk())
    as_json = json.dumps(answer.to_dict(), ensure_ascii=False).encode()
    assert Answer.from_dict(json.loads(as_json)) == answer
    for text in (answer.question, answer.summary, *(section.text for section in answer.walk())):
        for cleaned in (printable(text), markdown_lines(text), markdown_url(text), spreadsheet_cell(text)):
            cleaned.encode()


def query(data: bytes) -> None:
    """A query is answered, or a :class:`QueryError` points into it."""
    text = _text(data)
    try:
        results = _shelf().search(text, facets=True, limit=5)
    except QueryError as error:
        _says_why(error)
        _points_into(error)
    else:
        assert results.total >= len(results.hits)
        for hit in results.hits:
            for snippet in hit.snippets:
                assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.highlights)
        json.dumps(results.to_dict())
    assert len(_shelf().suggest(text, limit=3)) <= 3


def citations(data: bytes) -> None:
    """What is recognised in a text stands in it, in order, and names a provision."""
    text = _text(data)
    found = find_citations(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.id.count("/") >= 2
    answer = cite(Answer("1", "What Is Bail?", sections=(Section("Legal Provision", "legal-framework", 1, text),)))
    assert len({citation.id for citation in answer.citations}) == len(answer.citations)
    assert set(provisions(text)) <= {name for one in query_provisions(text) for name in one.ids}
    try:
        lookup(text)
    except UnknownProvision as error:
        _says_why(error)


FILES = ("segment", "segment", "segment", "deleted", "sources", "manifest.json")


def index_reader(data: bytes) -> None:
    """An index with forged files, every checksum right, is read or said to be damaged.

    The first byte says which file; then, for a manifest, all that it says; for another file whether the rest is the
    whole of it or edits of three bytes of place and one of content.
    """
    if len(data) < 3:
        return
    kind, how, rest = FILES[data[0] % len(FILES)], data[1], data[2:]
    for path, content in _whole().items():
        path.write_bytes(content)
    folder = next(iter(_whole())).parent
    if kind == "manifest.json":
        line = rest.replace(b"\n", b" ") + b"\n"
        (folder / kind).write_bytes(line + f"crc32:{zlib.crc32(line):08x}\n".encode())
    else:
        path = sorted(path for path in _whole() if path.suffix == f".{kind}")[0]
        path.write_bytes(rest if how % 8 == 7 else sealed(_edited(bytearray(_whole()[path]), rest)))
        seal_manifest(folder)
    try:
        check(folder)
        with AnswerIndex.open(folder) as index:
            for words in ("deposit", '"keep the deposit"', "notise~ land*", 'cites:"IPC 420" kind:tips'):
                for hit in index.search(words, facets=True, limit=3):
                    str(hit)
            index.suggest("can my")
            index.stats()
            assert len(list(index)) <= 1000
            index.update([_pages()], jobs=1, dry_run=True)
    except (IndexDamaged, IndexNotFound):
        pass


def _edited(content: bytearray, edits: bytes) -> bytearray:
    end = len(content) - 36  # the trailer is made anew
    for at in range(0, len(edits) - 3, 4):
        content[int.from_bytes(edits[at : at + 3], "little") % end] = edits[at + 3]
    return content


def backup(data: bytes) -> None:
    """A backup with edits, its checksum made right again, is restored whole or refused, and nothing else is written.

    The first byte says whether the rest is all of it, the list of its files, or edits as for the index.
    """
    if len(data) < 2:
        return
    magic, line, rest = _saved().split(b"\n", 2)
    body = magic + b"\n" + line + b"\n" + rest[:-32]
    if data[0] % 4 == 0:
        body = data[1:]
    elif data[0] % 4 == 1:
        body = magic + b"\n" + data[1:].replace(b"\n", b" ") + b"\n" + rest[:-32]
    else:
        body = bytes(_edited(bytearray(body), data[1:]))
    path, place = _scratch() / "forged", _scratch() / "restored"
    path.write_bytes(body + hashlib.sha256(body).digest())
    around = set(_scratch().iterdir()) | {place}
    try:
        AnswerIndex.restore(path, place).close()
    except (BackupDamaged, IndexDamaged) as error:
        _says_why(error)
    else:
        assert check(place).ok
    assert set(_scratch().iterdir()) <= around


ARCHIVES = ("a.zip", "a.warc", "a.warc.gz", "a.jsonl", "a.jsonl.gz", "a.html")
SMALL = Limits(page_bytes=1 << 20, members=500, expanded_bytes=4 << 20, expansion_ratio=200, line_bytes=1 << 20)


def archive_reader(data: bytes) -> None:
    """An archive gives pages and reasons, and no more than its limits let in."""
    if not data:
        return
    path = _scratch() / ARCHIVES[data[0] % len(ARCHIVES)]
    path.write_bytes(data[1:])
    found = list(read_pages(path, limits=SMALL))
    assert len(found) <= SMALL.members + 1
    for one in found:
        if isinstance(one, Page):
            assert len(one.content) <= SMALL.page_bytes + 3  # with the byte order mark
        else:
            assert isinstance(one, Rejected)
            assert one.reason
            printable(one.source + one.reason).encode()
    assert sum(len(one.content) for one in found if isinstance(one, Page)) <= SMALL.expanded_bytes + len(data)


TARGETS: dict[str, Target] = {
    "parser": parser,
    "query": query,
    "citations": citations,
    "index_reader": index_reader,
    "archive_reader": archive_reader,
    "backup": backup,
}


@cache
def _scratch() -> Path:
    """Return a folder that is there as long as this process."""
    memory = Path("/dev/shm")  # not to wear out a disk with an hour of writing
    folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory if os.access(memory, os.W_OK) else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _desk() -> Desk:
    desk = Desk(_scratch())
    for number in range(12):
        desk.save(f"{number}.html", page(str(number), text=f"A notice of {number} days in writing. " * (number % 4)))
    desk.update()
    (desk.pages / "0.html").unlink()
    desk.save("12.html", page("12", "Must The Landlord Return 7 Deposits?", "Section 420 IPC."))
    desk.update(prune=True)
    return desk


def _pages() -> Path:
    return _desk().pages


@cache
def _whole() -> dict[Path, bytes]:
    """Return every file of a small index with two segments and a deletion."""
    paths = sorted(path for path in _desk().folder.path.iterdir() if path.name != manifests.LOCK)
    return {path: path.read_bytes() for path in paths}


@cache
def _saved() -> bytes:
    """Return a backup of it."""
    path = _scratch() / "saved"
    _shelf().backup(path)
    return path.read_bytes()


@cache
def _shelf() -> AnswerIndex:
    copy = _scratch() / "shelf"
    copy.mkdir()
    for path, content in _whole().items():
        (copy / path.name).write_bytes(content)
    return AnswerIndex.open(copy)


def seeds(name: str) -> Iterator[bytes]:
    """Yield input that a target takes well, to begin from."""
    if name == "parser":
        yield page("7")
        yield b"Can My Landlord Keep The Deposit?\n\nAnswer By law4u team\n\nKey Points:\n1. Ask in writing.\n"
        head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        yield head + b"--b\r\nContent-Type: text/html\r\n\r\n" + page("7") + b"\r\n--b--\r\n"
    elif name == "query":
        yield from (
            b'cheque AND ("keep the deposit" OR notise~) -land* question:bail',
            b'cites:"Section 138 NI Act" kind:tips category:Family',
            "धारा 420 IPC can my landlord keep the deposit?".encode(),
        )
    elif name == "citations":
        yield from (
            b"Section 302, 34 and 120B of the IPC read with Sections 437 to 439 CrPC, Article 21, Order 39 Rule 2",
            "धारा 13(1)(ia) of the Hindu Marriage Act, 1955, under Section 3 of the Entry Tax Act, 1999".encode(),
        )
    elif name == "index_reader":
        manifest = next(content for path, content in _whole().items() if path.name == manifests.NAME)
        yield b"\x05\x00" + manifest.split(b"\n")[0]
        yield from (bytes([file, 0, 9, 0, 0, 255]) for file in range(5))
        yield from (bytes([file, 7]) + b"LAW4UIX1" * 8 for file in range(5))
    elif name == "backup":
        yield b"\x00" + _saved()[:400]
        yield b"\x01" + _saved().split(b"\n")[1]
        yield from (bytes([2, number, 1, 0, 255]) for number in range(0, 250, 25))
    elif name == "archive_reader":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a/1.html", page("1"))
            archive.writestr("../2.html", page("2"))
        yield b"\x00" + stream.getvalue()
        yield b'\x03{"url": "https://law4u.in/answer/1/x", "html": "<h1>What?</h1>"}\n{"html": 1}\n'
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>What?</h1>"
        head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://law4u.in/answer/1/x\r\n"
        yield (
            b"\x01"
            + head
            + b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
            + b"\r\n\r\n"
        )


if __name__ == "__main__":
    print(*TARGETS)
