"""What each signal beyond the sum over the words is worth: the tuning half measured without one of them at a time.

Run it with ``python -m benchmarks.relevance.signals``. ``--collection FOLDER`` measures with that BEIR-layout folder's
answers among ours too, and the folder itself, with its second, fourth … questions: the others are reported on.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from benchmarks.engines.ours import build
from benchmarks.relevance.collection import Asked, Collection, to_choose_by
from benchmarks.relevance.measures import Run, run
from benchmarks.relevance.page import publish
from benchmarks.relevance.reporting import by_kind
from benchmarks.relevance.systems import search_ours
from law4u_index.search import refining, searcher, snapshot
from law4u_index.search.plain_words import PlainWords
from law4u_index.search.plan import Plan


def _never(*_: object) -> bool:
    return False


def _always(_plan: Plan) -> bool:
    return True


def _none(_plan: Plan, _total: int) -> None:
    return None


def _in_full(_term: str) -> float:
    return 1.0


def changes() -> Iterator[tuple[str, AbstractContextManager[Any]]]:
    """Yield what is left out and what leaves it out; first nothing."""
    yield "as it is", nullcontext()
    yield "without the second stage", patch.object(searcher, "refines", _never)
    yield "without nearness", patch.object(refining, "NEAR", 0.0)
    yield "without words in the question", patch.object(refining, "TITLE", 0.0)
    yield "without words in the opening", patch.object(refining, "OPENING", 0.0)
    yield "without words that only ask", patch.object(refining, "ASKING", 0.0)
    yield "without likely meanings", patch.object(refining, "MEANT", 0.0)
    yield "without what answers are about", patch.object(refining, "GIST", 0.0)
    yield "without the area of law", patch.object(refining, "AREA", 0.0)
    yield "all words first by what they mean, in sentences too", patch.object(PlainWords, "is_sentence", _never)
    yield "all words first by what they mean, always", patch.object(Plan, "all_words_first", property(_always))
    yield "no words first in sentences", patch.object(Plan, "ahead", _none)
    yield "everyday words in full", patch.object(snapshot, "share_of_rarity", _in_full)
    for count in (16, 32, 128):
        yield f"the best {count} instead of {refining.CANDIDATES}", patch.object(searcher, "CANDIDATES", count)


def measured(collection: Collection) -> list[Run]:
    """Ask every query of a collection with each change."""
    runs = []
    with TemporaryDirectory() as folder:
        build(Path(folder), collection.answers)
        for name, change in changes():
            with change:
                runs.append(run(name, search_ours(Path(folder)), collection))
    return runs


def tables(asked: Iterable[Asked]) -> dict[str, list[str]]:
    """Return the lines of a table of each collection, by name: 'tune signals'."""
    return {
        f"{collection.name} signals": list(by_kind(collection, measured(collection), measure))
        for collection, measure in asked
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.signals", description=__doc__)
    parser.add_argument("--collection", type=Path, metavar="FOLDER", help="measure over this BEIR-layout folder too")
    publish(tables(to_choose_by(parser.parse_args().collection)), None)


if __name__ == "__main__":
    main()
