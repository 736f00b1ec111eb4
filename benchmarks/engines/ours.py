"""This project's index, built from records and searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.engines.asked import Query, shown
from law4u_index import AnswerIndex
from law4u_index.answer import Answer
from law4u_index.index.analysis import query_terms
from law4u_index.index.commit import commit, write_merged
from law4u_index.index.inversion import Batch
from law4u_index.index.ledger import Ledger
from law4u_index.index.ledger_rows import TICK, Entry
from law4u_index.index.manifest import Manifest
from law4u_index.index.segment import Segment
from law4u_index.index.segment_writer import SegmentWriter
from law4u_index.index.storage import Folder
from law4u_index.search.matching import Planner
from law4u_index.search.query import parse_query
from law4u_index.search.ranking import best
from law4u_index.search.searcher import Request, Searcher
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.syntax import Filter


def build(folder: Path, answers: Iterable[Answer]) -> None:
    """Build an index from records in this one process: what ``update`` does behind the parser, ledger and all.

    Records with a source are entered as read from that file as it is now.
    """
    target = Folder(folder)
    target.make()
    ledger = Ledger()
    parts: list[str] = []
    batch = Batch()

    def flush() -> None:
        nonlocal batch
        name = f"000000-{len(parts):04d}.part"
        with SegmentWriter(target, name) as writer:
            batch.write(writer)
            writer.finish()
        parts.append(name)
        batch = Batch()

    for answer in answers:
        digest = bytes.fromhex(answer.content_hash.removeprefix("sha256:")[:32])
        path, size, modified = f"/answers/{answer.id}.html", 45_000, 0
        if answer.source is not None:
            path = answer.source
            state = Path(path).stat()
            size, modified = state.st_size, state.st_mtime_ns
        batch.add(answer, file=path, modified=modified, digest=digest)
        ledger[path] = Entry(size, modified, digest, seen=modified + 2 * TICK)
        if batch.full:
            flush()
    if len(batch):
        flush()
    segments = [Segment(target.file(name)) for name in parts]
    merged = write_merged(target, "00000001.segment", [(one, np.ones(one.count, bool)) for one in segments])
    commit(target, Manifest(), 2, [merged], ledger)


def text(query: Query) -> str:
    """Return a query as a person types it."""
    if query.kind == "phrase":
        return f'"{" ".join(query.words)}"'
    if query.kind == "all":
        return " AND ".join(query.words)
    mark = {"prefix": "*", "misspelt": "~"}.get(query.kind, "")
    return " ".join([query.words[0] + mark, *query.words[1:]])


def options(query: Query) -> dict[str, Any]:
    """Return a query's further arguments for ``AnswerIndex.search``."""
    return {
        "category": {"category": query.value},
        "provision": {"cites": query.value},
        "newest": {"sort": "newest"},
    }.get(query.kind, {})


class Ours:
    """This project's index.

    Args:
        folder: where it is.
    """

    name = "law4u_index"

    def __init__(self, folder: Path) -> None:
        self.index = AnswerIndex.open(folder)
        self._searcher = Searcher(Snapshot(Folder(folder)))
        self._searcher.vocabulary.near("warm", 1)

    def top(self, query: Query) -> Sequence[Any]:
        """Return the ten best: the answers' numbers in order and their scores."""
        searcher = self._searcher
        if query.kind == "any":
            found = (searcher.snapshot.postings(term) for term in query_terms(" ".join(query.words)))
            docs, scores = best([one for one in found if one is not None], 10)
            order = searcher.ordering.by_keys(-scores, docs)[:10]
            return docs[order], scores[order]
        return self.asked(query)

    def asked(self, query: Query) -> Sequence[Any]:
        """Return the same through the query language, as a user's text goes."""
        searcher = self._searcher
        said = text(query)
        given = options(query)
        filters = tuple(Filter(name, given[name]) for name in ("category", "cites") if name in given)
        plan = Planner(searcher.snapshot, searcher.vocabulary, said, parse_query(said)).plan(filters)
        return searcher._page(plan, Request(sort=given.get("sort", "relevance")))

    def hits(self, query: Query) -> Sequence[tuple[str, str | None, str, str | None, str]]:
        """Search as a user does."""
        return shown(self.index.search(text(query), **options(query)))

    def facets(self, query: Query) -> dict[str, int]:
        """Count by category, without hits and snippets."""
        found = self.index.search(text(query), limit=0, facets=True, snippets=False)
        return dict(found.facets["category"])
