"""A query's tree to posting lists: what to score, and which answers may be found at all.

Words said side by side are scored one by one (:mod:`law4u_index.search.ranking` finds the best without looking at all);
any other tree is worked out for all answers, array by array, into one list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from law4u_index.answer import KINDS
from law4u_index.errors import QueryError
from law4u_index.index.analysis import STOP_TERMS, Token, fold, terms_of, tokens
from law4u_index.index.blockfile import Array
from law4u_index.index.keys import label, words
from law4u_index.index.packed import run_indices
from law4u_index.index.schema import FIELDS, Field
from law4u_index.law import QueryProvision, query_provisions
from law4u_index.search.alternatives import Meant, meant_by, together
from law4u_index.search.citing import Asked, asked, citing, number_term, postings
from law4u_index.search.hints import hinter
from law4u_index.search.ranking import bonus, scores_of
from law4u_index.search.snapshot import Part, Postings, Snapshot
from law4u_index.search.spelling import Vocabulary
from law4u_index.search.syntax import (
    And,
    Everything,
    Filter,
    Fuzzy,
    InField,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    Words,
    walk,
)
from law4u_index.search.widening import Widening, widener

MAX_EXPANSION = 256
"""A prefix or a misspelt word stands for at most so many words of the index: those that stand there most often."""

_POSITION_BITS = 24

_FUZZY_WEIGHT = 0.8
"""What a word that is nearly the one asked for counts, for each letter that differs."""


TEXT_FIELDS = {field.name: field for field in FIELDS}


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a word of a query, which is asked for several times on the way."""
    return tuple(tokens(text))


@dataclass
class Plan:
    """A query made ready for an index.

    Attributes:
        words: what is scored.
        every: whether an answer must have all of them, not just any.
        allowed: which answers may be found, a mask of bool; None for all.
        filtered: which answers pass the filters beside the query, a mask of bool; None for all.
        terms: the terms to highlight.
        corrections: where in the query a misspelt word stands, and the word to put there.
        provisions: the provisions that the query asks for.
        cited: what those of them are scored by that are required; they are scored where nothing else is.
        kinds: the kinds of section that are required.
        meant: the words that were widened, with what else they may mean.
        hints: what the query as a whole hints at, as text and posting list, scored on top of the words.
    """

    words: list[Postings] = field(default_factory=list)
    every: bool = False
    allowed: Array | None = None
    filtered: Array | None = None
    terms: set[str] = field(default_factory=set)
    corrections: dict[tuple[int, int], str] = field(default_factory=dict)
    provisions: list[Asked] = field(default_factory=list)
    cited: list[Postings] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    meant: list[Meant] = field(default_factory=list)
    hints: tuple[tuple[str, Postings], ...] = ()

    @property
    def scored(self) -> list[Postings]:
        """The words and the hints."""
        return [*self.words, *(hint for _, hint in self.hints)]

    def matches(self, snapshot: Snapshot) -> Array:
        """Return every answer that matches, ascending."""
        docs: Array
        if not self.words:
            docs = np.arange(snapshot.total)
            return docs[snapshot.live] if self.allowed is None else docs[snapshot.live & self.allowed]
        if self.every:
            rarest, *others = sorted(self.words, key=lambda word: len(word.docs))
            docs = rarest.docs
            for word in others:
                docs = docs[word.at(docs) > 0]
        elif len(self.words) == 1 and not self.hints:
            docs = self.words[0].docs
        else:
            found = np.zeros(snapshot.total, bool)
            for word in self.scored:
                found[word.docs] = True
            docs = np.flatnonzero(found)
        return docs if self.allowed is None else docs[self.allowed[docs]]

    def has(self, docs: Array) -> Array:
        """Return which of some answers match, none of which is deleted."""
        found = np.ones(len(docs), bool) if self.allowed is None else self.allowed[docs]
        if self.words:
            having = np.stack([word.at(docs) > 0 for word in self.scored])
            found &= having.all(axis=0) if self.every else having.any(axis=0)
        return found


