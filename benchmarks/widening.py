"""Print what the law and the words that people use cost a search: ``python -m benchmarks.widening``.

The queries are those of ``benchmarks/relevance`` (``tune.jsonl``), over ``corpus/``. *Told* is the time until it is
known what a query that was read already may mean: provisions, spelling, what is asked for, widening, hints, topics.
*Search* is what a whole search takes longer than with ``literal=True``: longer lists are ranked too, and more is found;
below, where that is, step by step, as means over the queries. Times are of the process (CPU), each the best of several
rounds; those of the steps by the clock. *First* is what the first search of a new process takes longer than its second,
where the modules are loaded and the same was searched for literally before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import numpy as np

from law4u_index import AnswerIndex
from law4u_index.index.analysis import tokens
from law4u_index.law import query_provisions
from law4u_index.search import matching, plain_words, refining, searcher
from law4u_index.search.correcting import corrections
from law4u_index.search.hints import Hinter, hinter, hints
from law4u_index.search.intent import asking
from law4u_index.search.query import parse_query
from law4u_index.search.topics import topics
from law4u_index.search.widening import Widener, widener

ROOT = Path(__file__).parents[1]
ROUNDS = 9
FIRST = ("boss sacked me overnight", "pati marta hai", "बिजली का बिल", "ipc 420", "resitution of conjugal rihgts")
"""Queries whose first search in a process is measured: lay words, Hindi in both scripts, a provision, misspelt."""

STEPS: tuple[tuple[str, tuple[tuple[Any, str], ...]], ...] = (
    ("reading the query", ((searcher, "parse_query"),)),
    ("spelling", ((searcher, "corrections"),)),
    ("provisions", ((matching, "query_provisions"), (matching.Planner, "_provision"))),
    ("what is asked for", ((plain_words, "asking"),)),
    ("widening", ((Widener, "widen"),)),
    ("hints and topics", ((Hinter, "held"), (matching, "hints"), (matching, "topics"))),
    ("lists of meanings", ((matching, "meant_by"), (matching, "as_one_word"))),
    ("planning", ((matching.Planner, "plan"),)),
    ("first stage", ((searcher, "best"),)),
    ("second: words", ((refining, "_by_words"),)),
    ("second: meanings", ((refining, "_by_meanings"),)),
    ("second: what it is about", ((matching, "sum_of"), (refining, "_by_gist"))),
    ("second: the rest", ((searcher, "refined"),)),
    ("why it was found", ((searcher, "_ways"),)),
    ("the hits", ((searcher.Searcher, "_hits"),)),
    ("the rest", ((searcher.Searcher, "search"),)),
)
"""The steps of a search, each with what does it: what it calls that is a step of its own is not counted."""

_NEW_PROCESS = """
import sys
from time import process_time
from law4u_index import AnswerIndex
with AnswerIndex.open(sys.argv[1]) as index:
    index.search(sys.argv[2], literal=True, snippets=False)
    index.search("landlord deposit", literal=True, snippets=False)
    started = process_time()
    index.search(sys.argv[2], snippets=False)
    between = process_time()
    index.search(sys.argv[2], snippets=False)
    print(1000 * (2 * between - started - process_time()))
"""


def best_of(run: Callable[[], object]) -> float:
    """Return the fewest milliseconds of CPU that `run` took."""
    spent = []
    for _ in range(ROUNDS):
        started = process_time()
        run()
        spent.append(process_time() - started)
    return 1000 * min(spent)


def told(index: AnswerIndex, query: str) -> Callable[[], object]:
    """Return what tells what a query's words may mean."""
    searcher = index._searcher()
    snapshot, vocabulary = searcher.snapshot, searcher.vocabulary
    tree, said = parse_query(query), list(tokens(query))
    texts, terms = [token.text for token in said], [token.term for token in said]

    def run() -> None:
        query_provisions(query)
        corrections(query, tree, snapshot, vocabulary)
        asking(said)
        widener().widen(texts, snapshot.has)
        held = hinter().held(terms)
        hints(held, snapshot.has)
        topics(held, snapshot.has)

    return run


class Steps:
    """Clocks the steps of searches, each without those within it.

    Attributes:
        spent: the seconds that each step took so far.
    """

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._within = [0.0]  # what steps took within each of those that are not through

    @contextmanager
    def clocked(self) -> Iterator[None]:
        """Clock what :data:`STEPS` names."""
        with ExitStack() as stack:
            for step, places in STEPS:
                for owner, name in places:
                    stack.enter_context(patch.object(owner, name, self._timed(step, getattr(owner, name))))
            yield

    def _timed(self, step: str, does: Callable[..., object]) -> Callable[..., object]:
        @wraps(does)
        def timed(*arguments: Any, **options: Any) -> object:
            self._within.append(0.0)
            started = perf_counter()
            try:
                return does(*arguments, **options)
            finally:
                took = perf_counter() - started
                self.spent[step] += took - self._within.pop()
                self._within[-1] += took

        return timed


def steps(search: Callable[..., object], queries: Sequence[str], **options: bool) -> dict[str, float]:
    """Return the milliseconds that each step of a search takes, as the mean over queries of their best of several."""
    clock = Steps()
    total = dict.fromkeys([step for step, _ in STEPS], 0.0)
    with clock.clocked():
        for query in queries:
            rounds = []
            for _ in range(ROUNDS):
                clock.spent.clear()
                search(query, **options)
                rounds.append(dict(clock.spent))
            for step in total:
                total[step] += min(spent.get(step, 0.0) for spent in rounds)
    return {step: 1000 * spent / len(queries) for step, spent in total.items()}


def first(folder: Path, query: str) -> float:
    """Return the milliseconds that the first search of a process takes longer than its second, the best of several."""
    call = [sys.executable, "-c", _NEW_PROCESS, str(folder), query]
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    runs = (subprocess.run(call, env=surroundings, capture_output=True, text=True, check=True) for _ in range(ROUNDS))
    return min(float(run.stdout) for run in runs)


def main() -> None:
    """Print the table."""
    lines = (ROOT / "benchmarks" / "relevance" / "tune.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line)["text"] for line in lines]
    with TemporaryDirectory() as name:
        folder = Path(name) / "index"
        with AnswerIndex.open(folder, create=True) as index:
            index.update([ROOT / "corpus"])
        with AnswerIndex.open(folder) as index:
            started = perf_counter()
            columns = {
                "told": [best_of(told(index, query)) for query in queries],
                "search": [
                    best_of(partial(index.search, query, snippets=False))
                    - best_of(partial(index.search, query, snippets=False, literal=True))
                    for query in queries
                ],
            }
            whole = steps(index.search, queries, snippets=False)
            literal = steps(index.search, queries, snippets=False, literal=True)
            print(f"{len(queries)} queries, {ROUNDS} rounds, {perf_counter() - started:.0f} s\n")
        for label, values in columns.items():
            median, most = np.quantile(values, [0.5, 0.95])
            print(f"{label:7} median {median:.3f} ms, p95 {most:.3f} ms, most {max(values):.3f} ms")
        print()
        for step, spent in whole.items():
            print(
                f"{step:18} {spent:.3f} ms, literally {literal[step]:.3f} ms, longer by {spent - literal[step]:.3f} ms"
            )
        print()
        for query in FIRST:
            print(f"first   {first(folder, query):.2f} ms  {query}")


if __name__ == "__main__":
    main()
