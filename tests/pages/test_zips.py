from __future__ import annotations

import io
import stat
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.pages import Limits, Page, Rejected, read_pages, zips

BOMB = bytes(3_000_000)


def write_zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 31, 10, 0, 0)), content, method)
    return path


def read(path: Path, limits: Limits | None = None) -> dict[str, bytes | str]:
    """Return what each source (from the '!' on) gave: a page's bytes or the reason against it."""
    items = read_pages(path, limits=limits or Limits())
    cut = len(path.as_posix())
    return {item.source[cut:]: item.content if isinstance(item, Page) else item.reason for item in items}


@pytest.fixture
def zip_path(tmp_path: Path) -> Path:
    return tmp_path / "saved.zip"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_each_page_of_a_zip_is_read_with_its_name_in_it(zip_path: Path, method: int) -> None:
    write_zip(zip_path, {"a.html": b"A", "law/b.html.gz": b"B", "law/": b"", "law/c.png": b"C"}, method)
    assert read(zip_path) == {"!a.html": b"A", "!law/b.html.gz": b"B"}


def test_the_source_of_a_page_begins_with_the_path_of_its_zip(zip_path: Path) -> None:
    [page] = read_pages(write_zip(zip_path, {"law/b.html": b"B"}))
    assert page.source == f"{zip_path.as_posix()}!law/b.html"


def test_a_page_in_a_zip_has_the_time_that_the_zip_gives(zip_path: Path) -> None:
    [page] = read_pages(write_zip(zip_path, {"a.html": b"A"}))
    assert isinstance(page, Page)
    assert time.localtime(page.modified / 1e9)[:5] == (2025, 1, 31, 10, 0)


