from __future__ import annotations

import gzip
import io
import json
import zlib
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from law4u_index.pages import Limits, Page, Rejected, read_pages
from law4u_index.pages import warc as warc_module

squeeze = partial(gzip.compress, mtime=0)  # the same bytes whenever it is called

URL = "https://law4u.in/top-answer/193/what-is-anticipatory-bail"
TEXTS = st.text(st.integers(0, 0x10FFFF).map(chr), max_size=20)
BOM = b"\xef\xbb\xbf"


def record(
    body: bytes = b"<html>page</html>",
    *,
    url: str = URL,
    status: str = "HTTP/1.1 200 OK",
    headers: tuple[str, ...] = ("Content-Type: text/html; charset=utf-8",),
    kind: str = "response",
    more: tuple[str, ...] = (),
) -> bytes:
    payload = "\r\n".join([status, *headers, "", ""]).encode() + body
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        *more,
        f"Content-Length: {len(payload)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + payload + b"\r\n\r\n"


def read(path: Path, content: bytes, limits: Limits | None = None) -> list[Page | Rejected]:
    path.write_bytes(content)
    return list(read_pages(path, limits=limits or Limits()))


def contents(items: list[Page | Rejected]) -> list[bytes]:
    return [item.content for item in items if isinstance(item, Page)]


def reasons(items: list[Page | Rejected]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Rejected)]


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    return tmp_path / "crawl.warc.gz"


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "crawl.jsonl"


def test_a_crawl_gives_the_pages_that_warcio_finds_in_it(warc: Path) -> None:
    data = b"".join(squeeze(record(b"page %d" % number, url=f"{URL}{number}")) for number in range(3))
    known = [
        (found.rec_headers.get_header("WARC-Target-URI"), found.content_stream().read())
        for found in ArchiveIterator(io.BytesIO(data))
    ]
    items = read(warc, data)
    assert [(item.url, item.content) for item in items if isinstance(item, Page)] == known
    assert [item.source for item in items] == [f"{warc.as_posix()}!{URL}{number}" for number in range(3)]


def test_a_crawl_packed_as_a_whole_is_read_too(warc: Path) -> None:
    assert contents(read(warc, squeeze(record(b"a") + record(b"b")))) == [b"a", b"b"]


def test_a_page_has_the_time_of_its_crawl(warc: Path) -> None:
    [page] = read(warc, record(more=("WARC-Date: 2025-01-31T10:00:00Z",)))
    assert isinstance(page, Page)
    assert page.modified == 1_738_317_600_000_000_000


@pytest.mark.parametrize("date", ["99999-01-01T00:00:00Z", "2025-13-41T99:00:00Z", "yesterday"])
def test_a_page_with_an_impossible_date_has_the_time_of_the_file(warc: Path, date: str) -> None:
    [page] = read(warc, record(more=(f"WARC-Date: {date}",)))
    assert isinstance(page, Page)
    assert page.modified == warc.stat().st_mtime_ns


@pytest.mark.parametrize(
    "other",
    [
        record(kind="request"),
        record(kind="revisit"),
        record(kind="metadata"),
        record(url="dns:law4u.in"),
        record(status="HTTP/1.1 404 Not Found"),
        record(status="HTTP/1.1 301 Moved"),
        record(headers=("Content-Type: image/png",)),
        record(status=""),
    ],
)
def test_what_is_no_page_of_a_crawl_is_passed_over(warc: Path, other: bytes) -> None:
    assert [type(item) for item in read(warc, other + record())] == [Page]


@pytest.mark.parametrize("status", ["HTTP/1.0 200 OK", "HTTP/2 200", "HTTP/1.1 203 Other"])
@pytest.mark.parametrize("headers", [(), ("content-type: TEXT/PLAIN",), ("Content-Type: application/xhtml+xml",)])
def test_a_page_is_known_by_status_and_type(warc: Path, status: str, headers: tuple[str, ...]) -> None:
    assert contents(read(warc, record(b"page", status=status, headers=headers))) == [b"page"]


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", squeeze(b"the page")),
        ("x-gzip", squeeze(b"the page")),
        ("gzip", b"the page"),
        ("deflate", zlib.compress(b"the page")),
        ("deflate", raw_deflate(b"the page")),
        ("identity", b"the page"),
    ],
)
def test_a_page_that_was_sent_packed_is_unpacked(warc: Path, encoding: str, body: bytes) -> None:
    assert contents(read(warc, record(body, headers=(f"Content-Encoding: {encoding}",)))) == [b"the page"]


def test_a_page_that_was_sent_in_chunks_is_put_together(warc: Path) -> None:
    body = b"4\r\nthe \r\n4\r\npage\r\n0\r\n\r\n"
    assert contents(read(warc, record(body, headers=("Transfer-Encoding: chunked",)))) == [b"the page"]


