"""What search by meaning adds to words, by set and kind of query: ``python -m benchmarks.meaning`` prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.engines.ours import build
from benchmarks.relevance import reporting
from benchmarks.relevance.collection import KINDS, SETS, Collection, among, beir, own
from benchmarks.relevance.measures import Run, Values, rows_of, run
from benchmarks.relevance.systems import LIMIT, OURS, System, search_ours
from law4u_index import AnswerIndex
from law4u_index.index.storage import Folder
from law4u_index.meaning.default import default_encoder
from law4u_index.meaning.encoder import Encoder
from law4u_index.search.nearness import Nearness
from law4u_index.search.snapshot import Snapshot

MEASURE = "nDCG@10"


def by_meaning(folder: Path, encoder: Encoder) -> dict[str, System]:
    """Return by name the search by meaning alone and that by both, over the index in a folder; encode what it lacks."""
    index = AnswerIndex.open(folder, encoder=encoder)
    report = index.encode()
    if report.passages:
        print(f"{report.passages} passages encoded in {report.seconds:.0f} s", file=sys.stderr)
    snapshot = Snapshot(Folder(folder))
    answers = Nearness(snapshot, lambda: encoder).answers()

    def meaning(query: str) -> list[str]:
        docs, _ = answers.best(encoder.query(query), LIMIT, None)
        return [snapshot.head(doc)[0] for doc in docs.tolist()]

    def both(query: str) -> list[str]:
        return [hit.id for hit in index.search(query, limit=LIMIT, snippets=False)]

    return {f"{OURS} meaning alone": meaning, f"{OURS} words and meaning": both}


def table(asked: Iterator[tuple[Collection, Path]]) -> Iterator[str]:
    """Yield the lines of a table: a set of queries and a system a row, a kind of query a column.

    Args:
        asked: collections, and where the index of each is, or is built.
    """
    yield f"| {MEASURE} | by | {' | '.join(KINDS)} | all |"
    yield f"|{' --- |' * (len(KINDS) + 3)}"
    for collection, folder in asked:
        if not folder.exists():
            build(folder, collection.answers)
        found = {OURS: search_ours(folder)} | by_meaning(folder, default_encoder())
        runs = [run(name, system, collection) for name, system in found.items()]
        for one in runs:
            cells = [collection.name, one.name.removeprefix(OURS).strip() or "words"]
            cells += [f"{mean:.3f}" for mean in _means(collection, one.values[MEASURE])]
            yield f"| {' | '.join(cells)} |"
        if collection.pages is not None:
            _tell_lacking(collection, runs)


def _means(collection: Collection, values: Values) -> Iterator[float]:
    for kind in KINDS:
        yield float(values[rows_of(kind, collection.queries)].mean())
    yield float(values.mean())


def _tell_lacking(collection: Collection, runs: list[Run]) -> None:
    if left := list(reporting.unjudged(collection, runs)):
        print(reporting.lacking(collection, left), file=sys.stderr)


def tables(texts: Path | None) -> dict[str, list[str]]:
    """Return the lines of the table by its name.

    Args:
        texts: a folder in BEIR's layout: what is chosen by and what only reports are asked among its answers too.
    """

    def asked(folder: Path) -> Iterator[tuple[Collection, Path]]:
        pages, others = folder / "pages", folder / "others"
        for name in SETS:
            yield own((name,), pages), pages
        if texts is not None:
            for name in SETS:
                yield among(own((name,), pages), beir(texts, 1)), others

    with TemporaryDirectory() as folder:
        return {"found": list(table(asked(Path(folder))))}
