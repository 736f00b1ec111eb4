"""Answers that cite a provision, or what it became or replaced: 'IPC 420' finds what cites BNS 318(4) too."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

import law4u_index.law as law
from law4u_index.index.analysis import fold, query_terms, tokens
from law4u_index.index.blockfile import Array
from law4u_index.search.postings import Postings, Subset, heaviest
from law4u_index.search.snapshot import Snapshot

if TYPE_CHECKING:  # most queries name no provision, and load nothing that knows what became of it
    from law4u_index.law import Related

_ASKED, _RELATED, _MENTIONED = 45_000, 20_000, 8_000
"""The impact of citing what was asked for, what it became or replaced, or of holding its words only."""

_NUMBER_SHARE = 0.3
"""How much it adds that an answer says the provision's number often, or in its question."""

_HEADING_SHARE = 0.01
"""How much it adds that an answer says the words of the provision's heading: it is about that, not just citing."""


class AskedProvision(NamedTuple):
    """A provision that was asked for.

    Attributes:
        ids: what was asked for; several where the query does not say of which Act.
        related: what these became, or replaced.
    """

    ids: tuple[str, ...]
    related: tuple[Related, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """The ids of what was asked for and of all related to it."""
        return (*self.ids, *(one.id for one in self.related))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What became of the provision, in words."""
        return tuple(one.sentence for one in self.related)


@lru_cache(maxsize=256)
def asked_provision(ids: tuple[str, ...]) -> AskedProvision:
    """Return the provisions `ids`, however they are written, with all that they certainly became or replaced."""
    written = [law.spellings(provision) for provision in ids]
    found = {one.id: one for first, *_ in written for one in law.related(first) if one.certainty == "certain"}
    every = tuple(dict.fromkeys(chain.from_iterable(written)))
    return AskedProvision(every, tuple(one for one in found.values() if one.id not in every))


def citing(snapshot: Snapshot, provision: AskedProvision) -> Subset:
    """Return the answers that cite a provision or one related to it."""
    return snapshot.filed(*[("cites", one) for one in provision.every])


def matched_by(snapshot: Snapshot, provision: AskedProvision, doc: int) -> str | None:
    """Return the related provision by which an answer was found that does not cite what was asked for, or None."""
    if any(_holds(snapshot.key_docs("cites", one), doc) for one in provision.ids):
        return None
    for one in provision.related:
        if _holds(snapshot.key_docs("cites", one.id), doc):
            return law.label(one.id)
    return None


def _holds(docs: Array, doc: int) -> bool:
    """Tell whether an answer is among some, which ascend."""
    at = int(np.searchsorted(docs, doc))
    return at < len(docs) and int(docs[at]) == doc


def postings_of(snapshot: Snapshot, provision: AskedProvision, text: str | None) -> Postings | None:
    """Return a provision as one word of a query: who cites it counts more than who cites a related one.

    Args:
        snapshot: the index.
        provision: what was asked for.
        text: the words of the query that ask for it: who has all of them is found too, and counts least; None where
            only citations count.
    """
    found: list[tuple[Array, Array]] = []
    if text is not None:
        mentioning = _with_words(snapshot, text)
        found.append((mentioning, np.full(len(mentioning), _MENTIONED, np.uint16)))
    bases = dict.fromkeys((one.id for one in provision.related), _RELATED) | dict.fromkeys(provision.ids, _ASKED)
    found += [_weighed(snapshot, one, base) for one, base in bases.items()]
    docs, impacts = heaviest([docs for docs, _ in found], [impacts for _, impacts in found])
    return snapshot.weigh(docs, impacts) if len(docs) else None


def _weighed(snapshot: Snapshot, provision: str, base: int) -> tuple[Array, Array]:
    """Return who cites a provision with the impact: a base, and more for its number and for its heading's words."""
    docs = snapshot.key_docs("cites", provision)
    impacts = np.full(len(docs), base, np.float64)
    number = snapshot.postings(number_term(provision))
    if number is not None:
        impacts += number.at(docs) * _NUMBER_SHARE
    said = [snapshot.postings(term) for term in heading_terms(provision)]
    if said:
        spoken = np.zeros(len(docs))
        for word in said:
            if word is not None:
                spoken += word.at(docs)
        impacts += spoken * (_HEADING_SHARE / len(said))
    return docs, impacts.astype(np.uint16)


@lru_cache(maxsize=4096)
def heading_terms(provision: str) -> tuple[str, ...]:
    """Return the terms of a provision's marginal heading, each once, in order; none where that is not known."""
    return tuple(dict.fromkeys(query_terms(law.title(provision) or "")))


@lru_cache(maxsize=4096)
def number_term(provision: str) -> str:
    """Return the term that a provision's number is: 'ipc-1860/s/498A' is '498a'."""
    return next(tokens(provision.rsplit("/", 1)[-1])).term


def _with_words(snapshot: Snapshot, text: str) -> Array:
    """Return the answers that have all words of a text, ascending; int64."""
    docs: Array | None = None
    for term in {token.term for token in tokens(fold(text))}:
        found = snapshot.postings(term)
        if found is None:
            return np.empty(0, np.int64)
        docs = found.docs.astype(np.int64) if docs is None else docs[found.at(docs) > 0]
    return np.empty(0, np.int64) if docs is None else docs
