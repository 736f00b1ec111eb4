"""The surface that others script against: names, signatures, keys. A change here is a change for them."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import law4u_index
from law4u_index import (
    Advocate,
    Answer,
    AnswerIndex,
    Citation,
    Example,
    Hit,
    IndexDamaged,
    IndexLocked,
    IndexNotFound,
    Law4uIndexError,
    Link,
    NotAnAnswer,
    ParseError,
    QueryError,
    SearchResults,
    Section,
    Snippet,
    UpdateReport,
    parse_answer,
)
from law4u_index.answer import KINDS
from law4u_index.cli import program
from law4u_index.index.reports import CheckReport, Damage, IndexStats, Rejection
from tests.pagemaker import MARKUPS, load_samples, make_page

RECORDS = (Answer, Section, Example, Advocate, Link, Citation, Hit, Snippet, SearchResults, UpdateReport)

COMMANDS = {
    "update": "--prune --rebuild --checksum --dry-run --jobs --format text json",
    "search": "-n --limit --offset --category --cites --kind --advocate --sort --facets --format "
    "text json jsonl csv markdown",
    "show": "--format text json markdown html",
    "similar": "-n --format text json jsonl csv markdown",
    "parse": "",
    "stats": "--format text json",
    "check": "--repair --format text json",
    "suggest": "-n --format text json",
    "law": "--act --format text json",
    "backup": "",
    "restore": "",
}
"""Options and formats of each command that people script against."""

FULL = Answer(
    id="193",
    question="What Is Anticipatory Bail?",
    url="https://law4u.in/top-answer/193/what-is-anticipatory-bail",
    category="Criminal Law",
    author="law4u team",
    summary="A court may order bail before arrest.",
    sections=(Section("Legal Provision", "legal-framework", 1, "Section 438 of the CrPC.", ("An item",)),),
    example=Example("A fears arrest.", ("Ask the court.",)),
    advocates=(Advocate("Example Name", ("Breach of Contract", "Family")),),
    related=(Link("What Is Bail?", "https://law4u.in/top-answer/194/what-is-bail"),),
    citations=(Citation("crpc-1973/s/438", "Section 438 of the CrPC"),),
    published="2025-01-31",
    content_hash="sha256:00",
    source="corpus/193.html",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two pages, one that is broken, and the index of them."""
    return tmp_path_factory.mktemp("contract")


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[AnswerIndex]:
    """The index in that folder."""
    for sample in load_samples()[:2]:
        (folder / f"{sample.answer.id}.html").write_bytes(make_page(sample, MARKUPS[0]).data)
    (folder / "broken.html").write_bytes(b"")
    with AnswerIndex.open(folder / "law4u.index", create=True) as index:
        index.update([folder], jobs=1)
        yield index


def test_every_name_can_be_imported_and_no_other_is_public() -> None:
    names = {record.__name__ for record in RECORDS} | {"AnswerIndex", "parse_answer", "Law4uIndexError", "ParseError"}
    names |= {"NotAnAnswer", "QueryError", "IndexLocked", "IndexDamaged", "IndexNotFound"}
    assert names <= set(law4u_index.__all__)
    assert all(getattr(law4u_index, name) is not None for name in law4u_index.__all__)


