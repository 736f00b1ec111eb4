"""One search, from the query's text to the results."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from law4u_index.errors import MeaningUnavailable, QueryError, cut
from law4u_index.index.blockfile import Array
from law4u_index.index.records import NOT_STORED
from law4u_index.search.best_passages import found_in
from law4u_index.search.citing import matched_by
from law4u_index.search.correcting import corrections
from law4u_index.search.fusion import NOTHING, Fused, fuse, is_for_meaning, merged, pool, worth_of_unknown
from law4u_index.search.matching import Planner
from law4u_index.search.ordering import Ordering
from law4u_index.search.plan import Plan
from law4u_index.search.postings import Subset
from law4u_index.search.query import MAX_QUERY, parse_query
from law4u_index.search.ranking import best, bonus
from law4u_index.search.refining import CANDIDATES, Told, refined, refines
from law4u_index.search.results import MAX_HITS, Hit, SearchResults, Snippet
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.snippets import Highlighter
from law4u_index.search.spelling import Vocabulary
from law4u_index.search.syntax import Filter, Query, replace_words, walk

if TYPE_CHECKING:  # most searches ask no vectors, and load nothing for them
    from law4u_index.search.nearness import Nearness

SORTS = ("relevance", "newest", "question")
"""The orders that hits may be in."""

_MANY_TERMS = 32
"""Of more terms than this only those are marked in the answers shown that they have, and so many choose the passage."""

_NOTHING = 1e-300
"""Scores below this are sums of the least numbers there are, by which ranking marks answers that are worth nothing."""


class Request:
    """What is asked of an index, apart from the query; see :meth:`law4u_index.AnswerIndex.search`."""

    __slots__ = ("facets", "filters", "limit", "literal", "meaning", "offset", "snippets", "sort")

    def __init__(
        self,
        limit: int = 10,
        offset: int = 0,
        filters: tuple[Filter, ...] = (),
        sort: str = "relevance",
        facets: bool = False,
        snippets: bool = True,
        literal: bool = False,
        meaning: bool | None = None,
    ) -> None:
        self.limit = limit
        self.offset = offset
        self.filters = filters
        self.sort = sort
        self.facets = facets
        self.snippets = snippets
        self.literal = literal
        self.meaning = meaning


class Searcher:
    """Searches one snapshot; any number of threads may share it.

    Args:
        snapshot: the index.
        nearness: returns its vectors, and is called when they are first needed; None to search by words alone.
    """

    def __init__(self, snapshot: Snapshot, nearness: Callable[[Snapshot], Nearness] | None = None) -> None:
        self.snapshot = snapshot
        self.ordering = Ordering(snapshot)
        self._nearness = nearness

    @cached_property
    def nearness(self) -> Nearness | None:
        """The index's vectors; None where it is searched by words alone."""
        return None if self._nearness is None else self._nearness(self.snapshot)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The index's words as they are written."""
        return Vocabulary(self.snapshot)

    def search(self, query: str, request: Request) -> SearchResults:
        """Return the answers that match `query`.

        Raises:
            QueryError: the query, a filter's value or an order cannot be understood.
            MeaningUnavailable: the request insists on meaning, and that is not to be had.
        """
        started = time.perf_counter()
        if request.sort not in SORTS:
            raise QueryError(f"there is no order {cut(request.sort)!r}; choose from {', '.join(SORTS)}", request.sort)
        _check_range(request.limit, request.offset)
        tree = parse_query(query)
        if ":" in query:
            from law4u_index.search.filters import check  # most queries have no filter

            check(query, tree)  # before words are put right, which moves what stands behind them
        corrected = None if request.literal else self._corrected(query, tree)
        if corrected is not None:
            tree = parse_query(corrected)
        asked = corrected or query
        planner = Planner(self.snapshot, self.vocabulary, asked, tree, literal=request.literal)
        plan = planner.plan(request.filters)
        by_meaning, notes = self._by_meaning(asked, tree, plan, request)
        docs, scores = self._page(plan, request, by_meaning)
        snippets = self._snippets(plan, docs) if request.snippets else repeat(())
        hits = self._hits(docs, scores, request.offset, snippets, _ways(self.snapshot, plan, docs, by_meaning))
        return SearchResults(
            query=query,
            hits=hits,
            offset=request.offset,
            corrected=corrected,
            related_provisions=tuple(dict.fromkeys(s for one in plan.provisions for s in one.sentences)),
            facets={"category": tuple(self.snapshot.by_category(self._every(plan, by_meaning)))}
            if request.facets
            else {},
            notes=notes,
            unknown_categories=_unknown_categories(self.snapshot, tree, request),
            count=lambda: len(self._every(plan, by_meaning)),
            took_ms=(time.perf_counter() - started) * 1000,  # when all else is there
        )

    def _corrected(self, query: str, tree: Query) -> str | None:
        """Return a query with its misspelt words put right, or None where there are none."""
        better = corrections(query, tree, self.snapshot, self.vocabulary)
        corrected = replace_words(query, tree, better) if better else None
        return None if corrected is None or len(corrected) > MAX_QUERY else corrected

    # Which answers, in which order.

    def _by_meaning(self, query: str, tree: Query, plan: Plan, request: Request) -> tuple[Fused, tuple[str, ...]]:
        """Return what is found by meaning, and what keeps some of it from being found."""
        wanted = request.meaning or (request.meaning is None and self.snapshot.manifest.vectors)
        if not wanted or request.literal or request.sort != "relevance" or self.nearness is None:
            return NOTHING, ()
        if not is_for_meaning(tree, plan):
            return NOTHING, ()
        from law4u_index.search.gloss import gloss, is_latin_hindi

        asked = gloss(query, self.snapshot.has) if is_latin_hindi(query) else query
        try:
            encoder, answers = self.nearness.encoder(), self.nearness.answers()
            vector = encoder.query(asked)
        except MeaningUnavailable as error:
            if request.meaning:
                raise
            return NOTHING, (str(error),)
        among = self.snapshot.count if plan.filtered is None else plan.filtered.count
        docs, near = answers.best(vector, pool(among), plan.filtered)
        lacking = self.snapshot.count - answers.count
        note = f"{lacking:,} of {self.snapshot.count:,} answers have no vectors yet; run 'law4u-index encode'"
        return fuse(plan, docs, near, encoder.floor, worth_of_unknown(self.snapshot, plan)), (note,) if lacking else ()

    def _every(self, plan: Plan, by_meaning: Fused) -> Array:
        """Return every answer that is found, ascending."""
        matches = plan.matches(self.snapshot)
        alone = by_meaning.docs[by_meaning.alone]
        return np.union1d(matches, alone) if len(alone) else matches

    def _page(self, plan: Plan, request: Request, by_meaning: Fused = NOTHING) -> tuple[Array, Array]:
        """Return the answers to show and their scores, in order."""
        wanted = request.offset + request.limit
        if not wanted:
            return np.empty(0, np.int64), np.empty(0)
        scores: Array
        if request.sort != "relevance" or not (plan.words or len(by_meaning.docs)):
            docs = self.ordering.first(plan, request.sort, wanted)
            scores = np.zeros(len(docs))
        else:
            count = max(wanted, CANDIDATES) if refines(plan) else wanted
            docs, scores, stands_first = self._best(plan, count, by_words_alone=by_meaning is NOTHING)
            if len(by_meaning.docs):
                docs, scores = merged(docs, scores, by_meaning)
            scores[scores < _NOTHING] = 0.0
            docs, scores = self._in_order(plan, docs, scores, stands_first)
        return docs[request.offset : wanted], scores[request.offset : wanted]

    def _best(self, plan: Plan, count: int, *, by_words_alone: bool) -> tuple[Array, Array, Told | None]:
        """Return the `count` best by words, perhaps others too, in no order; their scores; what tells who is first."""
        if not plan.words:
            return np.empty(0, np.int64), np.empty(0), None
        hints = [hint for _, hint in plan.hints]
        ahead = plan.ahead(self.snapshot.total) if by_words_alone else None
        if ahead is not None:
            first, sums = best(plan.words, count, ahead, hints=hints, all_first=False)
            sums = sums + bonus(plan.scored)
            if len(first) >= count:  # none of the others is wanted
                return first, sums, ahead.has
        all_first = by_words_alone and plan.all_words_first
        docs, scores = best(plan.words, count, plan.allowed, every=plan.every, hints=hints, all_first=all_first)
        if ahead is None:
            return docs, scores, plan.has_all_words if all_first else None
        others = ~ahead.has(docs)
        return np.append(first, docs[others]), np.append(sums, scores[others]), ahead.has

    def _in_order(self, plan: Plan, docs: Array, scores: Array, stands_first: Told | None) -> tuple[Array, Array]:
        """Return answers in order; the second stage looks at the first of them."""
        refine = refines(plan) and len(docs) > 0
        if not refine or len(docs) > CANDIDATES:
            order = self.ordering.by_keys(-scores, docs)
            docs, scores = docs[order], scores[order]
        if not refine:
            return docs, scores
        first, rest = docs[:CANDIDATES], docs[CANDIDATES:]
        anew = refined(self.snapshot, plan, first, scores[:CANDIDATES], stands_first)
        order = self.ordering.by_keys(-anew, first)
        return np.concatenate([first[order], rest]), np.concatenate([anew[order], scores[CANDIDATES:]])

    # What is shown of them.

    def _snippets(self, plan: Plan, docs: Array) -> list[tuple[Snippet, ...]]:
        """Return the best snippet of each answer, none where it has no text."""
        said = plan.terms_in(np.sort(docs))
        company = plan.company(said)
        terms = said | company.keys()
        weights = {}
        for term in terms:
            found = self.snapshot.postings(term)
            if found is not None and (len(terms) <= _MANY_TERMS or found.at(docs).any()):
                weights[term] = found.most
        rarest = sorted(weights, key=lambda term: (-weights[term], term))[:_MANY_TERMS]
        kinds = plan.kinds or ([plan.wanted] if plan.wanted else [])
        highlighter = Highlighter(weights, tuple(dict.fromkeys(kinds)), company, plan.phrases)
        rows = dict.fromkeys(plan.phrases, highlighter.of_a_row)
        snippets: list[tuple[Snippet, ...]] = []
        for one in found_in(self.snapshot, docs, {term: weights[term] for term in rarest}, rows):
            try:
                snippet = highlighter.snippet(one.body, one.scores)
            except NOT_STORED as error:
                raise one.held.unreadable(one.doc, error) from error
            snippets.append(() if snippet is None else (snippet,))
        return snippets

    def _hits(
        self,
        docs: Array,
        scores: Array,
        offset: int = 0,
        snippets: Iterable[tuple[Snippet, ...]] = repeat(()),
        ways: Iterable[tuple[str, ...]] = repeat(()),
    ) -> tuple[Hit, ...]:
        """Return answers as hits.

        Args:
            docs: the answers, in order.
            scores: of each.
            offset: how many hits come before these.
            snippets: of each answer.
            ways: what the query was widened to where that is why each was found.
        """
        rows = zip(self.snapshot.heads(docs), scores.tolist(), snippets, ways, strict=False)
        return tuple([Hit.of(rank, *row) for rank, row in enumerate(rows, offset + 1)])

    # Answers like one.

    def _near(self, doc: int, k: int, others: Subset) -> tuple[Array, Array]:
        """Return the answers nearest in meaning to one; none where there are no vectors that can be read."""
        if self.snapshot.vectors and self.nearness is not None:
            with suppress(MeaningUnavailable):
                return self.nearness.answers().near(doc, k, others)
        return np.empty(0, np.int64), np.empty(0)

    def similar(self, doc: int, limit: int) -> SearchResults:
        """Return answers about the same problem as one, see :mod:`law4u_index.search.similar`.

        Raises:
            QueryError: the limit is out of range.
        """
        from law4u_index.search.similar import similar

        started = time.perf_counter()
        _check_range(limit)
        hits: tuple[Hit, ...] = ()
        if limit:
            docs, scores = similar(self.snapshot, doc, limit, self._near)
            order = self.ordering.by_keys(-scores, docs)[:limit]
            hits = self._hits(docs[order], scores[order])
        query = self.snapshot.head(doc)[2]
        return SearchResults(query=query, hits=hits, took_ms=(time.perf_counter() - started) * 1000)


