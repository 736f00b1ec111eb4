"""The documents count the rows of the tables as they are."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from law4u_index.law.sheets import open_sheet

ROOT = Path(__file__).parents[2]


@cache
def rows(table: str) -> list[dict[str, str]]:
    with open_sheet(f"{table}.csv") as lines:
        return list(csv.DictReader(lines))


def of(table: str, column: str, value: str) -> int:
    return sum(row[column] == value for row in rows(table))


def assert_says(document: str, *sentences: str) -> None:
    said = " ".join((ROOT / document).read_text(encoding="utf-8").split())
    lacking = [sentence for sentence in sentences if sentence not in said]
    assert lacking == [], f"a table has another number of rows now; put these into {document}: {lacking}"


def test_the_changelog() -> None:
    parts = sum("(" in row["old"] for row in rows("transitions"))
    assert_says(
        "CHANGELOG.md",
        f"{len(rows('lay_words')):,} lay words and phrases, {len(rows('acronyms')):,} acronyms, ",
        f"{len(rows('hindi')):,} Hindi words in both scripts",
        f"{len(rows('acts')):,} Acts and Rules",
        f"{len(rows('transitions')):,} transitions from the old codes to the new, {parts} of them of sub-sections",
    )


@pytest.mark.parametrize("table", ["acts", "transitions", "known"])
def test_the_page_on_the_law_counts_each_table(table: str) -> None:
    assert_says("docs/law.md", f"| `{table}.csv` | {len(rows(table)):,} |")


def test_the_page_on_the_law_counts_how_sure_transitions_are() -> None:
    certain, uncertain, omitted = (of("transitions", "certainty", one) for one in ("certain", "uncertain", "omitted"))
    assert uncertain == 1  # the page names it
    assert_says("docs/law.md", f"`certain` ({certain:,} rows)", f"`omitted` ({omitted:,} rows)")


def test_the_page_on_words_counts_english_and_hindi() -> None:
    assert_says(
        "docs/words.md",
        f"{of('english_words', 'kind', 'plain'):,} of them in `english_words.csv`",
        f"({of('english_words', 'kind', 'name'):,} of persons, places and firms)",
        f"{len(rows('hindi')):,} words, of which no lawyer",
        f"is dropped from a query in Hindi; {len(rows('hindi_grammar')):,} rows.",
    )


def test_the_page_on_words_counts_each_category() -> None:
    words, short = (Counter(row["category"] for row in rows(table)) for table in ("lay_words", "acronyms"))
    counts = [f"| {name} | {words[name]:,} | {short[name]:,} |" for name in sorted(words)]
    assert_says("docs/words.md", *counts, f"| all | {words.total():,} | {short.total():,} |")
