"""Every system over one collection: this project's search by words, its peers, and search by meaning."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.relevance.collection import Collection
from benchmarks.relevance.meaning import by_meaning
from benchmarks.relevance.measures import Run, run
from benchmarks.relevance.systems import System, systems
from law4u_index.errors import MeaningUnavailable
from law4u_index.meaning.default import default_encoder


def all_systems(collection: Collection, folder: Path) -> dict[str, System]:
    """Return every system by name; search by meaning too, where the extra ``semantic`` is installed.

    Args:
        collection: what they search.
        folder: where the index of the collection's pages is; where they are no pages, it is built there.
    """
    found = systems(collection, folder)
    try:
        found |= by_meaning(folder, default_encoder())
    except MeaningUnavailable as lacking:
        print(f"without search by meaning: {lacking}", file=sys.stderr)
    return found


def compared(collection: Collection, folder: Path) -> list[Run]:
    """Ask every system every query of a collection; the arguments are those of :func:`all_systems`."""
    return [run(name, system, collection) for name, system in all_systems(collection, folder).items()]
