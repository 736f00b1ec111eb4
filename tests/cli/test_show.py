from __future__ import annotations

import json
from pathlib import Path

import pytest

import law4u_index
from law4u_index.errors import NotAnAnswer, ParseError
from law4u_index.index.reports import CheckReport, Damage
from tests.cli.conftest import Run
from tests.cli.fake_library import ANSWER, STATS, FakeLibrary


def test_an_answer_is_shown_as_a_text_to_read(run: Run, library: FakeLibrary) -> None:
    assert run("show", "193").stdout == (
        "Can My Landlord Keep the Deposit?\n"
        "Landlord & Tenant · by law4u team · 2025-01-31\n"
        "\n"
        "No, not without a reason.\n"
        "\n"
        "The rent agreement says which.\n"
        "\n"
        "Legal Provision\n"
        "===============\n"
        "\n"
        "A landlord may keep what repairs cost.\n"
        "\n"
        "Steps\n"
        "-----\n"
        "\n"
        "  1. Write a letter.\n"
        "  2. Send a notice.\n"
        "\n"
        "Tips\n"
        "====\n"
        "\n"
        "  • Take photographs.\n"
        "\n"
        "Provisions cited\n"
        "================\n"
        "\n"
        "  • Section 108 of the Transfer of Property Act (tpa-1882/s/108)\n"
        "\n"
        "https://law4u.in/top-answer/193/can-my-landlord-keep-the-deposit\n"
    )


def test_an_answer_is_found_by_its_address(run: Run, library: FakeLibrary) -> None:
    address = "https://law4u.in/top-answer/193/can-my-landlord-keep-the-deposit"
    assert run("show", address, "--format", "json").stdout == run("show", "193", "--format", "json").stdout


def test_the_record_is_shown_as_json(run: Run, library: FakeLibrary) -> None:
    assert json.loads(run("show", "193", "--format", "json").stdout) == ANSWER.to_dict()


@pytest.mark.parametrize(("form", "start"), [("markdown", "# Can My"), ("html", "<!DOCTYPE html>")])
def test_an_answer_is_shown_as_a_document(run: Run, library: FakeLibrary, form: str, start: str) -> None:
    assert run("show", "193", "--format", form).stdout.startswith(start)


@pytest.mark.parametrize("command", ["show", "similar"])
def test_an_unknown_id_is_a_wrong_call(run: Run, library: FakeLibrary, command: str) -> None:
    result = run(command, "999")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "law4u-index: no answer has the id '999'; "
        '"law4u-index search" shows the address or the id of each answer, and either will do\n'
    )


def test_stats_say_how_much_there_is(run: Run, library: FakeLibrary) -> None:
    assert run("stats").stdout == (
        "Answers     1,200\n"
        "On disk     793 KiB\n"
        "Updated     2026-11-23 10:04:05 UTC\n"
        "Written by  law4u-index 0.1.0, format 1\n"
        "\n"
        "Category  Answers\n"
        "Family        700\n"
        "Tax           500\n"
        "\n"
        "Act cited       Answers\n"
        "ipc-1860 (IPC)        9\n"
    )


def test_stats_in_json_are_the_documented_form(run: Run, library: FakeLibrary) -> None:
    assert json.loads(run("stats", "--format", "json").stdout) == STATS.to_dict()


def test_a_whole_index_checks_without_a_word_on_stdout(run: Run, library: FakeLibrary) -> None:
    result = run("--index", "here", "check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "14 files and 100 answers verified, all sound\n"
    assert library.asked == [("here", {"repair": False})]


def test_a_damaged_index_is_told_file_by_file(run: Run, library: FakeLibrary) -> None:
    library.check = CheckReport((Damage("s1.post", "a bit is not what it was"),), 14, 1)
    result = run("check")
    assert (result.exit_code, result.stdout) == (1, "s1.post: a bit is not what it was\n")
    assert result.stderr.startswith("14 files and 1 answer verified, 1 damaged; repair the index with")


@pytest.mark.parametrize(
    ("lost", "end"),
    [
        ((), "the index was repaired and nothing is lost\n"),
        (("a.html",), "the index was repaired, what is listed as lost comes back with an update\n"),
    ],
)
def test_a_repair_says_what_was_lost(run: Run, library: FakeLibrary, lost: tuple[str, ...], end: str) -> None:
    library.check = CheckReport((Damage("s1", "gone"),), 14, 90, True, lost)
    result = run("check", "--repair")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:] == [f"lost: {source}" for source in lost]
    assert result.stderr.endswith(end)
    assert library.asked[0][1] == {"repair": True}


def test_a_check_in_json_is_the_documented_form(run: Run, library: FakeLibrary) -> None:
    library.check = CheckReport((Damage("s1", "gone"),))
    result = run("check", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    assert json.loads(result.stdout)["damaged"] == [{"file": "s1", "reason": "gone"}]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The pages that were handed to the parser, which knows one page only."""
    pages: list[object] = []

    def parse_answer(page: object) -> object:
        pages.append(page)
        if page == Path("list.html"):
            raise NotAnAnswer("it is a list of questions; save the answer's own page")
        if page == Path("page"):
            raise NotAnAnswer("the page is empty; save it again")
        if page == Path("gone.html"):
            raise ParseError("cannot read 'gone.html': No such file or directory; check the path")
        return ANSWER

    monkeypatch.setattr(law4u_index, "parse_answer", parse_answer, raising=False)
    return pages


def test_one_page_becomes_one_record_to_read(run: Run, parsed: list[object]) -> None:
    output = run("parse", "a.html").stdout
    assert json.loads(output) == ANSWER.to_dict()
    assert output.startswith('{\n  "id": "193"')


def test_several_pages_become_one_record_a_line(run: Run, parsed: list[object]) -> None:
    lines = run("parse", "a.html", "b.html").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [ANSWER.to_dict()] * 2


def test_a_page_on_stdin_is_a_hyphen(run: Run, parsed: list[object]) -> None:
    assert run("parse", "-", input=b"<h1>What?</h1>").exit_code == 0
    assert not isinstance(parsed[0], Path)


def test_a_rejected_page_is_told_and_the_rest_is_printed(run: Run, parsed: list[object]) -> None:
    result = run("parse", "list.html", "a.html", "gone.html")
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert result.stderr == (
        "law4u-index: list.html: it is a list of questions; save the answer's own page\n"
        "law4u-index: cannot read 'gone.html': No such file or directory; check the path\n"
    )


def test_a_rejected_page_is_named_though_its_name_is_a_word_of_the_reason(run: Run, parsed: list[object]) -> None:
    assert run("parse", "page").stderr == "law4u-index: page: the page is empty; save it again\n"