@pytest.mark.parametrize("no_time", [(1980, 1, 1, 0, 0, 0), (2107, 15, 31, 31, 63, 62)])
def test_a_page_without_a_proper_time_has_the_time_of_its_zip(
    zip_path: Path, no_time: tuple[int, int, int, int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def strict(_moment: object) -> float:
        raise OverflowError

    monkeypatch.setattr(time, "mktime", strict)
    with zipfile.ZipFile(zip_path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.html", no_time), b"A")
    [page] = read_pages(zip_path)
    assert isinstance(page, Page)
    assert page.modified == zip_path.stat().st_mtime_ns


def test_names_that_a_folder_would_pass_over_are_passed_over_in_a_zip(zip_path: Path) -> None:
    names = ["__MACOSX/a.html", ".git/a.html", "x/.b.html", "x/Bail.html", "x/Bail_files/deep/ad.html"]
    assert list(read(write_zip(zip_path, dict.fromkeys(names, b"A")))) == ["!x/Bail.html"]


def test_a_zip_made_on_windows_has_folders_all_the_same(zip_path: Path) -> None:
    assert read(write_zip(zip_path, {"law\\b.html": b"B"})) == {"!law/b.html": b"B"}


@pytest.mark.parametrize(
    "name",
    ["../evil.html", "a/../../evil.html", "/etc/evil.html", "C:evil.html", "..\\evil.html", "\\evil.html"],
)
def test_a_name_that_leads_out_is_rejected_and_never_a_source(zip_path: Path, name: str) -> None:
    found = read(write_zip(zip_path, {name: b"E", "good.html": b"G"}))
    assert found.pop("!good.html") == b"G"
    [(source, reason)] = found.items()
    assert source == "!#1"
    assert "leads out" in str(reason)


@pytest.mark.parametrize("comment", [b"", b"made by hand"])
def test_members_that_a_damaged_list_hides_are_said_to_be_missing(zip_path: Path, comment: bytes) -> None:
    with zipfile.ZipFile(zip_path, "w") as archive:
        archive.comment = comment
        for name in ("a.html", "b.html", "c.html"):
            archive.writestr(name, name[:1].upper())
    whole = zip_path.read_bytes()
    assert set(read(zip_path)) == {"!a.html", "!b.html", "!c.html"}
    damaged = bytearray(whole)
    damaged[whole.index(b"PK\x01\x02") + 32] = 52  # a comment of 52 bytes: the next member's entry
    zip_path.write_bytes(damaged)
    assert read(zip_path)[""] == "its list of members is damaged; some may be missing"
    zip_path.write_bytes(whole + b"\0" * 40)
    assert "" not in read(zip_path)


def test_a_member_without_a_name_is_rejected(zip_path: Path) -> None:
    assert read(write_zip(zip_path, {".": b"E"})) == {"!#1": "it has no name"}


def test_a_member_whose_name_was_cut_to_nothing_is_rejected_and_the_others_are_read(zip_path: Path) -> None:
    write_zip(zip_path, {"a.html": b"A", "b.html": b"B"})
    zip_path.write_bytes(zip_path.read_bytes().replace(b"a.html", b"\0.html"))
    assert read(zip_path) == {"!#1": "it has no name", "!b.html": b"B"}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_links_and_devices_are_rejected(zip_path: Path, kind: int) -> None:
    with zipfile.ZipFile(zip_path, "w") as archive:
        link = zipfile.ZipInfo("link.html")
        link.external_attr = (kind | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.html", b"G")
    found = read(zip_path)
    assert "link or a device" in str(found["!#1"])
    assert found["!good.html"] == b"G"


@pytest.mark.parametrize("name", ["inner.zip", "inner.warc.gz", "inner.jsonl"])
def test_an_archive_within_an_archive_is_said_not_to_be_opened(zip_path: Path, name: str) -> None:
    assert "not opened" in str(read(write_zip(zip_path, {name: b"PK"}))[f"!{name}"])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_of_one_name_the_last_is_taken(zip_path: Path) -> None:
    with zipfile.ZipFile(zip_path, "w") as archive:
        archive.writestr("a.html", b"old")
        archive.writestr("a.html", b"new")
    found = read(zip_path)
    assert found["!a.html"] == b"new"
    assert "further on" in str(found["!#1"])


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("before", ["", "../"])
def test_a_name_without_end_is_quoted_by_its_beginning(zip_path: Path, before: str) -> None:
    with zipfile.ZipFile(zip_path, "w") as archive:
        for content in (b"old", b"new"):
            archive.writestr(f"{before}{'a' * 60_000}.html", content)
    reasons = [item.reason for item in read_pages(zip_path) if isinstance(item, Rejected)]
    assert 0 < max(map(len, reasons)) < 1000


def test_an_encrypted_page_is_rejected_and_the_others_are_read(zip_path: Path) -> None:
    write_zip(zip_path, {"a.html": b"A", "b.html": b"B"})
    data = bytearray(zip_path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    zip_path.write_bytes(data)
    found = read(zip_path)
    assert "encrypted" in str(found["!a.html"])
    assert found["!b.html"] == b"B"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_unpacks_without_bounds_is_rejected(zip_path: Path, method: int) -> None:
    assert "rare method" in str(read(write_zip(zip_path, {"a.html": b"A"}, method))["!a.html"])


def test_a_page_with_a_flipped_bit_is_rejected_and_the_others_are_read(zip_path: Path) -> None:
    write_zip(zip_path, {"a.html": b"AAAAAAAA", "b.html": b"B"}, zipfile.ZIP_STORED)
    zip_path.write_bytes(zip_path.read_bytes().replace(b"AAAAAAAA", b"AAAABAAA"))
    found = read(zip_path)
    assert "damaged" in str(found["!a.html"])
    assert found["!b.html"] == b"B"


def test_an_error_of_the_disk_in_the_middle_of_a_zip_rejects_that_page(
    zip_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_zip(zip_path, {"a.html": b"A"})

    def broken(_archive: zipfile.ZipFile, _info: zipfile.ZipInfo) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(zipfile.ZipFile, "read", broken)
    assert read(zip_path) == {"!a.html": "it cannot be read: Input/output error"}


def test_a_file_that_is_no_zip_is_rejected_as_a_whole(zip_path: Path) -> None:
    zip_path.write_bytes(b"<html>")
    assert "no zip archive" in str(read(zip_path)[""])


def test_a_page_that_unpacks_to_more_than_a_page_is_rejected(zip_path: Path) -> None:
    write_zip(zip_path, {"a.html": b"12345", "b.html": b"1234"})
    found = read(zip_path, Limits(page_bytes=4))
    assert "larger than 4 bytes" in str(found["!a.html"])
    assert found["!b.html"] == b"1234"


def test_a_zip_bomb_is_known_by_its_ratio_and_the_others_are_read(zip_path: Path) -> None:
    found = read(write_zip(zip_path, {"bomb.html": BOMB, "b.html": b"B"}))
    assert "bomb" in str(found["!bomb.html"])
    assert found["!b.html"] == b"B"
    assert read(zip_path, Limits(expansion_ratio=2000))["!bomb.html"] == BOMB


def test_a_zip_bomb_that_lies_about_its_size_is_stopped(zip_path: Path) -> None:
    write_zip(zip_path, {"bomb.html": BOMB})
    data = zip_path.read_bytes()
    zip_path.write_bytes(data.replace(len(BOMB).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert "damaged" in str(read(zip_path)["!bomb.html"])


def test_all_pages_of_a_zip_together_have_a_limit(zip_path: Path) -> None:
    write_zip(zip_path, {f"{number}.html": b"12345" for number in range(5)})
    found = read(zip_path, Limits(expanded_bytes=12))
    assert [key for key, value in found.items() if value == b"12345"] == ["!0.html", "!1.html"]
    assert "when unpacked" in str(found[""])


def test_a_zip_with_too_many_members_is_not_listed_at_all(zip_path: Path) -> None:
    write_zip(zip_path, {f"{number}.html": b"" for number in range(5)})
    assert "more than 4 members" in str(read(zip_path, Limits(members=4))[""])
    assert len(read(zip_path, Limits(members=5))) == 5


def test_a_list_of_members_that_takes_too_much_memory_is_not_read(
    zip_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_zip(zip_path, {f"{number}.html": b"" for number in range(50)})
    monkeypatch.setattr(zips, "DIRECTORY_BYTES", 1000)
    assert "list of members" in str(read(zip_path)[""])


@given(cut=st.integers(0, 400), flip=st.integers(0, 400), bit=st.integers(0, 7))
def test_a_damaged_zip_gives_what_it_held_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flip: int, bit: int
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", b"A" * 100)
        archive.writestr("b.html", b"B" * 100)
    data = bytearray(packed.getvalue())
    data[flip % len(data)] ^= 1 << bit
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(data[: len(data) - cut] if cut < 50 else data)
    checksums = {zlib.crc32(b"A" * 100), zlib.crc32(b"B" * 100)}
    for item in read_pages(path):
        assert isinstance(item, Rejected) or zlib.crc32(item.content) in checksums
