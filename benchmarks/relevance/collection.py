"""Judged queries over a collection of answers: this project's own over ``corpus/``, or a folder in BEIR's layout."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from law4u_index import AnswerIndex
from law4u_index.answer import Answer

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
ASIDE = HERE / "aside"
SETS = ("tune", "report", "blind")
"""``tune`` may be looked at while ranking is worked on, ``report`` and ``blind`` only to report (docs/relevance.md)."""

KINDS = ("question", "short", "misspelt", "hinglish", "devanagari", "provision", "situation")
GRADES = (0, 1, 2, 3)

Grades = dict[str, dict[str, int]]
"""By query's id and answer's id: 3 answers it, 2 answers much of it, 1 touches it, 0 does not."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types.

    Attributes:
        id: its id in the judgements.
        text: as typed.
        kind: one of :data:`KINDS`; 'all' in a collection that tells no kinds.
    """

    id: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Queries, the answers to be found, and who judged what.

    Attributes:
        name: for headings.
        answers: what is searched.
        queries: what is asked, in the file's order.
        grades: the judgements.
        helpful: the least grade that counts as found, for the reciprocal rank and for recall.
        pages: the folder of pages that the answers come from; None where they are no pages.
    """

    name: str
    answers: tuple[Answer, ...]
    queries: tuple[Query, ...]
    grades: Grades
    helpful: int
    pages: Path | None = None


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_queries(name: str) -> tuple[Query, ...]:
    """Return the queries of one set.

    Raises:
        ValueError: a kind is none of :data:`KINDS`, or an id comes twice.
    """
    queries = tuple(Query(**line) for line in read_lines(HERE / f"{name}.jsonl"))
    odd = {query.kind for query in queries} - set(KINDS)
    if odd or len({query.id for query in queries}) < len(queries):
        raise ValueError(f"{name}.jsonl: unknown kinds {sorted(odd)} or an id that comes twice")
    return queries


def read_grades(file: Path) -> Grades:
    """Return the judgements of a table of query, answer and grade, separated by tabs, below one line of headings.

    Raises:
        ValueError: a pair is judged twice, or a grade is none of :data:`GRADES`.
    """
    grades: Grades = {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t")
        next(rows)
        for query, answer, grade in rows:
            of_query = grades.setdefault(query, {})
            if answer in of_query or int(grade) not in GRADES:
                raise ValueError(f"{file.name}: {query} {answer} is judged twice, or {grade} is no grade")
            of_query[answer] = int(grade)
    return grades


def own(sets: tuple[str, ...], folder: Path) -> Collection:
    """Return the queries of these sets over ``corpus/``, whose pages are indexed in `folder`."""
    with AnswerIndex.open(folder, create=True) as index:
        index.update([CORPUS])
        answers = tuple(index)
    queries = tuple(query for name in sets for query in read_queries(name))
    return Collection(" and ".join(sets), answers, queries, read_grades(HERE / "qrels.tsv"), 2, CORPUS)


def aside(folder: Path) -> Collection:
    """Return the questions that were put aside, over the answers of their writers and of ``corpus/``.

    Two language models that wrote lay rows wrote these answers first, then questions on them, and put half of the
    questions aside: neither they nor anybody else has looked at a single one of these since. Each has its own answer as
    the right one, and that of ``corpus/`` on the same matter where there is one.

    Args:
        folder: where the pages of ``corpus/`` are indexed.
    """
    answers = own((), folder).answers + tuple(Answer.from_dict(line) for line in read_lines(ASIDE / "answers.jsonl"))
    queries = tuple(Query(**line) for line in read_lines(ASIDE / "queries.jsonl"))
    return Collection("aside", answers, queries, read_grades(ASIDE / "qrels.tsv"), 2)


def beir(folder: Path, every: int) -> Collection:
    """Return the collection in a folder with ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv``.

    Args:
        folder: where it is.
        every: take one query of so many.
    """
    answers = tuple(
        Answer(
            id=line["_id"],
            question=line.get("title", ""),
            summary=line["text"],
            content_hash="sha256:" + sha256(line["text"].encode()).hexdigest(),
        )
        for line in read_lines(folder / "corpus.jsonl")
    )
    queries = tuple(Query(line["_id"], line["text"], "all") for line in read_lines(folder / "queries.jsonl"))
    return Collection(folder.name, answers, queries[::every], read_grades(folder / "qrels.tsv"), 1)


def among(collection: Collection, others: Collection) -> Collection:
    """Return a collection with the answers of another among its own: harder to find, and none of them judged."""
    name = f"{collection.name} among {others.name}"
    return replace(collection, name=name, answers=collection.answers + others.answers, pages=None)


Asked = tuple[Collection, str]
"""A collection, and the measure that tells most of it."""


def to_choose_by(texts: Path | None) -> Iterator[Asked]:
    """Yield what a setting may be chosen by: the half for tuning, and where texts are given more than that.

    Args:
        texts: a folder in BEIR's layout: the half for tuning is asked among its answers too, and its own second,
            fourth … questions: the others are reported on. Before it come the questions that were put aside.
    """
    with TemporaryDirectory() as folder:
        tuning = own(("tune",), Path(folder))
        unseen = aside(Path(folder))
    yield tuning, "nDCG@10"
    if texts is not None:
        yield unseen, "MRR@10"
        others = beir(texts, 1)
        yield among(tuning, others), "nDCG@10"
        yield replace(others, queries=others.queries[1::2]), "MRR@10"