class Planner:
    """Makes queries ready for an index.

    Args:
        snapshot: the index.
        vocabulary: its words, for what is misspelt.
        literal: take every word as it stands: correct none, widen none, look for no provisions.
    """

    def __init__(self, snapshot: Snapshot, vocabulary: Vocabulary, *, literal: bool = False) -> None:
        self._snapshot = snapshot
        self._vocabulary = vocabulary
        self._literal = literal
        self._plan = Plan()
        self._text = ""
        self._spans: list[QueryProvision] = []

    def plan(self, text: str, query: Query, filters: Iterable[Filter]) -> Plan:
        """Return what to score for `query`, among the answers that pass all `filters` too.

        Args:
            text: the query as typed.
            query: its tree.
            filters: further requirements.

        Raises:
            QueryError: a filter's value is none that there can be.
        """
        plan = self._plan
        if not self._literal:
            self._spans = [span for span in query_provisions(text) if _is_plain(span, query)]
        self._text = text
        for each in filters:
            self._allow(self._mask(self._filtered(each)))
        plan.filtered = plan.allowed
        if isinstance(query, (Words, And)):
            found = self._several(query.nodes)
            plan.words = [word for word in found if word is not None]
            plan.every = isinstance(query, And)
            if isinstance(query, Words) and not self._literal:
                self._hint(query.nodes)
            lacking = plan.every and None in found  # a word that no answer has
            if lacking or not (plan.scored or _only_filters(query.nodes, found)):
                self._allow(np.zeros(self._snapshot.total, bool))
        elif isinstance(query, Filter):
            self._allow(self._mask(self._filtered(query)))
        elif not isinstance(query, Everything):
            plan.words = self._leaves(query)
            if not plan.words:
                self._allow(np.zeros(self._snapshot.total, bool))
        plan.words = plan.words or plan.cited
        return plan

    def _allow(self, mask: Array) -> None:
        plan = self._plan
        plan.allowed = mask if plan.allowed is None else plan.allowed & mask

    def _take_allowed(self) -> Array | None:
        allowed, self._plan.allowed = self._plan.allowed, None
        return allowed

    def _mask(self, docs: Array) -> Array:
        mask = np.zeros(self._snapshot.total, bool)
        mask[docs] = True
        return mask

    def _several(self, nodes: Sequence[Query]) -> list[Postings | None]:
        """Return what nodes side by side are scored by, once each; take in what they require of every answer."""
        found: list[Postings | None] = []
        seen: set[str] = set()
        taken: set[int] = set()
        meant = {} if self._literal else self._meant(nodes)
        spoken = self._spoken(nodes, meant)
        for node in nodes:
            if isinstance(node, Filter):
                self._allow(self._mask(self._filtered(node)))
            elif isinstance(node, Not):
                self._allow(~self._mask(self._matching(node.node)))
            elif isinstance(node, InField):
                postings = self._postings(node)
                self._allow(self._mask(postings.docs if postings else np.empty(0, np.int64)))
                found.append(postings)
            elif isinstance(node, Word):
                span = self._span(node)
                if span is not None:
                    if span.start not in taken:
                        taken.add(span.start)
                        found.append(self._provision(span))
                    continue
                for token in spoken.get(node.start, ()):
                    widened = meant.get((node.start, token.start))
                    term = token.term if widened else self._known(token, node)
                    if term not in seen:
                        seen.add(term)
                        found.append(self._widened(term, widened) if widened else self._snapshot.postings(term))
            else:
                found.append(self._postings(node))
        return found

    def _meant(self, nodes: Sequence[Query]) -> dict[tuple[int, int], Widening | None]:
        """Return what else words may mean, by where node and token start; None for one that carries no meaning."""
        said = [
            (node, token)
            for node in nodes
            if isinstance(node, Word) and self._span(node) is None
            for token in _tokens(node.text)
        ]
        texts = [fold(node.text)[token.start : token.end] for node, token in said]
        widened = widener().widen(texts, self._snapshot.has)
        places = [(node.start, token.start) for node, token in said]
        found: dict[tuple[int, int], Widening | None] = {places[number]: None for number in widened.dropped}
        for widening in widened.widenings:
            weighty = [number for number in widening.words if said[number][1].term not in STOP_TERMS]
            for number in weighty or widening.words[:1]:
                found[places[number]] = widening
        return found

    def _hint(self, nodes: Sequence[Query]) -> None:
        """Take in what the plain words of a query hint at together."""
        said = {
            self._put_right(token, node)
            for node in nodes
            if isinstance(node, Word) and self._span(node) is None
            for token in _tokens(node.text)
        }
        hints = hinter().hints(said, self._snapshot.has)
        meant = meant_by(self._snapshot, None, hints)
        if self._plan.words:
            self._plan.hints = meant.others
        else:  # no answer has any of the words
            self._plan.words = [hint for _, hint in meant.others]
            self._plan.meant.append(meant)
        self._plan.terms.update(term for hint in hints for term in hint.terms)

    def _put_right(self, token: Token, node: Word) -> str:
        better = self._plan.corrections.get((node.start + token.start, node.start + token.end))
        return token.term if better is None else terms_of(better)[0]

    def _widened(self, term: str, widening: Widening) -> Postings | None:
        """Return a word together with what else may be meant by it."""
        meant = meant_by(self._snapshot, self._snapshot.postings(term), widening.alternatives)
        self._plan.meant.append(meant)
        self._plan.terms.add(term)
        self._plan.terms.update(other for one in widening.alternatives for other in one.terms)
        return together(self._snapshot, meant)

    def _spoken(
        self, nodes: Sequence[Query], meant: Mapping[tuple[int, int], Widening | None]
    ) -> dict[int, list[Token]]:
        """Return the tokens of plain words by where these start; stop words only where there is nothing else."""
        every = {
            node.start: [
                token for token in _tokens(node.text) if meant.get((node.start, token.start), token) is not None
            ]
            for node in nodes
            if isinstance(node, Word) and self._span(node) is None
        }
        chosen = {
            start: [token for token in found if token.term not in STOP_TERMS or (start, token.start) in meant]
            for start, found in every.items()
        }
        others = any(
            self._span(node) is not None if isinstance(node, Word) else not isinstance(node, (Filter, Not))
            for node in nodes
        )
        return chosen if others or any(chosen.values()) else every

    def _span(self, node: Word) -> QueryProvision | None:
        """Return the provision that a word of the query is a part of, if it is."""
        if not self._spans:
            return None
        return next((span for span in self._spans if span.start < node.end and node.start < span.end), None)

    def _provision(self, span: QueryProvision) -> Postings | None:
        words_said = self._text[span.start : span.end]
        provision = asked(span.ids)
        found = postings(self._snapshot, provision, words_said)
        self._plan.provisions.append(provision)
        self._plan.terms.update(token.term for token in tokens(words_said))
        self._plan.terms.update(number_term(one) for one in provision.every)
        return found

    def _known(self, token: Token, node: Word) -> str:
        """Return a token's term, or where no answer has it that of the word which was probably meant."""
        term = token.term
        if self._snapshot.postings(term) is None:
            word = fold(node.text)[token.start : token.end]
            sound = self._literal or widener().knows(word)
            better = None if sound else self._vocabulary.correction(word)
            if better is not None:
                self._plan.corrections[node.start + token.start, node.start + token.end] = better.word
                term = better.term
        self._plan.terms.add(term)
        return term

    def _leaves(self, node: Query) -> list[Postings]:
        if isinstance(node, Word):
            return [word for word in self._several([node]) if word is not None]
        if isinstance(node, Or):
            found = [self._postings(child) for child in node.nodes]
            return [word for word in found if word is not None]
        postings = self._postings(node)
        return [] if postings is None else [postings]

    # Any node, worked out for all answers.

    def _matching(self, node: Query) -> Array:
        """Return the answers that match a node, for which nothing is highlighted or corrected."""
        kept = self._plan
        self._plan = Plan()
        postings = self._postings(node)
        self._plan = kept
        return np.empty(0, np.int64) if postings is None else postings.docs

    def _postings(self, node: Query, field: Field | None = None) -> Postings | None:
        """Return a node's answers and what it adds to their scores; only what stands in `field`, where one is given."""
        if isinstance(node, InField):
            return self._postings(node.node, TEXT_FIELDS[node.field])
        if isinstance(node, Phrase) or (isinstance(node, Word) and field is not None):
            return self._phrase([token.term for token in _tokens(node.text)], field)
        if isinstance(node, Prefix):
            return self._union([(term, 1.0) for term in self._vocabulary.prefixed(node.text, MAX_EXPANSION)], field)
        if isinstance(node, Fuzzy):
            like = self._vocabulary.like(node.text, MAX_EXPANSION)
            return self._union([(term, _FUZZY_WEIGHT**distance) for term, distance in like], field)
        if isinstance(node, Filter):
            return self._unscored(self._filtered(node))
        if isinstance(node, Or):
            return self._any(self._leaves(node))
        assert isinstance(node, (Words, And, Word)), "the parser puts a negation beside others only"
        return self._group(node)

    def _group(self, node: Words | And | Word) -> Postings | None:
        """Work out a bracket: what it requires of an answer holds within it only."""
        outer = self._take_allowed()
        found = self._several((node,) if isinstance(node, Word) else node.nodes)
        inner = self._take_allowed()
        self._plan.allowed = outer
        present = [word for word in found if word is not None]
        if not present:
            if isinstance(node, Word) or inner is None or not _only_filters(node.nodes, found):
                return None
            return self._unscored(np.flatnonzero(inner & self._snapshot.live))
        if isinstance(node, And):
            if len(present) < len(found):
                return None
            docs = Plan(present, every=True, allowed=inner).matches(self._snapshot)
        else:
            docs = Plan(present, allowed=inner).matches(self._snapshot)
        return self._scored(present, docs)

    def _any(self, found: list[Postings]) -> Postings | None:
        return self._scored(found, Plan(found).matches(self._snapshot)) if found else None

    def _scored(self, found: list[Postings], docs: Array) -> Postings | None:
        if not len(docs):
            return None
        most = bonus(found) * (2 if len(found) > 1 else 1)
        scores = np.maximum(scores_of(found, docs), np.finfo(float).tiny)
        return Postings(docs, scores, 1.0, most, self._snapshot.total)

    def _unscored(self, docs: Array) -> Postings | None:
        if not len(docs):
            return None
        return Postings(docs, np.ones(len(docs), np.uint16), 0.0, 0.0, self._snapshot.total)

    # Words that stand for others.

    def _term(self, term: str, field: Field | None) -> Postings | None:
        return self._snapshot.postings(term) if field is None else self._snapshot.postings_in(term, field)

    def _union(self, weighted: list[tuple[str, float]], field: Field | None) -> Postings | None:
        """Return several terms as one: in each answer the greatest of their impacts, each times its weight."""
        impacts = np.zeros(self._snapshot.total, np.uint16)
        for term, weight in weighted:
            found = self._term(term, field)
            if found is not None:
                self._plan.terms.add(term)
                weighed = found.impacts if weight == 1.0 else np.maximum(1, found.impacts * weight).astype(np.uint16)
                impacts[found.docs] = np.maximum(impacts[found.docs], weighed)
        docs = np.flatnonzero(impacts)
        return self._snapshot.weigh(docs, impacts[docs]) if len(docs) else None

    # Words in a row.

    def _phrase(self, terms: list[str], field: Field | None) -> Postings | None:
        """Return the answers in which these terms stand side by side; they score as the words do by themselves."""
        found = [self._term(term, field) for term in dict.fromkeys(terms)]
        present = [word for word in found if word is not None]
        if not present or len(present) < len(found):
            return None
        self._plan.terms.update(terms)
        if len(terms) == 1:
            return present[0]
        candidates = Plan(present, every=True).matches(self._snapshot)
        docs = np.concatenate(
            [in_a_row(part, terms, candidates, field) for part in self._snapshot.parts] or [candidates]
        )
        weighty = [word for term, word in zip(dict.fromkeys(terms), present, strict=True) if term not in STOP_TERMS]
        return self._scored(weighty or present, docs)

    # Exact values.

    def _filtered(self, node: Filter) -> Array:
        """Return the answers that pass a filter, ascending."""
        docs = {
            "category": self._of_category,
            "kind": self._of_kind,
            "advocate": self._of_advocate,
            "cites": self._citing,
        }[node.field](node.value)
        if len(docs) == 1:
            return docs[0]
        return np.unique(np.concatenate(docs)) if docs else np.empty(0, np.int64)

    def _of_category(self, value: str) -> list[Array]:
        """Return the answers of a category; where there is none of that name, of all whose names have its words."""
        wanted = _without_and(words(value))
        whole: list[Array] = []
        partly: list[Array] = []
        for name in self._snapshot.category_values if wanted else ():
            named = _without_and(name.split())
            if set(wanted) <= set(named):
                docs = self._snapshot.key_docs("category", name)
                (whole if wanted == named and len(docs) else partly).append(docs)
        return whole or partly

    def _of_kind(self, value: str) -> list[Array]:
        kind = "-".join(words(value))
        if kind not in KINDS:
            raise QueryError(f"there is no kind of section {value!r}; choose from {', '.join(KINDS)}", value)
        self._plan.kinds.add(kind)
        return [self._snapshot.key_docs("kind", kind)]

    def _of_advocate(self, value: str) -> list[Array]:
        name = label(value)
        whole = [self._snapshot.key_docs(field, name) for field in ("advocate", "practice")]
        if any(len(docs) for docs in whole):
            return whole
        named: Array | None = None
        for word in words(value):
            docs = self._snapshot.key_docs("advocate", word)
            named = docs if named is None else np.intersect1d(named, docs)
            if not len(named):  # the rest of a long value cannot matter
                break
        return [] if named is None else [named]

    def _citing(self, value: str) -> list[Array]:
        found = query_provisions(value)
        if not found:
            raise QueryError(f"{value!r} names no provision of an Act; write it as in 'Section 138 NI Act'", value)
        provision = asked(tuple(dict.fromkeys(one for span in found for one in span.ids)))
        self._plan.provisions.append(provision)
        self._plan.terms.update(number_term(one) for one in provision.every)
        scored = postings(self._snapshot, provision, None)
        if scored is not None:
            self._plan.cited.append(scored)
        return [citing(self._snapshot, provision)]


