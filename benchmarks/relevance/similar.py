"""How many of the answers that ``similar`` puts first are about the same problem, and what its signals are worth.

Run it with ``python -m benchmarks.relevance.similar``. ``pairs.tsv`` says of pairs of answers over ``corpus/`` whether
somebody with the one's problem is helped by the other; a pair that is not in it is told, and counts as not similar.

The weights were set on these pairs. What they are worth on answers that had no part in setting them is told by the
last row: the answers are parted in five, those that are similar to one another kept together, and each fifth is
measured with the weights that are best on the other four.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.relevance.collection import CORPUS, HERE
from benchmarks.relevance.page import publish
from law4u_index import AnswerIndex
from law4u_index.search import similar

SHOWN = 3
"""So many of the answers that come first are looked at."""

WEIGHTS = ("PROVISIONS", "ACTS", "TITLE", "AREA")
FACTORS = (0.0, 0.5, 1.0, 2.0)
"""What each weight is tried with, times what it is."""

FOLDS = 5

Pair = frozenset[str]

Precisions = dict[str, tuple[float, int]]
"""By answer: the share of similar ones among the first three, or as many as there are; and how many there are."""


def read_pairs(file: Path) -> dict[Pair, bool]:
    """Return the labelled pairs: whether the two answers are about the same problem.

    Raises:
        ValueError: a pair is labelled twice.
    """
    pairs: dict[Pair, bool] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t")
        next(rows)
        for one, other, label in rows:
            pair = frozenset((one, other))
            if pair in pairs or len(pair) < 2:
                raise ValueError(f"{file.name}: {one} {other} is labelled twice, or is one answer")
            pairs[pair] = label == "1"
    return pairs


def changes() -> Iterator[tuple[str, AbstractContextManager[Any]]]:
    """Yield what is left out and what leaves it out; first nothing."""
    yield "as it is", nullcontext()
    for name, what in (("PROVISIONS", "provisions"), ("ACTS", "Acts"), ("TITLE", "question"), ("AREA", "category")):
        yield f"without the {what}", patch.object(similar, name, 0.0)
    yield "words alone", patch.multiple(similar, PROVISIONS=0.0, ACTS=0.0, TITLE=0.0, AREA=0.0)


def precisions(index: AnswerIndex, pairs: dict[Pair, bool]) -> tuple[Precisions, set[Pair]]:
    """Return how precise what comes first is for each answer that has similar ones, and which pairs have no label."""
    similar_ones = Counter(name for pair, alike in pairs.items() if alike for name in pair)
    found: Precisions = {}
    strange = set()
    for name, count in similar_ones.items():
        first = [frozenset((name, hit.id)) for hit in index.similar(name, limit=SHOWN)]
        strange |= {pair for pair in first if pair not in pairs}
        right = [pairs.get(pair, False) for pair in first[: min(SHOWN, count)]]
        found[name] = float(np.mean(right)), count
    return found, strange


def means(found: Precisions) -> tuple[float, float]:
    """Return the mean precision over the answers with at least :data:`SHOWN` similar ones, and over all."""
    several = [precision for precision, count in found.values() if count >= SHOWN]
    return float(np.mean(several)), float(np.mean([precision for precision, _ in found.values()]))


def families(pairs: dict[Pair, bool]) -> list[set[str]]:
    """Return the answers that are similar to one another by any way round, the largest family first."""
    found: list[set[str]] = []
    for pair in (pair for pair, alike in pairs.items() if alike):
        joined = [family for family in found if family & pair]
        found = [family for family in found if not family & pair] + [set(pair).union(*joined)]
    return sorted(found, key=lambda family: (-len(family), min(family)))


def held_out(tried: list[Precisions], pairs: dict[Pair, bool]) -> Precisions:
    """Return the precision of each answer by the weights that are best on the answers of the other folds.

    Args:
        tried: the precisions by each choice of weights; of equals the first is taken.
        pairs: the labelled pairs.
    """
    folds: list[set[str]] = [set() for _ in range(FOLDS)]
    for family in families(pairs):
        min(folds, key=len).update(family)
    found: Precisions = {}
    for fold in folds:
        others = [{name: one for name, one in some.items() if name not in fold} for some in tried]
        best = max(range(len(tried)), key=lambda number: sum(means(others[number])))
        found |= {name: one for name, one in tried[best].items() if name in fold}
    return found


def tries(index: AnswerIndex, pairs: dict[Pair, bool]) -> Iterator[Precisions]:
    """Yield the precisions by each choice of weights, from the least on."""
    for factors in product(FACTORS, repeat=len(WEIGHTS)):
        weights = {name: getattr(similar, name) * factor for name, factor in zip(WEIGHTS, factors, strict=True)}
        with patch.multiple(similar, **weights):
            yield precisions(index, pairs)[0]


def table(index: AnswerIndex, pairs: dict[Pair, bool]) -> Iterator[str]:
    """Yield the lines of the table: a change a row, and last what weights set without an answer are worth for it."""
    counts = Counter(name for pair, alike in pairs.items() if alike for name in pair)
    several = sum(count >= SHOWN for count in counts.values())
    yield f"| similar | precision@3, three or more similar ({several}) | precision@min(3, similar) ({len(counts)}) |"
    yield "| --- | --- | --- |"
    for name, change in changes():
        with change:
            found, strange = precisions(index, pairs)
        unlabelled = f"; {len(strange)} pairs not labelled" if strange else ""
        yield _row(f"{name}{unlabelled}", found)
    tried = list(tries(index, pairs))
    yield _row("the best weights of all that are tried", max(tried, key=lambda found: sum(means(found))))
    yield _row("each fifth by the best weights of the rest", held_out(tried, pairs))


def _row(name: str, found: Precisions) -> str:
    of_several, of_any = means(found)
    return f"| {name} | {of_several:.3f} | {of_any:.3f} |"


def tables() -> dict[str, list[str]]:
    """Return the lines of the table by its name, over an index of ``corpus/`` made for it."""
    with TemporaryDirectory() as folder, AnswerIndex.open(folder, create=True) as index:
        index.update([CORPUS])
        return {"similar": list(table(index, read_pairs(HERE / "pairs.tsv")))}


if __name__ == "__main__":
    publish(tables(), None)
