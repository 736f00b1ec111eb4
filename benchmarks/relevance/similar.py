"""How many of the answers that ``similar`` puts first are about the same problem, and what its signals are worth.

Run it with ``python -m benchmarks.relevance.similar``. ``pairs.tsv`` says of pairs of answers over ``corpus/`` whether
somebody with the one's problem is helped by the other; a pair that is not in it is told, and counts as not similar.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.relevance.collection import CORPUS, HERE
from benchmarks.relevance.page import with_tables
from law4u_index import AnswerIndex
from law4u_index.search import similar

SHOWN = 3
"""So many of the answers that come first are looked at."""

Pair = frozenset[str]


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


def measured(index: AnswerIndex, pairs: dict[Pair, bool]) -> tuple[float, float, set[Pair]]:
    """Return both precisions of what comes first, and the pairs in it that nobody has labelled.

    The first is over the answers that have at least :data:`SHOWN` similar ones. The second is over all that have any,
    and looks at no more than as many as they have.
    """
    similar_ones = Counter(name for pair, alike in pairs.items() if alike for name in pair)
    several, any_at_all = [], []
    strange = set()
    for name, count in similar_ones.items():
        found = [frozenset((name, hit.id)) for hit in index.similar(name, limit=SHOWN)]
        strange |= {pair for pair in found if pair not in pairs}
        right = [pairs.get(pair, False) for pair in found]
        if count >= SHOWN:
            several.append(np.mean(right))
        any_at_all.append(np.mean(right[: min(SHOWN, count)]))
    return float(np.mean(several)), float(np.mean(any_at_all)), strange


def table(index: AnswerIndex, pairs: dict[Pair, bool]) -> Iterator[str]:
    """Yield the lines of the table: a change a row."""
    counts = Counter(name for pair, alike in pairs.items() if alike for name in pair)
    several = sum(count >= SHOWN for count in counts.values())
    yield f"| similar | precision@3, three or more similar ({several}) | precision@min(3, similar) ({len(counts)}) |"
    yield "| --- | --- | --- |"
    for name, change in changes():
        with change:
            of_several, of_any, strange = measured(index, pairs)
        unlabelled = f"; {len(strange)} pairs not labelled" if strange else ""
        yield f"| {name}{unlabelled} | {of_several:.3f} | {of_any:.3f} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.similar", description=__doc__)
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the table into this page, where it quotes it")
    arguments = parser.parse_args()
    pairs = read_pairs(HERE / "pairs.tsv")
    with TemporaryDirectory() as folder, AnswerIndex.open(folder, create=True) as index:
        index.update([CORPUS])
        lines = list(table(index, pairs))
    print(*lines, sep="\n")
    if arguments.page is not None:
        page = arguments.page.read_text(encoding="utf-8")
        arguments.page.write_text(with_tables(page, {"similar": lines}), encoding="utf-8")


if __name__ == "__main__":
    main()