def _is_plain(span: QueryProvision, query: Query) -> bool:
    """Whether a provision is said in plain words of the query: nothing in quotes, for one, is widened."""
    return not any(
        node.start < span.end and span.start < node.end
        for node in walk(query)
        if isinstance(node, (Phrase, Prefix, Fuzzy, InField, Filter))
    )


def _only_filters(nodes: Sequence[Query], found: Sequence[Postings | None]) -> bool:
    """Whether nodes that gave `found` to score say nothing but what to require."""
    return not found and any(isinstance(node, Filter) for node in nodes)


def _without_and(names: Sequence[str]) -> list[str]:
    """Return a label's words as they are compared: 'Landlord and Tenant' is 'Landlord & Tenant'."""
    return [word for word in names if word != "and"]


def in_a_row(part: Part, terms: Sequence[str], candidates: Array, field: Field | None) -> Array:
    """Return those of the candidates in `part` that have `terms` at successive positions; numbers of the snapshot.

    Args:
        part: the segment and its place.
        terms: two or more.
        candidates: answers that have all of them, ascending; those of other segments are passed over.
        field: :data:`QUESTION`, where they are to stand in the question; None for anywhere.
    """
    segment = part.segment
    low, high = np.searchsorted(candidates, [part.base, part.base + segment.count])
    docs = candidates[low:high] - part.base
    lists = []
    for term in dict.fromkeys(terms):
        number = segment.term_number(term)
        if number is None or not len(docs):
            return np.empty(0, np.int64)
        postings = segment.postings(number)
        positions, starts = segment.positions(number, postings.counts)
        at = np.searchsorted(postings.docs, docs)
        counts = postings.counts[at].astype(np.int64)
        places = positions[run_indices(starts[at], counts)].astype(np.int64)
        lists.append(np.repeat(docs << _POSITION_BITS, counts) | places)
    of_term = dict(zip(dict.fromkeys(terms), lists, strict=True))
    order = sorted(range(len(terms)), key=lambda offset: len(of_term[terms[offset]]))
    starts_at = of_term[terms[order[0]]] - order[0]  # where, and in which answer, the first word would stand
    for offset in order[1:]:
        standing = of_term[terms[offset]] - offset
        near = np.minimum(np.searchsorted(standing, starts_at), len(standing) - 1)
        starts_at = starts_at[standing[near] == starts_at]
    found = starts_at >> _POSITION_BITS
    if field is not None:  # the question is the first passage: it ends where the second begins
        ends = segment.question_ends(found)
        found = found[(starts_at & ((1 << _POSITION_BITS) - 1)) < ends]
    docs_of_snapshot: Array = np.unique(found) + part.base
    return docs_of_snapshot
