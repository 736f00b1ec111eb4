"""Print how often the answer to an official question comes first, asked in English and in Hindi.

``python -m benchmarks.relevance.faq FILE…`` reads questions and answers from the workbooks of MILPaC (Mahapatra, Datta
and others, 'MILPaC: A Novel Benchmark for Evaluating Translation of Legal Text to Indian Languages', 2025; CC BY-NC-SA
4.0, not part of this project): ``MILPaC_IP_dataset.xlsx`` and ``MILPaC_CCI_FAQ_dataset.xlsx``. The answers are searched
in English, without their questions; needs ``pip install -e .[bench,semantic]``. The odd ones (the first, the third
and so on) may be looked at while ranking is worked on: how words and meaning are summed was chosen by them alone.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from openpyxl import load_workbook

from benchmarks.relevance.collection import Collection, Query
from benchmarks.relevance.comparing import all_systems
from benchmarks.relevance.measures import Run, run
from benchmarks.relevance.page import publish
from law4u_index.answer import Answer

MEASURE = "MRR@10"
LANGUAGES = {"English": "EN", "Hindi": "HI"}

WORDS = 100
"""A question is asked with its first so many words: one of them is a page long."""

_ID = re.compile(r"([QA])_?(.+)")
_COLUMNS = ("id", "src_lang", "src", "tgt_lang", "tgt")

Texts = dict[tuple[str, str], str]
"""By language and id, what is said: 'EN', 'Q7' is the seventh question."""


def read_texts(file: Path) -> Texts:
    """Return the texts of a workbook in the languages that are measured.

    Raises:
        ValueError: it has not the columns of MILPaC.
    """
    rows = load_workbook(file, read_only=True).worksheets[0].iter_rows(values_only=True)
    head = list(next(rows))
    if not set(_COLUMNS) <= set(head):
        raise ValueError(f"{file.name} has no columns {', '.join(_COLUMNS)}")
    texts: Texts = {}
    for row in rows:
        name, language, text, other, translated = (str(row[head.index(column)]).strip() for column in _COLUMNS)
        if other in LANGUAGES.values():
            texts[language, name] = text
            texts[other, name] = translated
    return texts


def collections(name: str, texts: Texts) -> dict[str, Collection]:
    """Return by language the questions in it, over the same answers in English.

    Args:
        name: of the file, for ids.
        texts: what :func:`read_texts` returned.
    """
    said = {(language, *found.groups()): text for (language, one), text in texts.items() if (found := _ID.match(one))}
    numbers = [number for language, sort, number in said if (language, sort) == ("EN", "A")]
    pairs = [number for number in numbers if ("EN", "Q", number) in said]
    answers = tuple(_answer(f"{name}-{number}", said["EN", "A", number]) for number in pairs)
    grades = {f"{name}-{number}": {f"{name}-{number}": 3} for number in pairs}
    return {
        label: Collection(
            label,
            answers,
            tuple(
                Query(f"{name}-{number}", " ".join(said[language, "Q", number].split()[:WORDS]), "all")
                for number in pairs
                if (language, "Q", number) in said
            ),
            grades,
            2,
        )
        for label, language in LANGUAGES.items()
    }


def _answer(name: str, text: str) -> Answer:
    return Answer(id=name, question="", summary=text, content_hash="sha256:" + sha256(text.encode()).hexdigest())


def together(parts: Sequence[Collection]) -> Collection:
    """Return the questions and answers of several collections as one."""
    return Collection(
        parts[0].name,
        tuple(answer for part in parts for answer in part.answers),
        tuple(query for part in parts for query in part.queries),
        {query: grades for part in parts for query, grades in part.grades.items()},
        parts[0].helpful,
    )


def table(asked: Sequence[Collection], runs: Sequence[Sequence[Run]]) -> Iterator[str]:
    """Yield the lines of a table: a system a row, a language three columns: all its questions, then every other one."""
    columns = [(one.name, name, half) for one in asked for name, half in _halves(len(one.queries)).items()]
    yield f"| {MEASURE} | {' | '.join(f'{language}, {name} ({half.sum()})' for language, name, half in columns)} |"
    yield f"| --- |{' --- |' * len(columns)}"
    for same in zip(*runs, strict=True):
        means = [one.mean(MEASURE, half) for one in same for half in _halves(len(one.values[MEASURE])).values()]
        yield f"| {same[0].name} | {' | '.join(f'{mean:.3f}' for mean in means)} |"


def _halves(count: int) -> dict[str, npt.NDArray[np.bool_]]:
    """Return by name which of so many questions are all, those that may be looked at, and those that only report."""
    odd = np.arange(count) % 2 == 0  # the first is number one
    return {"all": np.ones(count, bool), "odd": odd, "even": ~odd}


def tables(files: Iterable[Path]) -> dict[str, list[str]]:
    """Return the lines of the table by its name."""
    parts = [collections(file.stem, read_texts(file)) for file in files]
    asked = [together([part[label] for part in parts]) for label in LANGUAGES]
    with TemporaryDirectory() as folder:
        found = all_systems(asked[0], Path(folder))
        runs = [[run(name, system, one) for name, system in found.items()] for one in asked]
    return {"faq": list(table(asked, runs))}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.faq", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a workbook of MILPaC with questions")
    publish(tables(parser.parse_args().files), None)


if __name__ == "__main__":
    main()