CHUNKED = ("Transfer-Encoding: chunked",)


@pytest.mark.parametrize(
    ("cut", "headers"),
    [
        (b"4\r\nthe \r\n4\r\npa", CHUNKED),
        (b"4\r\nthe \r\n4\r\npage", CHUNKED),
        (b"4\r\nthe \r\n4\r\npage\r\n", CHUNKED),
        (b"the pa", ("Content-Length: 8",)),
        (squeeze(b"the page")[:-4], ("Content-Encoding: gzip",)),
    ],
)
def test_a_page_that_did_not_come_whole_is_a_reason_and_no_half_answer(
    warc: Path, cut: bytes, headers: tuple[str, ...]
) -> None:
    items = read(warc, record(cut, headers=headers) + record(b"next"))
    assert reasons(items) == ["the page is cut off in the crawl"]
    assert contents(items) == [b"next"]


def test_a_page_that_the_crawler_cut_off_is_a_reason(warc: Path) -> None:
    image = record(b"x", headers=("Content-Type: image/png",), more=("WARC-Truncated: length",))
    items = read(warc, record(more=("WARC-Truncated: length",)) + image + record(b"next"))
    assert (reasons(items), contents(items)) == (["the page is cut off in the crawl"], [b"next"])


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"the page", CHUNKED),
        (b"8 ;name=value\r\nthe page\r\n0\r\nX-Trailer: 1\r\n\r\n", CHUNKED),
        (b"the page", ("Content-Length: 5", "Content-Encoding: gzip")),
        (b"the page", ("Content-Length: eight",)),
    ],
)
def test_a_page_that_came_whole_is_taken_whatever_its_headers_say(
    warc: Path, body: bytes, headers: tuple[str, ...]
) -> None:
    assert contents(read(warc, record(body, headers=headers))) == [b"the page"]


def test_a_page_that_was_filed_without_a_servers_headers_is_taken(warc: Path) -> None:
    def resource(kind: str, url: str = URL) -> bytes:
        head = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {url}\r\nContent-Type: {kind}\r\n"
        return f"{head}Content-Length: 8\r\n\r\nthe page\r\n\r\n".encode()

    items = read(warc, resource("text/html") + resource("image/png") + resource("text/plain", "urn:log"))
    assert [(item.url, item.content) for item in items if isinstance(item, Page)] == [(URL, b"the page")]


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_a_packing_that_is_not_read_is_a_reason(warc: Path, encoding: str) -> None:
    items = read(warc, record(headers=(f"Content-Encoding: {encoding}",)) + record(b"next"))
    assert [encoding in reason for reason in reasons(items)] == [True]
    assert contents(items) == [b"next"]


def test_a_page_damaged_in_its_packing_does_not_stop_the_next(warc: Path) -> None:
    packed = squeeze(b"the page" * 9)
    broken = [packed[:10] + b"\xff" * 20, packed[:-9]]
    records = [record(body, headers=("Content-Encoding: gzip",)) for body in broken]
    items = read(warc, b"".join(records) + record(b"next"))
    assert ["damaged" in reasons(items)[0], "cut off" in reasons(items)[1]] == [True, True]
    assert contents(items) == [b"next"]


def test_a_bomb_in_a_page_of_a_crawl_is_stopped(warc: Path) -> None:
    bomb = record(squeeze(bytes(5_000_000)), headers=("Content-Encoding: gzip",))
    items = read(warc, bomb + record(b"next"), Limits(page_bytes=100_000))
    assert "larger than" in reasons(items)[0]
    assert contents(items) == [b"next"]


def test_bombs_in_pages_are_paid_for_by_the_crawl(warc: Path) -> None:
    bomb = record(squeeze(bytes(100_000)), headers=("Content-Encoding: gzip",))
    items = read(warc, bomb * 10, Limits(expanded_bytes=350_000))
    assert len(contents(items)) == 3
    assert "when unpacked" in reasons(items)[0]


def test_a_record_larger_than_a_page_is_passed_over(warc: Path) -> None:
    items = read(warc, record(bytes(200_000)) + record(b"next"), Limits(page_bytes=1000))
    assert "larger than" in reasons(items)[0]
    assert contents(items) == [b"next"]


def test_a_bomb_as_a_crawl_is_stopped(warc: Path) -> None:
    [item] = read(warc, squeeze(b"WARC/1.0\r\nX: " + bytes(3_000_000)), Limits(expanded_bytes=10_000))
    assert isinstance(item, Rejected)
    assert "when unpacked" in item.reason


def test_headers_without_end_do_not_fill_the_memory(warc: Path) -> None:
    endless = b"WARC/1.0\r\n" + b"X: " + b"x" * 200_000 + b"\r\n\r\n"
    items = read(warc, endless + record(b"next"))
    assert "headers are longer" in reasons(items)[0]
    assert contents(items) == [b"next"]


