from __future__ import annotations

import json
from pathlib import Path

import pytest

from law4u_index import Limits
from law4u_index.index.reports import Copy, Rejection, UpdateReport
from tests.cli.conftest import Run
from tests.cli.fake_library import FakeLibrary

PLAIN = {"prune": False, "rebuild": False, "checksum": False, "dry_run": False, "jobs": None, "limits": Limits()}


def test_an_update_hands_its_paths_on_and_makes_the_index(run: Run, library: FakeLibrary) -> None:
    library.exists = False
    assert run("--index", "new", "update", "a.html", "pages").exit_code == 0
    assert library.opened == [("new", True)]
    assert library.asked == [(["a.html", "pages"], PLAIN)]


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["--prune"], "prune", True),
        (["--rebuild"], "rebuild", True),
        (["--checksum"], "checksum", True),
        (["--dry-run"], "dry_run", True),
        (["--jobs", "4"], "jobs", 4),
        (["--max-page-mb", "64"], "limits", Limits(page_bytes=64 << 20, line_bytes=128 << 20)),
        (["--max-archive-gb", "1"], "limits", Limits(expanded_bytes=1 << 30)),
        (["--max-archive-pages", "9"], "limits", Limits(members=9)),
        (["--max-ratio", "500"], "limits", Limits(expansion_ratio=500)),
    ],
)
def test_an_option_reaches_the_update(
    run: Run, library: FakeLibrary, words: list[str], name: str, value: object
) -> None:
    run("update", *words, "pages")
    assert library.asked == [(["pages"], PLAIN | {name: value})]


def test_a_hyphen_stands_for_the_paths_on_stdin(run: Run, library: FakeLibrary) -> None:
    run("update", "first", "-", "last", input=b"a b.html\n\n\xff.html\n")
    assert library.asked[0][0] == ["first", "a b.html", "\udcff.html", "last"]


def test_the_report_is_a_line_on_stderr(run: Run, library: FakeLibrary) -> None:
    result = run("update", "pages")
    assert (result.stdout, result.stderr) == ("", "3 added, 1 updated, 40 unchanged, 0 removed (1.2 s)\n")


def test_a_dry_run_says_what_it_would_do(run: Run, library: FakeLibrary) -> None:
    report = run("update", "pages", "--dry-run").stderr
    assert report == "would add 3, update 1, leave 40 unchanged, remove 0 (1.2 s)\n"


def test_a_copy_of_a_page_is_no_reason_for_an_exit_status(run: Run, library: FakeLibrary) -> None:
    library.report = UpdateReport(copies=(Copy("pages/b.html", "pages/a.html"),))
    result = run("update", "pages")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, "copy pages/b.html: the same as pages/a.html")


def test_each_rejected_page_is_named_with_the_reason(run: Run, library: FakeLibrary) -> None:
    library.report = UpdateReport(rejected=(Rejection("pages/login.html", "it asks for a password"),))
    result = run("update", "pages")
    assert result.exit_code == 1
    assert result.stderr == (
        "rejected pages/login.html: it asks for a password\n"
        "0 added, 0 updated, 0 unchanged, 0 removed, 1 rejected (0.0 s)\n"
    )


def test_away_from_a_terminal_all_rejected_pages_are_named(run: Run, library: FakeLibrary) -> None:
    library.report = UpdateReport(rejected=(Rejection("a.html", "it is empty"),) * 150)
    assert run("update", "pages").stderr.count("it is empty") == 150


def test_json_goes_to_stdout_in_the_documented_form(run: Run, library: FakeLibrary) -> None:
    library.report = UpdateReport(
        ("1",), ("2",), 40, ("3",), (Rejection("x", "y"),), seconds=1.2, copies=(Copy("b", "a"),), files=44
    )
    result = run("update", "pages", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    assert json.loads(result.stdout) == {
        "added": 1,
        "updated": 1,
        "unchanged": 40,
        "removed": 1,
        "moved": 0,
        "rejected": [{"source": "x", "reason": "y"}],
        "copies": [{"source": "b", "of": "a"}],
        "files": 44,
        "seconds": 1.2,
    }


def test_where_no_page_was_found_the_endings_of_their_names_are_told(run: Run, library: FakeLibrary) -> None:
    library.report = UpdateReport()
    result = run("update", "pictures")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0].startswith("no pages were found there; the name of a page ends in .html, ")


def test_a_name_that_wants_quotes_is_told(run: Run, library: FakeLibrary) -> None:
    library.report = UpdateReport(rejected=(Rejection("saved", "there is no such file or folder"),))
    Path("saved pages").mkdir()
    assert run("update", "saved", "pages").stderr.splitlines()[-1] == '"saved pages" is one name; put it in quotes'
    assert "quotes" not in run("update", "other", "pages").stderr


def test_a_tilde_in_quotes_is_the_users_folder(
    run: Run, library: FakeLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    run("--index", "~/my index", "update", "~/saved pages", "~other", "a~")
    assert library.opened[0][0] == f"{tmp_path}/my index"
    assert library.asked[0][0] == [f"{tmp_path}/saved pages", "~other", "a~"]


def test_progress_is_silent_away_from_a_terminal(run: Run, library: FakeLibrary) -> None:
    library.steps = ((1, 2), (2, 2))
    assert "\x1b" not in run("update", "pages").stderr


def test_an_update_without_a_path_is_a_wrong_call(run: Run, library: FakeLibrary) -> None:
    result = run("update")
    assert result.exit_code == 2
    assert result.stderr == 'law4u-index: PATH… is missing; see "law4u-index update --help"\n'