def _unknown_categories(snapshot: Snapshot, tree: Query, request: Request) -> dict[str, tuple[str, ...]]:
    """Return the categories that a search asks for and no answer has, each with the nearest that there are."""
    asked = [*request.filters, *(node for node in walk(tree) if isinstance(node, Filter))]
    if not asked:
        return {}
    from law4u_index.search.filters import unknown_categories  # most queries have no filter

    return unknown_categories(snapshot, asked)


def _ways(snapshot: Snapshot, plan: Plan, docs: Array, by_meaning: Fused) -> list[tuple[str, ...]]:
    """Return, for each of some answers, what the query was widened to where that is why it was found."""
    columns = [[matched_by(snapshot, one, doc) for doc in docs.tolist()] for one in plan.provisions]
    columns += [one.found_by(docs) for one in plan.meant]
    if plan.hints:
        unsaid = ~np.any([word.at(docs) for word in plan.words], axis=0)
        for text, hint in plan.hints if unsaid.any() else ():
            here = unsaid & (hint.at(docs) > 0)
            columns.append([text if found else None for found in here.tolist()])
    alone = by_meaning.docs[by_meaning.alone]
    if len(alone):
        columns.append(["meaning" if found else None for found in np.isin(docs, alone).tolist()])
    rows = zip(*columns, strict=True) if columns else [()] * len(docs)
    return [tuple(dict.fromkeys(filter(None, row))) for row in rows]


def _check_range(limit: int, offset: int = 0) -> None:
    if limit < 0 or offset < 0 or limit + offset > MAX_HITS:
        raise QueryError(f"limit and offset are 0 or more and at most {MAX_HITS:,} together; ask for fewer answers")
