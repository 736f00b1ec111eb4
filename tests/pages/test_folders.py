from __future__ import annotations

import io
import os
import socket
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.pages import PageFile, Rejected, is_archive, list_files, paths_from_list


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def save(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("x", encoding="utf-8")


def find_files(paths: str | Path | Iterable[str]) -> Iterator[PageFile | Rejected]:
    """Yield each file by itself that ``list_files`` gives with the others of its folder."""
    for found in list_files(paths):
        if isinstance(found, Rejected):
            yield found
        else:
            for name, size, time in zip(found.names, found.sizes, found.times, strict=True):
                yield PageFile(found.prefix + name, size, time)


def sources(*paths: str) -> list[str]:
    return [found.source for found in find_files(paths)]


def only_rejected(*paths: str) -> Rejected:
    [found] = find_files(paths)
    assert isinstance(found, Rejected)
    return found


def test_a_folder_gives_its_pages_in_order_and_then_those_of_its_folders() -> None:
    save("corpus/b.html", "corpus/a.htm", "corpus/law/c.html", "corpus/zoo/aa/d.html", "corpus/zoo/e.html")
    assert sources("corpus") == [
        "corpus/a.htm",
        "corpus/b.html",
        "corpus/law/c.html",
        "corpus/zoo/e.html",
        "corpus/zoo/aa/d.html",
    ]


def test_a_file_comes_with_its_size_and_the_time_of_its_change() -> None:
    Path("page.html").write_bytes(b"12345")
    os.utime("page.html", ns=(1, 1_700_000_000_123_456_789))
    assert list(find_files(["page.html"])) == [PageFile("page.html", 5, 1_700_000_000_123_456_789)]


@pytest.mark.parametrize(
    "name",
    [
        *("x.html", "x.HTM", "x.xhtml", "x.mhtml", "x.mht", "x.txt", "x.html.gz", "x.txt.gz", "x.zip"),
        *("x.warc", "x.warc.gz", "x.jsonl", "x.jsonl.gz", "x.ndjson", "what-is-bail", "x.html?page=2.0"),
    ],
)
def test_a_name_that_may_be_a_pages_is_found_in_a_folder(name: str) -> None:
    save(f"corpus/{name}")
    assert sources("corpus") == [f"corpus/{name}"]


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "README", "x.png", ".hidden.html", ".git/x.html", "__MACOSX/x.html", "robots.txt"),
        *("x.zip.gz", "dump.gz", "style.css", "README.html", "Readme.htm"),
    ],
)
def test_what_is_no_page_is_passed_over_in_a_folder(name: str) -> None:
    save(f"corpus/{name}")
    assert sources("corpus") == []


@pytest.mark.parametrize("name", ["README.md", "README.html", ".hidden", "page.xyz"])
def test_a_file_that_is_named_is_taken_whatever_its_name(name: str) -> None:
    save(name)
    assert sources(name) == [name]


@pytest.mark.parametrize("folder", ["Bail_files", "Bail.files", "bail_FILES"])
def test_the_folder_of_pictures_beside_a_saved_page_is_passed_over(folder: str) -> None:
    save("corpus/Bail.html", f"corpus/{folder}/frame.html")
    assert sources("corpus") == ["corpus/Bail.html"]


@pytest.mark.parametrize("time", [2**63, 10**21, -(2**63), -(10**21)])
@pytest.mark.parametrize("path", ["corpus", "corpus/a.html"])
def test_a_time_that_no_index_can_hold_is_the_last_or_first_that_it_can(
    monkeypatch: pytest.MonkeyPatch, path: str, time: int
) -> None:
    save("corpus/a.html")

    class State:
        st_mode, st_size, st_mtime_ns = stat.S_IFREG, 4, time

    real = os.stat
    monkeypatch.setattr(os, "stat", lambda name, **how: State if str(name).endswith("a.html") else real(name, **how))
    [file] = find_files(path)
    assert isinstance(file, PageFile)
    assert file.mtime_ns == (2**63 - 1 if time > 0 else 1 - 2**63)


def test_a_folder_named_files_without_a_page_beside_it_is_looked_into() -> None:
    save("corpus/court_files/a.html")
    assert sources("corpus") == ["corpus/court_files/a.html"]


@pytest.mark.parametrize(
    ("named", "source"),
    [
        ("./corpus/", "corpus/a.html"),
        ("corpus//.", "corpus/a.html"),
        (".", "corpus/a.html"),
        ("corpus/../corpus", "corpus/../corpus/a.html"),
    ],
)
def test_a_source_is_the_path_as_it_was_named_without_idle_parts(named: str, source: str) -> None:
    save("corpus/a.html")
    assert sources(named) == [source]


def test_an_absolute_path_stays_absolute(tmp_path: Path) -> None:
    save("a.html")
    assert sources(str(tmp_path)) == [f"{tmp_path.as_posix()}/a.html"]


def test_one_path_needs_no_list() -> None:
    save("corpus/a.html")
    assert [found.source for found in find_files("corpus")] == ["corpus/a.html"]
    assert [found.source for found in find_files(Path("corpus"))] == ["corpus/a.html"]


def test_a_file_that_is_named_twice_comes_once() -> None:
    save("corpus/a.html", "corpus/b.html")
    assert sources("corpus/b.html", "corpus", "./corpus") == ["corpus/b.html", "corpus/a.html"]