@pytest.mark.parametrize("length", ["", "-1", "1_0", "٣", "9" * 30, "ten"])
def test_a_record_of_no_proper_length_does_not_stop_the_next(warc: Path, length: str) -> None:
    broken = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n\r\n".encode()
    items = read(warc, broken + record(b"next"))
    assert "how long" in reasons(items)[0]
    assert contents(items) == [b"next"]


def test_an_empty_response_is_a_reason(warc: Path) -> None:
    empty = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    assert reasons(read(warc, empty.encode())) == ["the record is empty"]


def test_junk_between_records_is_passed_over_and_said(warc: Path) -> None:
    items = read(warc, record(b"a") + b"junk\r\n" + record(b"b"))
    assert contents(items) == [b"a", b"b"]
    assert len(reasons(items)) == 1


def test_a_file_that_is_no_crawl_is_rejected(warc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_module, "JUNK_LINES", 100)
    [item] = read(warc, b"junk\n" * 200)
    assert isinstance(item, Rejected)
    assert "no WARC file" in item.reason


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.jsonl", "crawl.jsonl.gz"])
@pytest.mark.parametrize("content", [b"", squeeze(b"")])
def test_an_empty_file_is_a_reason(tmp_path: Path, name: str, content: bytes) -> None:
    assert reasons(read(tmp_path / name, content)) == ["the file is empty; save it again"]


def test_a_crawl_of_nothing_but_other_records_ends(warc: Path) -> None:
    items = read(warc, record(kind="metadata") * 50, Limits(members=2))
    assert "too many records" in reasons(items)[0]


@pytest.mark.parametrize("whole", [record(b"first") + record(b"x" * 500), record(b"first") + record(kind="request")])
def test_a_crawl_that_is_cut_off_gives_what_came_before(warc: Path, whole: bytes) -> None:
    items = read(warc, whole[:-30])
    assert contents(items) == [b"first"]
    assert "cut off" in reasons(items)[0]


def test_a_packed_crawl_that_is_cut_off_gives_what_came_before(warc: Path) -> None:
    items = read(warc, squeeze(record(b"first")) + squeeze(record(b"second"))[:-20])
    assert contents(items)[0] == b"first"
    assert "damaged or cut off" in reasons(items)[0]


def test_a_packed_crawl_that_is_cut_off_in_a_records_headers_is_not_said_to_have_an_empty_record(warc: Path) -> None:
    long = tuple(f"X-{number}: {number:0>200}" for number in range(9))
    second = squeeze(record(b"second", more=long))
    packed = squeeze(record(b"first")) + second
    cuts = range(40, len(second) - 20, 20)
    found = [reasons(read(warc, packed[:-cut])) for cut in cuts]
    assert {(len(each), "damaged or cut off" in each[0]) for each in found} == {(1, True)}


def test_a_packed_crawl_with_a_flipped_bit_is_a_reason(warc: Path) -> None:
    data = bytearray(squeeze(record(bytes(range(256)) * 8)))
    data[60] ^= 0xFF
    assert reasons(read(warc, bytes(data)))


def test_an_address_in_a_crawl_never_leads_out_of_it(warc: Path) -> None:
    url = "https://law4u.in/../../..\\etc/.."
    [page] = read(warc, record(url=url))
    assert isinstance(page, Page)
    assert page.source == f"{warc.as_posix()}!https://law4u.in/%2E%2E/%2E%2E/..%5Cetc/%2E%2E"
    assert page.url == url


def test_an_address_beyond_all_measure_is_left_out(warc: Path) -> None:
    [page] = read(warc, record(url=URL + "x" * 20_000))
    assert isinstance(page, Page)
    assert (page.source, page.url) == (f"{warc.as_posix()}!#1", None)


@given(st.binary(max_size=300), st.integers(0, 500), st.integers(0, 255))
def test_a_damaged_crawl_never_raises(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, place: int, value: int
) -> None:
    data = bytearray(record(b"4\r\npage\r\n0\r\n\r\n", headers=("Transfer-Encoding: chunked",)) + junk + record())
    data[place % len(data)] = value
    for item in read(tmp_path_factory.getbasetemp() / "damaged.warc", bytes(data)):
        assert isinstance(item, (Page, Rejected))


def json_lines(*objects: Any) -> bytes:
    return "".join(json.dumps(item) + "\n" for item in objects).encode()


