"""What the benchmarks print is theirs alone."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks.relevance.collection import ASIDE, HERE, SETS, aside, read_lines
from benchmarks.relevance.word_vectors import tellings
from benchmarks.starting import _run

SAYS = "import sys; print('out'); print('found', file=sys.stderr); sys.exit({})"


def test_what_a_timed_command_says_is_not_among_the_benchmarks_lines(capfd: pytest.CaptureFixture[str]) -> None:
    _run([sys.executable, "-c", SAYS.format(0)])
    assert capfd.readouterr() == ("", "")


def test_a_timed_command_that_fails_is_told_with_its_reason() -> None:
    with pytest.raises(SystemExit, match="failed: found"):
        _run([sys.executable, "-c", SAYS.format(3)])


def test_tellings_are_told_in_words_and_once_and_mean_words_of_the_law() -> None:
    rows = list(tellings())
    said = [telling for telling, _ in rows]
    assert len(rows) > 10_000
    assert len(set(said)) == len(said)
    assert [one for one in said if not 2 <= len(one.split()) <= 30 or one != " ".join(one.lower().split())] == []
    assert [row for row in rows if len(set(row[1])) < len(row[1]) or not all(map(str.strip, row[1]))] == []
    assert [row for row in rows if any(re.search(r"\bsections? \d", meant) for meant in row[1])] == []


@pytest.mark.parametrize("file", [*(HERE / f"{name}.jsonl" for name in SETS), ASIDE / "queries.jsonl"], ids=str)
def test_no_query_that_is_measured_is_learnt_from(file: Path) -> None:
    said = {telling for telling, _ in tellings()}
    asked = {line["id"]: line["text"].lower().strip(" ?.") for line in read_lines(file)}
    assert [name for name, text in asked.items() if text in said] == []


def test_every_question_put_aside_has_an_answer_that_is_there(tmp_path: Path) -> None:
    collection = aside(tmp_path)
    ids = [answer.id for answer in collection.answers]
    assert len(set(ids)) == len(ids)
    assert [query.id for query in collection.queries] == list(collection.grades)
    assert {name for grades in collection.grades.values() for name in grades} <= set(ids)