def test_a_path_that_does_not_exist_does_not_stop_the_others() -> None:
    save("a.html")
    found = list(find_files(["nowhere", "a.html"]))
    assert found[0] == Rejected("nowhere", "there is no such file or folder")
    assert found[1].source == "a.html"


@pytest.mark.parametrize("path", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have_is_rejected(path: str) -> None:
    assert only_rejected(path).reason == "no file can have this name"


def test_an_empty_path_does_not_mean_the_current_folder() -> None:
    save("a.html")
    assert "empty" in only_rejected("").reason


def test_a_name_too_long_for_the_system_is_rejected() -> None:
    assert "cannot be read" in only_rejected("a" * 5000).reason


def test_a_name_of_bytes_that_are_no_text_can_be_found_and_opened_again() -> None:
    Path(os.fsdecode(b"caf\xe9.html")).write_bytes(b"x")
    [source] = sources(".")
    assert os.fsencode(source) == b"caf\xe9.html"
    assert Path(source).read_bytes() == b"x"


def test_links_in_a_folder_are_passed_over() -> None:
    save("secret/a.html", "corpus/b.html")
    Path("corpus/folder").symlink_to("../secret")
    Path("corpus/file.html").symlink_to("../secret/a.html")
    assert sources("corpus") == ["corpus/b.html"]


def test_a_link_that_is_named_is_followed() -> None:
    save("corpus/a.html")
    Path("link").symlink_to("corpus")
    assert sources("link") == ["link/a.html"]


def test_pipes_and_sockets_are_not_touched() -> None:
    save("corpus/a.html")
    os.mkfifo("corpus/pipe.html")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("corpus/socket.html")
        assert sources("corpus") == ["corpus/a.html"]
        assert "neither a file nor a folder" in only_rejected("corpus/pipe.html").reason


def test_a_folder_that_vanishes_or_becomes_a_link_is_rejected_and_the_rest_goes_on() -> None:
    save("corpus/a.html", "corpus/b/x.html", "corpus/c/y.html", "corpus/d/z.html")
    walk = find_files("corpus")
    assert next(walk).source == "corpus/a.html"
    Path("corpus/b").rename("b")
    Path("corpus/c").rename("c")
    Path("corpus/c").symlink_to("../c")
    rest = list(walk)
    assert [(item.source, type(item)) for item in rest] == [
        ("corpus/b", Rejected),
        ("corpus/c", Rejected),
        ("corpus/d/z.html", PageFile),
    ]


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, "no"), "not permitted"), (OSError(5, "Input/output error"), "Input/output error")],
)
def test_a_folder_that_cannot_be_listed_is_rejected(
    monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    save("corpus/a.html")

    def refuse(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "scandir", refuse)
    rejected = only_rejected("corpus")
    assert rejected.source == "corpus"
    assert words in rejected.reason


def test_folders_may_nest_deeper_than_the_system_can_name() -> None:
    save("corpus/a.html")
    start = Path.cwd()
    os.chdir("corpus")
    for _ in range(25):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    os.chdir(start)
    found = list(find_files("corpus"))
    assert [type(item) for item in found] == [PageFile, Rejected]


def test_the_list_of_paths_may_be_lines_or_end_in_nul() -> None:
    assert list(paths_from_list(io.BytesIO(b"a.html\r\n\n  \nb c.html"))) == ["a.html", "b c.html"]
    assert list(paths_from_list(io.BytesIO(b"a\nb.html\0\0c.html\0"))) == ["a\nb.html", "c.html"]
    assert list(paths_from_list(io.BytesIO(b""))) == []


def test_a_list_may_begin_with_a_byte_order_mark() -> None:
    assert list(paths_from_list(io.BytesIO(b"\xef\xbb\xbfa.html\nb.html\n"))) == ["a.html", "b.html"]
    assert list(paths_from_list(io.BytesIO(b"\xef\xbb\xbf\n"))) == []


def test_names_with_nul_between_are_taken_as_they_are() -> None:
    assert list(paths_from_list(io.BytesIO(b"\xef\xbb\xbfa\0b\0"))) == ["\ufeffa", "b"]


def test_a_page_in_place_of_a_list_of_paths_takes_no_memory() -> None:
    [path] = paths_from_list(io.BytesIO(b"x" * 1_000_000))
    assert len(path) < 40_000


@given(st.lists(st.binary(min_size=1, max_size=40).filter(lambda name: b"\0" not in name), max_size=30))
def test_every_name_comes_back_from_a_list_with_nul(names: list[bytes]) -> None:
    kept = [name for name in names if name.strip() and not name.endswith(b"\r")]
    listed = paths_from_list(io.BytesIO(b"".join(name + b"\0" for name in kept)))
    assert [os.fsencode(path) for path in listed] == kept


def test_a_long_list_of_paths_is_read_across_the_joints_of_its_blocks() -> None:
    names = [f"folder/{'x' * (number % 97)}{number}.html" for number in range(5000)]
    assert list(paths_from_list(io.BytesIO("\n".join(names).encode()))) == names


@pytest.mark.parametrize(
    ("path", "archive"),
    [
        ("a/x.zip", True),
        ("x.WARC.gz", True),
        ("x.ndjson", True),
        ("x.html.gz", False),
        ("x.zip/page.html", False),
    ],
)
def test_an_archive_is_known_by_its_name(path: str, archive: bool) -> None:
    assert is_archive(path) is archive
