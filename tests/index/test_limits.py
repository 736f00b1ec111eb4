"""How much is read of pages and archives is limited, and whoever trusts them may raise each limit."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from click.testing import CliRunner, Result

from law4u_index import AnswerIndex, Limits
from law4u_index.cli import program
from law4u_index.index.workers import FILES_FOR_WORKERS
from law4u_index.pages.limits import EXPANDED_BYTES, EXPANSION_RATIO, GIB, MEMBERS, MIB, PAGE_BYTES
from law4u_index.parsing.limits import PAGE_BYTES as PARSED_BYTES
from tests.index.making import Desk, page


def run(desk: Desk, *words: str) -> Result:
    line = ["--index", str(desk.folder.path), "update", "--jobs", "1", *words, str(desk.pages)]
    return CliRunner().invoke(program, line, catch_exceptions=False)


def archive(count: int, blanks: int = 0) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(count):
            packed.writestr(f"{number}.html", page(str(number), text="Ask. " + " " * blanks))
    return stream.getvalue()


def test_a_page_that_is_too_large_is_taken_once_the_limit_is_raised_and_stays(desk: Desk) -> None:
    desk.save("1.html", page("1", text="Ask in writing. " * 300))
    with AnswerIndex.open(desk.folder.path, create=True) as index:
        small = index.update([desk.pages], jobs=1, limits=Limits(page_bytes=4000))
        assert "the page is larger than 3.91 KiB; raise --max-page-mb if you trust it" in small.rejected[0].reason
        assert index.update([desk.pages], jobs=1, limits=Limits(page_bytes=9000)).added == ("1",)
        assert index.update([desk.pages], jobs=1).unchanged == 1
        assert "1" in index


def test_what_tighter_limits_kept_out_comes_in_with_the_usual(desk: Desk) -> None:
    desk.save("7.html", page("7", text="Ask in writing. " * 300))
    desk.save("a.zip", archive(4))
    with AnswerIndex.open(desk.folder.path, create=True) as index:
        tight = Limits(page_bytes=4000, members=3)
        assert [len(index.update([desk.pages], jobs=1, limits=tight).rejected) for _ in range(2)] == [2, 2]
        report = index.update([desk.pages], jobs=1)
        assert (sorted(report.added), report.rejected) == (["0", "1", "2", "3", "7"], ())


def test_what_a_page_may_show_goes_up_with_its_size(desk: Desk) -> None:
    desk.save("1.html", page("1", text="Ask in writing. " * 150_000))
    refused = run(desk)
    assert "the page has more than 2000000 characters of text; raise --max-page-mb if you trust it" in refused.output
    assert run(desk, "--max-page-mb", "64").exit_code == 0


def test_the_reader_of_files_and_the_parser_mean_the_same_largest_page() -> None:
    assert PAGE_BYTES == PARSED_BYTES


def test_limits_hold_in_worker_processes_too(desk: Desk) -> None:
    for number in range(FILES_FOR_WORKERS):
        desk.save(f"{number}.html", page(str(number), text="Ask in writing. " * 300))
    with AnswerIndex.open(desk.folder.path, create=True) as index:
        report = index.update([desk.pages], jobs=2, limits=Limits(page_bytes=4000))
        assert len(report.rejected) == FILES_FOR_WORKERS
        assert len(index.update([desk.pages], jobs=2, limits=Limits(page_bytes=9000)).added) == FILES_FOR_WORKERS


@pytest.mark.parametrize(
    ("name", "content", "option", "low", "high"),
    [
        ("a.html", page("0", text=f"Ask. <!--{'x' * 2 * MIB}-->"), "--max-page-mb", "1", "6"),
        ("a.zip", archive(4), "--max-archive-pages", "3", "4"),
        ("a.zip", archive(1, 2 * MIB), "--max-ratio", "2", "2000"),
    ],
    ids=["page", "members", "ratio"],
)
def test_each_rejection_names_the_option_that_raises_its_limit(
    desk: Desk, name: str, content: bytes, option: str, low: str, high: str
) -> None:
    desk.save(name, content)
    first = run(desk, option, low)
    assert first.exit_code == 1
    assert f"raise {option}" in first.stderr
    again = run(desk, option, high)
    assert (again.exit_code, "rejected" in again.stderr) == (0, False)


def test_an_archive_may_unpack_to_more_when_it_is_trusted(desk: Desk) -> None:
    lines = [json.dumps({"url": f"https://law4u.in/answer/{n}/x", "html": page(str(n)).decode()}) for n in range(9)]
    desk.save("a.jsonl", "\n".join(lines).encode())
    with AnswerIndex.open(desk.folder.path, create=True) as index:
        small = index.update([desk.pages], jobs=1, limits=Limits(expanded_bytes=2000))
        assert "raise --max-archive-gb" in small.rejected[0].reason
        assert "8" not in index
        index.update([desk.pages], jobs=1, limits=Limits(expanded_bytes=1 << 20))
        assert "8" in index


def test_the_help_says_the_limits_that_there_are() -> None:
    said = " ".join(CliRunner().invoke(program, ["update", "--help"]).output.split())
    defaults = dict(re.findall(r"(--max-[a-z-]+) N .*?\[default: (\d+)\]", said))
    assert {name: int(value) for name, value in defaults.items()} == {
        "--max-page-mb": PAGE_BYTES // MIB,
        "--max-archive-gb": EXPANDED_BYTES // GIB,
        "--max-archive-pages": MEMBERS,
        "--max-ratio": EXPANSION_RATIO,
    }
