"""A query's tree to posting lists: what to score, and which answers may be found at all.

Words said side by side are scored one by one (:mod:`law4u_index.search.ranking` finds the best without looking at all);
any other tree is worked out for all answers, array by array, into one list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from law4u_index.index.analysis import STOP_TERMS, Token, tokens, word_tokens
from law4u_index.index.blockfile import Array
from law4u_index.index.gists import sum_of
from law4u_index.index.schema import FIELDS, Field
from law4u_index.law import QueryProvision, query_provisions
from law4u_index.search.alternatives import as_one_word, meant_by, word_itself
from law4u_index.search.citing import asked_provision, number_term, postings_of
from law4u_index.search.hints import hinter, hints
from law4u_index.search.plain_words import Meanings, PlainWords
from law4u_index.search.plan import Plan
from law4u_index.search.postings import Postings, Subset
from law4u_index.search.ranking import bonus, scores_of
from law4u_index.search.refining import MAX_WORDS
from law4u_index.search.snapshot import Snapshot
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
from law4u_index.search.topics import topics
from law4u_index.search.unions import Lists, Union
from law4u_index.search.widening import Alternative, Widening

MAX_PROVISIONS = 64
"""So many provisions are looked up of those that a query asks for, and of those that it names in one breath."""

MAX_EXPANSION = 256
"""A prefix or a misspelt word stands for at most so many words of the index: those that stand there most often."""

FIGURE_WEIGHT = 0.3
"""What a figure beside Hindi words counts."""

_FUZZY_WEIGHT = 0.8
"""What a word that is nearly the one asked for counts, for each letter that differs."""

_NONE: Array = np.empty(0, np.int64)

_FIELDS = {field.name: field for field in FIELDS}


class Planner:
    """Makes one query ready for an index.

    Args:
        snapshot: the index.
        vocabulary: its words, for what is misspelt.
        text: the query as typed.
        query: its tree.
        literal: take every word as it stands: widen none, look for no provisions.
    """

    def __init__(
        self, snapshot: Snapshot, vocabulary: Vocabulary, text: str, query: Query, *, literal: bool = False
    ) -> None:
        self._snapshot = snapshot
        self._vocabulary = vocabulary
        self._text = text
        self._query = query
        self._literal = literal
        self._plan = Plan()
        spans = [] if literal else [span for span in query_provisions(text) if _is_plain(span, query)]
        self._plain = PlainWords(snapshot, spans[:MAX_PROVISIONS], literal=literal)

    def plan(self, filters: Iterable[Filter]) -> Plan:
        """Return what to score for the query, among the answers that pass all `filters` too.

        Raises:
            QueryError: a filter's value is none that there can be.
        """
        plan, query = self._plan, self._query
        for each in filters:
            self._allow(self._filtered(each))
        plan.filtered = plan.allowed
        if isinstance(query, (Words, And)):
            self._plan_nodes(query)
        elif isinstance(query, Filter):
            self._allow(self._filtered(query))
        elif not isinstance(query, Everything):
            plan.words = self._leaves(query)
            if not plan.words:
                self._allow(self._set(_NONE))
        if plan.cited and not plan.words:
            scored = [postings_of(self._snapshot, provision, None) for provision in plan.cited]
            plan.words = [word for word in scored if word is not None]
        return plan

    def _plan_nodes(self, query: Words | And) -> None:
        """Take in a query of several nodes side by side."""
        plan = self._plan
        if isinstance(query, Words) and not self._literal:
            plan.wanted = self._plain.ask(query.nodes)
        found = self._joined(query.nodes) if isinstance(query, And) else self._several(query.nodes)
        plan.words = [word for word in found if word is not None]
        plan.every = isinstance(query, And)
        if isinstance(query, Words):
            self._take_in_plain_words(query.nodes)
            if plan.is_sentence and None not in found:
                plan.take_as_said()
        lacking = plan.every and None in found  # a word that no answer has
        if lacking or not (plan.scored or _only_filters(query.nodes, found)):
            self._allow(self._set(_NONE))

    def _take_in_plain_words(self, nodes: Sequence[Query]) -> None:
        """Take in what the second stage is told of plain words, and what these hint at."""
        plan = self._plan
        said = self._plain.said(nodes)
        weighty = [(term, asks) for term, asks in said if term not in STOP_TERMS]
        plan.asking = tuple(dict.fromkeys(term for term, asks in weighty if asks))
        plan.is_sentence = self._plain.is_sentence(nodes)
        if not self._plain.spans:
            plan.asked = tuple(dict.fromkeys(term for term, _ in weighty))
        if not self._literal:
            self._hint([term for term, asks in said if not asks], self._plain.figures(nodes))

    def _allow(self, those: Subset) -> None:
        plan = self._plan
        plan.allowed = those if plan.allowed is None else plan.allowed & those

    def _take_allowed(self) -> Subset | None:
        allowed, self._plan.allowed = self._plan.allowed, None
        return allowed

    def _set(self, docs: Array) -> Subset:
        return Subset.of(docs, self._snapshot.total)

    def _joined(self, nodes: Sequence[Query]) -> list[Postings | None]:
        """Return what nodes that AND joins are scored by, once each; take in what they require of every answer.

        Each says what it says by itself: no phrase of the tables reaches over an AND, and a stop word is looked for.
        """
        done: set[str | int] = set()
        return [one for node in nodes for one in self._several((node,), done)]

    def _several(self, nodes: Sequence[Query], done: set[str | int] | None = None) -> list[Postings | None]:
        """Return what nodes side by side are scored by, once each; take in what they require of every answer.

        Args:
            nodes: the query, or a part of it.
            done: the terms, and where the provisions start, that are scored already; added to.
        """
        done = set() if done is None else done
        found: list[Postings | None] = []
        spoken, meant = self._plain.spoken(nodes), self._plain.meant(nodes)
        for node in nodes:
            if isinstance(node, Word):
                found += self._word_node(node, spoken.get(node.start, ()), meant, done)
            elif isinstance(node, Filter):
                self._allow(self._filtered(node))
            elif isinstance(node, Not):
                self._allow(~self._set(self._matching(node.node)))
            elif isinstance(node, InField):
                postings = self._postings(node)
                self._allow(self._set(_NONE if postings is None else postings.docs))
                found.append(_present(postings))
            else:
                found.append(_present(self._postings(node)))
        return found

    def _word_node(
        self, node: Word, spoken: Iterable[Token], meant: Meanings, done: set[str | int]
    ) -> list[Postings | None]:
        """Return what a word is scored by that is not done yet: the provision that it is a part of, or its terms."""
        span = self._plain.span(node)
        if span is not None:
            if span.start in done:
                return []
            done.add(span.start)
            return [self._provision(span)]
        found: list[Postings | None] = []
        for token in spoken:
            if token.term not in done:
                done.add(token.term)
                found.append(self._word(token.term, meant.get((node.start, token.start))))
        return found

    def _hint(self, said: Sequence[str], figures: Sequence[str]) -> None:
        """Take in what the plain words of a query hint at together, and what they may be about.

        Args:
            said: the terms of its words.
            figures: the terms of figures that only tell of this case: required of no answer, they may tell as well of
                an age or of days that the law gives.
        """
        held = hinter().held(said)
        if len(self._plan.asked) > 1:  # else nothing is put in order by them
            self._plan.topics = topics(held, self._snapshot.has)
            if not _is_in_devanagari(self._text):
                gist = sum_of(self._plan.asked[:MAX_WORDS])
                self._plan.gist = gist if gist.any() else None
        found = hints(held, self._snapshot.has)
        found += tuple(Alternative((term,), FIGURE_WEIGHT, term) for term in figures if self._snapshot.has(term))
        if not found:
            return
        meant = meant_by(self._snapshot, None, found)
        if self._plan.words:
            self._plan.hints = meant.others
        else:  # no answer has any of the words
            self._plan.words = [hint for _, hint in meant.others]
            self._plan.meant.append(meant)
        self._plan.show(found)

    def _word(self, term: str, widening: Widening | None) -> Postings | None:
        if widening is not None:
            return self._widened(term, widening)
        self._plan.said.add(term)
        return self._snapshot.postings(term)

    def _widened(self, term: str, widening: Widening) -> Postings | None:
        """Return a word together with what else may be meant by it."""
        meant = meant_by(self._snapshot, word_itself(self._snapshot, term), widening.alternatives)
        meant.whole = as_one_word(self._snapshot, term, widening.alternatives)
        self._plan.meant.append(meant)
        self._plan.said.add(term)
        self._plan.show(widening.alternatives)
        return meant.whole

    def _provision(self, span: QueryProvision) -> Postings | None:
        """Return a provision as one word; take in what is told of it."""
        words_said = self._text[span.start : span.end]
        provision = asked_provision(span.ids[:MAX_PROVISIONS])
        found = postings_of(self._snapshot, provision, words_said)
        self._plan.provisions.append(provision)
        self._plan.said.update(token.term for token in tokens(words_said))
        self._plan.said.update(number_term(one) for one in provision.every)
        return found

    def _leaves(self, node: Query) -> list[Postings]:
        """Return what a query that is no row of nodes is scored by: the sides of an OR one by one."""
        if isinstance(node, Word):
            return [word for word in self._several([node]) if word is not None]
        if isinstance(node, Or):
            found = [_present(self._postings(child)) for child in node.nodes]
            return [word for word in found if word is not None]
        postings = self._postings(node)
        return [] if postings is None else [postings]

    # Any node, worked out for all answers.

    def _matching(self, node: Query) -> Array:
        """Return the answers that match a node, for which nothing is highlighted."""
        kept = self._plan
        self._plan = Plan()
        postings = self._postings(node)
        self._plan = kept
        return _NONE if postings is None else postings.docs

    def _postings(self, node: Query, field: Field | None = None) -> Postings | None:
        """Return a node's answers and what it adds to their scores; only what stands in `field`, where one is given."""
        if isinstance(node, InField):
            return self._postings(node.node, _FIELDS[node.field])
        if isinstance(node, Phrase) or (isinstance(node, Word) and field is not None):
            return self._phrase([token.term for token in word_tokens(node.text)], field)
        if isinstance(node, Prefix):
            return self._union(self._vocabulary.lists_beginning(node.text, MAX_EXPANSION), field)
        if isinstance(node, Fuzzy):
            like = self._vocabulary.like(node.text, MAX_EXPANSION)
            weights = {term: _FUZZY_WEIGHT**distance for term, distance in like}
            return self._union(self._vocabulary.lists_of(weights), field)
        if isinstance(node, Filter):
            return self._unscored(self._filtered(node).docs)
        if isinstance(node, Or):
            return self._any(self._leaves(node))
        assert isinstance(node, (Words, And, Word)), "the parser puts a negation beside others only"
        return self._group(node)

    def _group(self, node: Words | And | Word) -> Postings | None:
        """Work out a bracket: what it requires of an answer holds within it only."""
        outer = self._take_allowed()
        if isinstance(node, And):
            found = self._joined(node.nodes)
        else:
            found = self._several((node,) if isinstance(node, Word) else node.nodes)
        inner = self._take_allowed()
        self._plan.allowed = outer
        present = [word for word in found if word is not None]
        if not present:
            if isinstance(node, Word) or inner is None or not _only_filters(node.nodes, found):
                return None
            return self._unscored(inner.docs[self._snapshot.live[inner.docs]])
        if len(present) == 1 == len(found) and inner is None:
            return present[0]
        every = isinstance(node, And)
        if every and len(present) < len(found):
            return None
        return self._scored(present, Plan(present, every=every, allowed=inner).matches(self._snapshot))

    def _any(self, found: list[Postings]) -> Postings | None:
        """Return the answers that have any of several parts, as those of one word."""
        return self._scored(found, Plan(found).matches(self._snapshot)) if found else None

    def _scored(self, found: list[Postings], docs: Array) -> Postings | None:
        """Return some answers as those of one word, worth what several words come to in each."""
        if not len(docs):
            return None
        most = bonus(found) * (2 if len(found) > 1 else 1)
        scores = np.maximum(scores_of(found, docs), np.finfo(float).tiny)
        return Postings(docs, scores, 1.0, most, self._snapshot.total)

    def _unscored(self, docs: Array) -> Postings | None:
        """Return some answers as those of a word that is worth nothing."""
        if not len(docs):
            return None
        return Postings(docs, np.ones(len(docs), np.uint16), 0.0, 0.0, self._snapshot.total)

    # Words that stand for others.

    def _term(self, term: str, field: Field | None) -> Postings | None:
        return self._snapshot.postings(term) if field is None else self._snapshot.postings_in(term, field)

    def _union(self, lists: Sequence[Lists], field: Field | None) -> Postings | None:
        """Return several words as one."""
        if not lists:
            return None
        union = Union(self._snapshot, lists, field)
        self._plan.unions.append(union)
        return union

    # Words in a row.

    def _phrase(self, terms: list[str], field: Field | None) -> Postings | None:
        """Return the answers in which these terms stand side by side; they score as the words do by themselves."""
        found = [self._term(term, field) for term in dict.fromkeys(terms)]
        present = [word for word in found if word is not None]
        if not present or len(present) < len(found):
            return None
        self._plan.said.update(terms)
        if len(terms) == 1:
            return present[0]
        self._plan.phrases.add(tuple(terms))
        weighty = [word for term, word in zip(dict.fromkeys(terms), present, strict=True) if term not in STOP_TERMS]
        from law4u_index.search.phrases import PhrasePostings  # most queries have none

        return PhrasePostings(self._snapshot, terms, present, weighty or present, field)

    # Exact values.

    def _filtered(self, node: Filter) -> Subset:
        """Return the answers that pass a filter; take in what is told of it."""
        from law4u_index.search.filters import filtered  # most queries have none

        plan = self._plan
        passing = filtered(self._snapshot, node)
        if passing.kind is not None:
            plan.kinds.append(passing.kind)
        if passing.cited is not None:
            plan.provisions.append(passing.cited)
            plan.cited.append(passing.cited)
            plan.said.update(number_term(one) for one in passing.cited.every)
        return passing.answers


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


def _present(postings: Postings | None) -> Postings | None:
    """Return what nodes beside one another are scored by, None where no answer has it."""
    return postings if postings is not None and postings.count else None


def _is_in_devanagari(text: str) -> bool:
    """Tell whether any of a query is: then all meanings of each word are guessed, and their sum tells little."""
    return not text.isascii() and any("\u0900" <= sign <= "\u097f" for sign in text)