def test_a_shell_lists_the_public_names_before_they_are_used() -> None:
    words = [sys.executable, "-c", "import law4u_index; print(set(law4u_index.__all__) - set(dir(law4u_index)))"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "set()\n"
    with pytest.raises(AttributeError, match="no attribute 'Whatever'"):
        _ = law4u_index.Whatever


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_is_a_frozen_dataclass(record: Any) -> None:
    assert dataclasses.fields(record)
    assert record.__dataclass_params__.frozen


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        FULL.question = "Another?"  # type: ignore[misc]


def test_every_error_has_one_base() -> None:
    tree = {
        ParseError: Law4uIndexError,
        NotAnAnswer: ParseError,
        QueryError: Law4uIndexError,
        IndexLocked: Law4uIndexError,
        IndexDamaged: Law4uIndexError,
        IndexNotFound: Law4uIndexError,
        Law4uIndexError: Exception,
    }
    assert {error: error.__base__ for error in tree} == tree


def parameters(function: Any) -> dict[str, tuple[Any, bool]]:
    """The parameters of a method behind `self`: their defaults, and whether they go by name only."""
    return {
        name: (parameter.default, parameter.kind is parameter.KEYWORD_ONLY)
        for name, parameter in inspect.signature(function).parameters.items()
        if name not in ("self", "cls")
    }


NO_DEFAULT = inspect.Parameter.empty


def test_a_search_takes_what_it_always_took() -> None:
    assert (
        parameters(AnswerIndex.search).items()
        >= {
            "query": (NO_DEFAULT, False),
            "limit": (10, True),
            "offset": (0, True),
            "category": (None, True),
            "cites": (None, True),
            "kind": (None, True),
            "advocate": (None, True),
            "sort": ("relevance", True),
            "facets": (False, True),
            "snippets": (True, True),
        }.items()
    )


def test_an_update_takes_what_it_always_took() -> None:
    assert (
        parameters(AnswerIndex.update).items()
        >= {
            "paths": (NO_DEFAULT, False),
            "prune": (False, True),
            "rebuild": (False, True),
            "checksum": (False, True),
            "dry_run": (False, True),
            "jobs": (None, True),
            "progress": (None, True),
        }.items()
    )


def test_the_other_calls_take_what_they_always_took() -> None:
    assert parameters(AnswerIndex.open) == {
        "path": (NO_DEFAULT, False),
        "create": (False, True),
        "encoder": (None, True),
    }
    assert parameters(AnswerIndex.get) == {"answer_id": (NO_DEFAULT, False)}
    assert list(parameters(AnswerIndex.similar)) == ["answer_id", "limit"]
    assert "url" in parameters(parse_answer)


def test_a_page_becomes_an_answer(tmp_path: Path) -> None:
    sample = load_samples()[0]
    data = make_page(sample, MARKUPS[0]).data
    (tmp_path / "page.html").write_bytes(data)
    read = [parse_answer(page, url=FULL.url) for page in (data, data.decode(), tmp_path / "page.html")]
    assert {answer.question for answer in read} == {sample.answer.question}
    assert {answer.content_hash for answer in read} == {read[0].content_hash}


def test_the_record_as_json_has_its_keys_and_comes_back_the_same() -> None:
    data = FULL.to_dict()
    assert list(data) == [
        "id", "url", "question", "category", "author", "summary", "sections", "example", "advocates", "related",
        "citations", "published", "content_hash", "source",
    ]  # fmt: skip
    assert data["sections"][0].keys() == {"heading", "kind", "level", "text", "items", "ordered", "sections"}
    assert data["example"] == {"scenario": "A fears arrest.", "steps": ["Ask the court."]}
    assert data["advocates"] == [
        {"name": "Example Name", "practice_areas": ["Breach of Contract", "Family"], "url": None}
    ]
    assert data["related"][0].keys() == {"question", "url"}
    assert data["citations"] == [{"id": "crpc-1973/s/438", "text": "Section 438 of the CrPC"}]
    assert Answer.from_dict(json.loads(json.dumps(data))) == FULL


def test_what_a_page_does_not_say_is_null_or_empty() -> None:
    data = Answer("1", "Q?").to_dict()
    absent = {"url", "category", "author", "example", "published", "source"}
    assert {name for name, value in data.items() if value is None} == absent
    assert {name for name, value in data.items() if value == []} == {"sections", "advocates", "related", "citations"}


def test_a_section_is_of_one_of_these_kinds() -> None:
    assert set(KINDS) == {
        "overview", "key-points", "challenges", "legal-framework", "procedure", "penalties", "remedies", "tips",
        "example", "summary", "other",
    }  # fmt: skip


def test_results_as_json_have_their_keys(index: AnswerIndex) -> None:
    question = next(iter(index)).question
    data = json.loads(json.dumps(index.search(question, facets=True).to_dict()))
    assert data.keys() >= {"query", "corrected", "total", "offset", "took_ms", "hits", "facets"}
    hit = data["hits"][0]
    assert hit.keys() >= {"rank", "id", "url", "question", "category", "score", "snippets"}
    assert hit["snippets"][0].keys() == {"section", "text", "highlights"}
    assert all(isinstance(edge, int) for highlight in hit["snippets"][0]["highlights"] for edge in highlight)
    (name, count), *_ = data["facets"]["category"]
    assert (type(name), type(count)) == (str, int)
    assert data["took_ms"] > 0


def test_results_are_a_sequence_of_hits(index: AnswerIndex) -> None:
    results = index.search("")
    assert isinstance(results, SearchResults)
    assert [hit.rank for hit in results] == [1, 2]
    assert (len(results), results[0], results.total) == (2, next(iter(results)), 2)
    assert (results.corrected, results.facets, results.offset, results.query) == (None, {}, 0, "")
    assert SearchResults("bail", ()).total == 0


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_results_can_be_sent_to_another_process(index: AnswerIndex, again: Callable[[Any], Any]) -> None:
    results = index.search("how is a answer to the question", facets=True)
    sent = again(results)
    assert (sent, sent.total) == (results, results.total)
    assert sent.to_dict() == results.to_dict()


def test_an_update_reports_what_it_did(tmp_path: Path) -> None:
    (tmp_path / "broken.html").write_bytes(b"")
    with AnswerIndex.open(tmp_path / "i", create=True) as index:
        report = index.update([tmp_path / "broken.html"], jobs=1)
    assert (report.added, report.updated, report.unchanged, report.removed) == ((), (), 0, ())
    (rejected,) = report.rejected
    assert (Path(rejected.source).name, bool(rejected.reason)) == ("broken.html", True)
    data = report.to_dict()
    assert data.keys() >= {"added", "updated", "unchanged", "removed", "rejected", "seconds"}
    assert data["rejected"] == [{"source": rejected.source, "reason": rejected.reason}]
    assert (data["added"], type(data["seconds"])) == (0, float)


def test_reports_as_json_have_their_keys(index: AnswerIndex) -> None:
    stats = index.stats().to_dict()
    assert stats.keys() == {"answers", "categories", "acts", "bytes", "format", "version", "updated", "meaning"}
    assert (stats["answers"], stats["format"]) == (2, 1)
    check = index.check().to_dict()
    assert check.keys() >= {"ok", "damaged"}
    assert (check["ok"], check["damaged"]) == (True, [])
    damaged = CheckReport((Damage("a.segment", "it is cut short"),)).to_dict()
    assert (damaged["ok"], damaged["damaged"]) == (False, [{"file": "a.segment", "reason": "it is cut short"}])
    assert UpdateReport(rejected=(Rejection("a", "b"),)).to_dict()["rejected"] == [{"source": "a", "reason": "b"}]
    assert IndexStats(1, {"Tax": 1}, {}, 2, 1, "0.1.0", "").to_dict()["bytes"] == 2


def test_a_query_error_points_at_the_place(index: AnswerIndex) -> None:
    with pytest.raises(QueryError) as raised:
        index.search('the "legal notice')
    assert (raised.value.query, raised.value.position) == ('the "legal notice', 4)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_options_and_formats(name: str) -> None:
    options = {option: param for param in program.commands[name].params for option in param.opts}
    assert options.keys() >= {option for option in COMMANDS[name].split() if option.startswith("-")}
    formats = [word for word in COMMANDS[name].split() if not word.startswith("-")]
    if formats:
        (choice,) = [param.type for option, param in options.items() if option == "--format"]
        assert isinstance(choice, click.Choice)
        assert set(choice.choices) >= set(formats)


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("status", "words"),
    [
        (0, "search zzzz"),
        (0, "search deposit --format jsonl"),
        (0, "check"),
        (1, "update PAGES"),
        (1, "parse PAGES/broken.html"),
        (2, "search --colour"),
        (2, "search (deposit"),
        (2, "search deposit --cites moon"),
        (2, "show 999999"),
        (2, "similar 999999"),
        (2, "law moon"),
        (3, "--index PAGES/none stats"),
        (3, "--index PAGES/broken.html search deposit"),
    ],
)
def test_a_call_ends_with_its_status_and_an_error_is_one_line(folder: Path, status: int, words: str) -> None:
    call = [word.replace("PAGES", str(folder)) for word in words.split()]
    result = CliRunner().invoke(program, ["--index", str(folder / "law4u.index"), *call])
    assert result.exit_code == status
    if status > 1:
        assert result.stdout == ""
        assert re.fullmatch(r"law4u-index: [^\n]+; [^\n]+\n", result.stderr)


def test_the_package_can_be_run_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "law4u_index", "--help"], capture_output=True, text=True, check=True, timeout=60
    )
    assert "search" in done.stdout
    assert importlib.import_module("law4u_index.cli").main
