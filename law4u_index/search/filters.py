"""Which answers pass a filter: those of a category, an advocate, a kind of section, a provision cited."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from law4u_index.errors import QueryError, cut
from law4u_index.index.blockfile import Array
from law4u_index.index.keys import words
from law4u_index.kinds import KINDS
from law4u_index.law import query_provisions
from law4u_index.search.citing import AskedProvision, asked_provision, citing
from law4u_index.search.postings import Subset
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.syntax import Filter, Query, walk

_UNKNOWN, _AMONG = 3, 200
"""Of so many categories that no answer has the nearest are told, out of the so many that most answers have."""


class Passing(NamedTuple):
    """What a filter comes to.

    Attributes:
        answers: those that pass it.
        kind: the kind of section that it requires.
        cited: the provision that it requires.
    """

    answers: Subset
    kind: str | None = None
    cited: AskedProvision | None = None


def filtered(snapshot: Snapshot, node: Filter) -> Passing:
    """Return what a filter comes to in an index.

    Raises:
        QueryError: its value is none that there can be; the error points at the beginning of the value.
    """
    _check(node, node.value)
    return _PASSING[node.field](snapshot, node.value)


def check(query: str, tree: Query) -> None:
    """Look at the filters of a query before anything else is done with it.

    Raises:
        QueryError: the value of one is none that there can be; the error points at the filter in `query`.
    """
    for node in walk(tree):
        if isinstance(node, Filter):
            _check(node, query, node.start)


def _check(node: Filter, said: str, at: int = 0) -> None:
    """Raise the error for a value that cannot be, which stands in `said` at `at`."""
    if node.field == "kind" and _kind_of(node.value) not in KINDS:
        raise QueryError(f"there is no kind of section {cut(node.value)!r}; choose from {', '.join(KINDS)}", said, at)
    if node.field == "cites" and _provision_of(node.value) is None:
        message = f"{cut(node.value)!r} names no provision of an Act; write it as in 'Section 138 NI Act'"
        raise QueryError(message, said, at)


def unknown_categories(snapshot: Snapshot, nodes: Iterable[Filter]) -> dict[str, tuple[str, ...]]:
    """Return the first categories asked for that no answer has, each with the nearest that there are."""
    wanted = dict.fromkeys(node.value for node in nodes if node.field == "category")
    unknown = list(islice((value for value in wanted if not _of_category(snapshot, value).answers.count), _UNKNOWN))
    if not unknown:
        return {}
    from law4u_index.search.near_names import compared, nearest  # few searches name a category that is none

    names = [(name, compared(name)) for name, _ in snapshot.by_category()[:_AMONG]]
    return {value: nearest(compared(value), names) for value in unknown}


def _of_category(snapshot: Snapshot, value: str) -> Passing:
    """Take a category; where there is none of that name, all whose names have its words."""
    return Passing(snapshot.filed(*[("category", name) for name in snapshot.categories_named(value)]))


def _of_kind(snapshot: Snapshot, value: str) -> Passing:
    kind = _kind_of(value)
    return Passing(snapshot.filed(("kind", kind)), kind=kind)


def _kind_of(value: str) -> str:
    return "-".join(words(value))


def _of_advocate(snapshot: Snapshot, value: str) -> Passing:
    """Take a name or a practice area; where there is none of that name, all advocates whose names have its words.

    Pages show 'Advocate NAME', of which the record keeps the name.
    """
    said = [word for word in words(value) if word != "advocate"]
    name = " ".join(said)
    whole = snapshot.filed(("advocate", name), ("practice", name))
    if whole.count:
        return Passing(whole)
    named: Array | None = None
    for word in said:
        docs = snapshot.key_docs("advocate", word)
        named = docs if named is None else np.intersect1d(named, docs)
        if not len(named):  # the rest of a long value cannot matter
            break
    return Passing(Subset.of(np.empty(0, np.int64) if named is None else named, snapshot.total))


def _of_provision(snapshot: Snapshot, value: str) -> Passing:
    provision = _provision_of(value)
    assert provision is not None, "the value was checked"
    return Passing(citing(snapshot, provision), cited=provision)


@lru_cache(maxsize=256)
def _provision_of(value: str) -> AskedProvision | None:
    """Return what a value of the filter ``cites`` asks for, or None where it names no provision."""
    found = query_provisions(value)
    return asked_provision(tuple(dict.fromkeys(one for span in found for one in span.ids))) if found else None


_PASSING = {"category": _of_category, "kind": _of_kind, "advocate": _of_advocate, "cites": _of_provision}
"""What tells which answers pass a filter, by its field."""
