"""What each constant of the score is worth: the tuning half measured with one of them changed at a time.

Run it with ``python -m benchmarks.relevance.weights``. The index is built anew for each row. ``--collection FOLDER``
measures with that BEIR-layout folder's answers among ours too, and the folder itself, with its second, fourth …
questions: the others are reported on.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np

from benchmarks.engines.ours import build
from benchmarks.relevance.collection import Asked, Collection, to_choose_by
from benchmarks.relevance.measures import Run, run
from benchmarks.relevance.page import publish
from benchmarks.relevance.reporting import by_kind
from benchmarks.relevance.systems import search_ours
from law4u_index.index import inversion
from law4u_index.index.schema import FIELDS, K1, Field

FACTORS = (0.5, 2.0)
"""By how much a constant is changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One setting of the score's constants.

    Attributes:
        name: what differs from the package's own.
        k1: how fast further occurrences count for less.
        fields: weights and length constants.
    """

    name: str
    k1: float
    fields: tuple[Field, ...]


def changes() -> Iterator[Change]:
    """Yield the constants as they are, then with one of them changed."""
    yield Change("as it is", K1, FIELDS)
    for factor in FACTORS:
        yield Change(f"K1 {K1 * factor:g}", K1 * factor, FIELDS)
    for field in FIELDS:
        for factor in FACTORS:
            other = field._replace(weight=field.weight * factor)
            yield Change(f"{field.name}: weight {other.weight:g}", K1, _with(other))
        for b in (0.0, 0.9):
            if b != field.b:
                yield Change(f"{field.name}: b {b:g}", K1, _with(field._replace(b=b)))


def _with(other: Field) -> tuple[Field, ...]:
    return tuple(other if field.name == other.name else field for field in FIELDS)


def measured(change: Change, collection: Collection) -> Run:
    """Build an index with these constants, and ask it every query."""
    with (
        TemporaryDirectory() as folder,
        patch.object(inversion, "K1", change.k1),
        patch.object(inversion, "_WEIGHTS", np.array([field.weight for field in change.fields])),
        patch.object(inversion, "_B", np.array([field.b for field in change.fields])),
    ):
        build(Path(folder), collection.answers)
        return run(change.name, search_ours(Path(folder)), collection)


def tables(asked: Iterable[Asked]) -> dict[str, list[str]]:
    """Return the lines of a table of each collection, by name: 'tune weights'."""
    return {
        f"{collection.name} weights": list(
            by_kind(collection, [measured(change, collection) for change in changes()], measure)
        )
        for collection, measure in asked
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.weights", description=__doc__)
    parser.add_argument("--collection", type=Path, metavar="FOLDER", help="measure over this BEIR-layout folder too")
    publish(tables(to_choose_by(parser.parse_args().collection)), None)


if __name__ == "__main__":
    main()
