"""What a search gives back: hits with snippets, how many there are in all, and how they fall into categories."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

MAX_HITS = 10_000
"""So many hits one search gives at the most, what it passes over included; all answers at once are an export."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of an answer that shows why it was found.

    Attributes:
        section: the heading that it stands under, or None.
        text: the stretch; '…' where it was cut.
        highlights: [start, end) of what was asked for, offsets into `text` in characters, ascending.
    """

    section: str | None
    text: str
    highlights: tuple[tuple[int, int], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the snippet's JSON form."""
        return {
            "section": self.section,
            "text": self.text,
            "highlights": [list(highlight) for highlight in self.highlights],
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer that was found.

    Attributes:
        rank: its place among all hits, from 1.
        id, url, question, category, published: as in the record.
        score: how well it matches; see docs/relevance.md. 0.0 where hits are sorted by something else.
        snippets: the best passage, unless the search was without snippets or nothing but the title matches.
        matched_by: what the search was widened to where that is why the answer was found; 'meaning' where it has
            none of the words and is near the query in meaning.
    """

    rank: int
    id: str
    url: str | None
    question: str
    category: str | None
    score: float
    snippets: tuple[Snippet, ...] = ()
    published: str | None = None
    matched_by: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        rank: int,
        head: Sequence[Any],
        score: float,
        snippets: tuple[Snippet, ...] = (),
        matched_by: tuple[str, ...] = (),
    ) -> Hit:
        """Return an answer as a hit, given what :meth:`law4u_index.search.snapshot.Snapshot.heads` tells of it."""
        answer_id, url, question, category, published = head
        return cls(rank, answer_id, url, question, category, score, snippets, published, matched_by)

    def to_dict(self) -> dict[str, Any]:
        """Return the hit's JSON form."""
        return {
            "rank": self.rank,
            "id": self.id,
            "url": self.url,
            "question": self.question,
            "category": self.category,
            "published": self.published,
            "score": round(self.score, 6),
            "matched_by": list(self.matched_by),
            "snippets": [snippet.to_dict() for snippet in self.snippets],
        }


@dataclass(frozen=True)
class SearchResults:
    """The hits of one search: a sequence of :class:`Hit`, and what is known about all that match.

    Attributes:
        query: the query as asked.
        hits: the hits asked for, best first.
        offset: how many hits were passed over before the first.
        corrected: the query with its misspelt words put right, or None. Where it is not None, answers with the
            corrected words are among the hits.
        related_provisions: sentences on what became of the provisions asked for ('IPC 420 is BNS 318(4) since …').
        facets: by name (``category``), the values of all matches and how many have each, most first; empty unless
            asked for.
        took_ms: how long the search took, in milliseconds.
        notes: what the search could not do that it should have, in words: some answers have no vectors yet.
        unknown_categories: the categories asked for that no answer has, each with the nearest that there are; not in
            the JSON form.
        count: what counts all that match; None where these are the hits.
    """

    query: str
    hits: tuple[Hit, ...]
    offset: int = 0
    corrected: str | None = None
    related_provisions: tuple[str, ...] = ()
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    took_ms: float = 0.0
    notes: tuple[str, ...] = ()
    unknown_categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    count: Callable[[], int] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def total(self) -> int:
        """How many answers match in all; counted when it is first asked for."""
        return len(self.hits) if self.count is None else self.count()

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled or copied: how many match, and not what counts them, which holds the index open."""
        return {**self.__dict__, "total": self.total, "count": None}

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, number: int) -> Hit:
        return self.hits[number]

    def to_dict(self) -> dict[str, Any]:
        """Return the results' JSON form, keys in the documented order."""
        return {
            "query": self.query,
            "corrected": self.corrected,
            "total": self.total,
            "offset": self.offset,
            "took_ms": round(self.took_ms, 3),
            "related_provisions": list(self.related_provisions),
            "notes": list(self.notes),
            "hits": [hit.to_dict() for hit in self.hits],
            "facets": {name: [[value, count] for value, count in values] for name, values in self.facets.items()},
        }
