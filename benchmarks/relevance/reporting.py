"""The tables: every system by kind of query, what it is worth against each peer, the worst queries, the pool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.relevance.collection import KINDS, Collection
from benchmarks.relevance.measures import MEASURES, Run, chance, rows_of
from benchmarks.relevance.systems import OURS, PEERS

SHOWN = 3
"""So many of the answers that came first are shown for a query that went wrong."""


def better(runs: Sequence[Run], peer: str) -> Run:
    """Return the better of a peer's two set-ups, by the measure that counts: its nDCG, or where equal its MRR."""
    both = [run for run in runs if run.name in (f"{peer} plain", f"{peer} title")]
    return max(both, key=lambda run: (run.mean("nDCG@10"), run.mean("MRR@10")))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _likely(chance: float) -> str:
    return "p < 0.0001" if chance < 0.0001 else f"p = {chance:.4f}"


def by_kind(collection: Collection, runs: Sequence[Run], measure: str) -> Iterator[str]:
    """Yield the lines of a table: a system a row, a kind of query a column."""
    kinds = [kind for kind in KINDS if any(query.kind == kind for query in collection.queries)]
    rows = {kind: rows_of(kind, collection.queries) for kind in kinds}
    head = [measure, *(f"{kind} ({rows[kind].sum()})" for kind in kinds), f"all ({len(collection.queries)})"]
    yield from _table(
        head,
        (
            [run.name, *(f"{run.mean(measure, rows[kind]):.3f}" for kind in kinds), f"{run.mean(measure):.3f}"]
            for run in runs
        ),
    )


def against_peers(runs: Sequence[Run]) -> Iterator[str]:
    """Yield the lines of a table: this project's search against the better of each peer's set-ups."""
    ours = next(run for run in runs if run.name == OURS)
    rows = []
    for peer in PEERS:
        theirs = better(runs, peer)
        row = [theirs.name]
        for measure in MEASURES:
            gain = ours.mean(measure) - theirs.mean(measure)
            row.append(f"{gain:+.3f} ({_likely(chance(ours.values[measure], theirs.values[measure]))})")
        rows.append(row)
    yield from _table([f"{OURS} against", *MEASURES], rows)


def worst(collection: Collection, runs: Sequence[Run], count: int) -> Iterator[str]:
    """Yield the lines of a table: the queries that this project's search does worst on, and what came first instead."""
    ours = next(run for run in runs if run.name == OURS)
    questions = {answer.id: answer.question or answer.summary[:80] for answer in collection.answers}
    values = ours.values["nDCG@10"]
    order = sorted(range(len(values)), key=lambda row: (values[row], collection.queries[row].id))
    rows = []
    for row in order[:count]:
        query = collection.queries[row]
        grades = collection.grades[query.id]
        right = [name for name, grade in grades.items() if grade == max(grades.values())]
        found = ours.ranking[query.id]
        first = "; ".join(f"{grades.get(name, 0)} {questions[name]}" for name in found[:SHOWN])
        ranks = [str(found.index(name) + 1) if name in found else "–" for name in right[:SHOWN]]
        wanted = "; ".join(questions[name] for name in right[:SHOWN])
        rows.append(
            [query.id, query.kind, query.text, f"{values[row]:.2f}", wanted, " ".join(ranks), first or "nothing"]
        )
    yield from _table(["query", "kind", "text", "nDCG@10", "right answer", "its rank", "came first (grade)"], rows)


def tables(collection: Collection, runs: Sequence[Run], count: int) -> dict[str, list[str]]:
    """Return the lines of every table, by the collection's name and the table's: 'report nDCG@10', 'report worst'."""
    found = {measure: list(by_kind(collection, runs, measure)) for measure in MEASURES}
    found["against"] = list(against_peers(runs))
    found["worst"] = list(worst(collection, runs, count))
    return {f"{collection.name} {name}": lines for name, lines in found.items()}


def unjudged(collection: Collection, runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Yield query and answer of every pair that a system puts in its first ten and nobody has judged."""
    for query in collection.queries:
        judged = collection.grades.get(query.id, {})
        found = dict.fromkeys(name for run in runs for name in run.ranking[query.id])
        yield from ((query.id, name) for name in found if name not in judged)


def lacking(collection: Collection, left: Sequence[tuple[str, str]]) -> str:
    """Return what is said where somebody's first ten are not all judged."""
    return f"{collection.name}: {len(left)} answers in somebody's first ten are not judged; --pool prints them"


def pool(collection: Collection, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what is to be judged: a line of the judgements without its grade, then what it is about as a comment."""
    asked = {query.id: query.text for query in collection.queries}
    answers = {answer.id: answer for answer in collection.answers}
    for query, name in pairs:
        answer = answers[name]
        yield f"{query}\t{name}\t"
        yield f"    {asked[query]}\n    {answer.question}\n    {' '.join(answer.summary.split())[:300]}"
