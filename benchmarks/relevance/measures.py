"""How good a run is: the measures by query, and whether two runs differ by more than chance."""

from __future__ import annotations

from dataclasses import dataclass

import ir_measures
import numpy as np
import numpy.typing as npt
from ir_measures import RR, R, nDCG

from benchmarks.relevance.collection import Collection, Query
from benchmarks.relevance.systems import LIMIT, System

Ranking = dict[str, list[str]]
"""By query's id, the ids of the answers found, the best first."""

Values = npt.NDArray[np.float64]

MEASURES = ("nDCG@10", "MRR@10", "recall@10")
ROUNDS = 20_000
"""So often the signs are drawn for the randomisation test."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one system found.

    Attributes:
        name: the system.
        ranking: what it found.
        values: by measure, one value a query, in the collection's order of queries.
    """

    name: str
    ranking: Ranking
    values: dict[str, Values]

    def mean(self, measure: str, rows: npt.NDArray[np.bool_] | None = None) -> float:
        """Return the mean over all queries, or over those of the given rows."""
        values = self.values[measure]
        return float((values if rows is None else values[rows]).mean())


def run(name: str, system: System, collection: Collection) -> Run:
    """Ask a system every query of a collection, and measure what it finds."""
    ranking = {query.id: system(query.text) for query in collection.queries}
    return Run(name, ranking, _values(collection, ranking))


def _values(collection: Collection, ranking: Ranking) -> dict[str, Values]:
    wanted = dict(
        zip(
            MEASURES, (nDCG @ LIMIT, RR(rel=collection.helpful) @ LIMIT, R(rel=collection.helpful) @ LIMIT), strict=True
        )
    )
    asked = {query.id: collection.grades.get(query.id, {}) for query in collection.queries}
    # The order is the system's own: a score that falls with the rank leaves no ties for the measure to break.
    ranked = {query: {name: float(-rank) for rank, name in enumerate(names)} for query, names in ranking.items()}
    values = {name: dict.fromkeys(asked, 0.0) for name in wanted}
    names = {str(measure): name for name, measure in wanted.items()}
    for metric in ir_measures.iter_calc(list(wanted.values()), asked, ranked):
        values[names[str(metric.measure)]][metric.query_id] = float(metric.value)
    return {name: np.array(list(by_query.values())) for name, by_query in values.items()}


def chance(one: Values, other: Values) -> float:
    """Return how likely means differ this much where the systems do not: the two-sided paired randomisation test.

    Smucker, Allan and Carterette, 'A comparison of statistical significance tests for information retrieval
    evaluation', CIKM 2007. The draws are seeded, so that the same runs give the same value.
    """
    difference = one - other
    signs = np.random.default_rng(0).choice(np.array([-1.0, 1.0]), size=(ROUNDS, len(difference)))
    drawn = np.abs(signs @ difference)
    return float((np.count_nonzero(drawn >= abs(difference.sum()) - 1e-12) + 1) / (ROUNDS + 1))


def rows_of(kind: str, queries: tuple[Query, ...]) -> npt.NDArray[np.bool_]:
    """Return which queries are of a kind."""
    return np.array([query.kind == kind for query in queries])