@pytest.mark.parametrize("key", ["html", "content", "body", "text"])
@pytest.mark.parametrize("name", ["c.jsonl", "c.ndjson", "c.jsonl.gz"])
def test_a_line_of_json_is_a_page(tmp_path: Path, key: str, name: str) -> None:
    data = json_lines({"url": URL, key: "<p>§ 138</p>"})
    path = tmp_path / name
    [page] = read(path, squeeze(data) if name.endswith("gz") else data)
    expected = BOM + "<p>§ 138</p>".encode()
    assert page == Page(f"{path.as_posix()}!1", expected, URL, path.stat().st_mtime_ns)


def test_html_goes_before_its_text(lines: Path) -> None:
    assert contents(read(lines, json_lines({"text": "t", "html": "h"}))) == [BOM + b"h"]


def test_empty_lines_and_a_byte_order_mark_are_no_trouble(lines: Path) -> None:
    items = read(lines, BOM + json_lines({"html": "a"}) + b"\n \r\n" + json_lines({"html": "b"}).strip())
    assert [item.source[-2:] for item in items] == ["!1", "!4"]
    assert contents(items) == [BOM + b"a", BOM + b"b"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"html": ', "not JSON"),
        (b'{"html": "\xff"}', "not UTF-8"),
        (b"[" * 200_000, "nested too deep"),
        (b"[1]", "no JSON object"),
        (b'{"url": "x"}', "has no page"),
        (b'{"html": 5}', "has no page"),
        (b'{"html": ""}', "has no page"),
    ],
)
def test_a_broken_line_is_rejected_by_its_number_and_the_rest_goes_on(lines: Path, line: bytes, words: str) -> None:
    items = read(lines, json_lines({"html": "a"}) + line + b"\n" + json_lines({"html": "b"}))
    assert contents(items) == [BOM + b"a", BOM + b"b"]
    assert items[1].source == f"{lines.as_posix()}!2"
    assert words in reasons(items)[0]


def test_a_number_of_a_million_digits_takes_no_time(lines: Path) -> None:
    assert contents(read(lines, b'{"html": "a", "n": ' + b"9" * 1_000_000 + b"}")) == [BOM + b"a"]


def test_half_a_character_in_a_page_becomes_a_question_mark(lines: Path) -> None:
    assert contents(read(lines, rb'{"html": "a\ud800b"}')) == [BOM + b"a?b"]


@pytest.mark.parametrize("url", [5, None, "x" * 10_000])
def test_an_address_that_is_none_is_left_out(lines: Path, url: object) -> None:
    [page] = read(lines, json_lines({"url": url, "html": "a"}))
    assert isinstance(page, Page)
    assert page.url is None


def test_a_line_longer_than_the_limit_is_passed_over(lines: Path) -> None:
    data = json_lines({"html": "x" * 3_000_000}, {"html": "b"})
    items = read(lines, data, Limits(line_bytes=100))
    assert "longer than 100 bytes" in reasons(items)[0]
    assert contents(items) == [BOM + b"b"]


def test_a_page_larger_than_the_limit_is_passed_over(lines: Path) -> None:
    items = read(lines, json_lines({"html": "x" * 100}, {"html": "b"}), Limits(page_bytes=50))
    assert "larger than 50 bytes" in reasons(items)[0]
    assert contents(items) == [BOM + b"b"]


def test_a_bomb_of_one_endless_line_is_stopped(tmp_path: Path) -> None:
    limits = Limits(line_bytes=1000, expanded_bytes=100_000)
    [item] = read(tmp_path / "bomb.jsonl.gz", squeeze(bytes(10_000_000)), limits)
    assert "when unpacked" in reasons([item])[0]


def test_a_bomb_of_empty_lines_is_stopped(lines: Path) -> None:
    [item] = read(lines, b"\n" * 1000, Limits(members=100))
    assert "more than 200 lines" in reasons([item])[0]


def test_more_pages_than_the_limit_are_left_out(lines: Path) -> None:
    items = read(lines, json_lines(*[{"html": "a"}] * 5), Limits(members=3))
    assert len(contents(items)) == 3
    assert "more than 3 pages" in reasons(items)[0]


@pytest.mark.parametrize("cut", [1, 10, 20])
def test_packed_lines_that_are_cut_off_are_a_reason(tmp_path: Path, cut: int) -> None:
    packed = squeeze(json_lines({"html": "a" * 50}))
    items = read(tmp_path / "cut.jsonl.gz", packed[:-cut])
    assert "damaged or cut off" in reasons(items)[0]


@given(st.dictionaries(st.sampled_from(["url", "html", "text", "x"]), TEXTS | st.integers() | st.none()))
def test_any_object_is_a_page_or_a_reason(tmp_path_factory: pytest.TempPathFactory, item: dict[str, object]) -> None:
    [found] = read(tmp_path_factory.getbasetemp() / "any.jsonl", json_lines(item))
    has_page = any(isinstance(item.get(key), str) and item[key] for key in ("html", "text"))
    assert isinstance(found, Page) is has_page
