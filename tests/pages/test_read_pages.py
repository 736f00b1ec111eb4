from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.pages import Limits, Page, Rejected, read_pages
from law4u_index.pages.limits import in_words


def rejected(path: Path | str, limits: Limits | None = None) -> Rejected:
    [found] = read_pages(path, limits=limits or Limits())
    assert isinstance(found, Rejected)
    return found


@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "a.txt", "a.html.gz", "a", "a.unknown"])
def test_a_page_is_handed_on_byte_by_byte(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = gzip.compress(b"\x00\xff page") if name.endswith("gz") else b"\x00\xff page"
    path.write_bytes(content)
    os.utime(path, ns=(1, 1_700_000_000_000_000_001))
    assert list(read_pages(path)) == [Page(path.as_posix(), content, None, 1_700_000_000_000_000_001)]


def test_a_page_of_exactly_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"12345")
    [page] = read_pages(path, limits=Limits(page_bytes=5))
    assert isinstance(page, Page)
    assert "larger than 4 bytes" in rejected(path, Limits(page_bytes=4)).reason


def test_a_file_that_is_gone_is_rejected(tmp_path: Path) -> None:
    assert "no such file" in rejected(tmp_path / "gone.html").reason


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    assert rejected(tmp_path).reason == "it is not a file"
    assert rejected(tmp_path / "pipe.html").reason == "it is not a file"


def test_a_file_that_becomes_a_pipe_while_it_is_opened_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    genuine = os.open

    def swapped(path: str, flags: int) -> int:
        return genuine(tmp_path / "pipe", flags)

    monkeypatch.setattr(os, "open", swapped)
    assert rejected(tmp_path / "a.html").reason == "it is not a file"


def test_an_error_of_the_disk_is_a_rejected_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_bytes(b"x")

    def broken(_path: str, _flags: int) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", broken)
    assert rejected(tmp_path / "a.html").reason == "it cannot be read: Input/output error"


def test_a_name_with_nul_is_rejected() -> None:
    assert rejected("a\0.html").reason == "no file can have this name"


@pytest.mark.parametrize(("content", "ending"), [(b"PK\x03\x04...", ".zip"), (b"WARC/1.0\r\n", ".warc")])
def test_an_archive_under_the_name_of_a_page_is_told_how_it_should_be_called(
    tmp_path: Path, content: bytes, ending: str
) -> None:
    (tmp_path / "a.html").write_bytes(content)
    assert rejected(tmp_path / "a.html").reason.endswith(ending)


@pytest.mark.parametrize(
    ("size", "words"), [(5, "5 bytes"), (1536, "1.5 KiB"), (32 << 20, "32 MiB"), (16 << 30, "16 GiB")]
)
def test_a_size_is_said_in_words(size: int, words: str) -> None:
    assert in_words(size) == words


@given(
    content=st.one_of(st.binary(max_size=400), st.binary(max_size=400).map(gzip.compress)),
    ending=st.sampled_from([".zip", ".warc", ".warc.gz", ".jsonl", ".jsonl.gz", ".html"]),
    head=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"WARC/1.0\r\n", b"\x1f\x8b\x08"]),
)
def test_no_bytes_whatever_raise_an_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str, head: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(head + content)
    for item in read_pages(path):
        assert item.source.startswith(path.as_posix())


def test_a_page_that_grows_while_it_is_read_is_read_to_its_end_and_no_further_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"123456789")
    genuine = os.fstat

    def as_it_was(descriptor: int) -> os.stat_result:
        state = list(genuine(descriptor))
        state[6] = 4
        return os.stat_result(state)

    monkeypatch.setattr(os, "fstat", as_it_was)
    [page] = read_pages(path)
    assert isinstance(page, Page)
    assert page.content == b"123456789"
    assert "larger than 8 bytes" in rejected(path, Limits(page_bytes=8)).reason
