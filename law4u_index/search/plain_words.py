"""The plain words of a query: which provision each is a part of, what else each may mean, and which only ask.

A word is *plain* that stands in the query by itself: not in quotes, with no sign, of no field, and in no provision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from law4u_index.index.analysis import STOP_TERMS, Token, word_tokens
from law4u_index.law import QueryProvision
from law4u_index.search.hints import hinter
from law4u_index.search.intent import asking
from law4u_index.search.lexicon import DENIAL, lexicon
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.syntax import Filter, Not, Query, Word
from law4u_index.search.widening import Widening, widener

SENTENCE = 3
"""So many words that are no stop words make a sentence beside one that is; 'notice to tenant' is keywords."""

Tokens = Mapping[int, Sequence[Token]]
"""The tokens of words, by where in the query each word starts."""

Place = tuple[int, int]
"""Where a token stands: where its word starts in the query, and where it starts in the word."""

Meanings = Mapping[Place, Widening | None]
"""What else tokens may mean, where any was said of them; None for a token that carries no meaning."""


class PlainWords:
    """The plain words of one query, nodes beside one another at a time.

    Args:
        snapshot: the index.
        spans: the provisions that the query names; their words are no plain ones.
        literal: take every word as it stands: none means anything else.

    Attributes:
        spans: the provisions.
    """

    def __init__(self, snapshot: Snapshot, spans: Sequence[QueryProvision], *, literal: bool) -> None:
        self._snapshot = snapshot
        self.spans = spans
        self._literal = literal
        self._silent: frozenset[Place] = frozenset()
        self._meanings: dict[tuple[int, ...], Meanings] = {}
        self._nodes: Sequence[Query] = ()  # what was asked for last, and is mostly asked for again
        self._tokens: Tokens = {}
        self._placed: list[tuple[Place, Token]] = []

    def span(self, node: Word) -> QueryProvision | None:
        """Return the provision that a word of the query is a part of, if it is."""
        if not self.spans:
            return None
        return next((span for span in self.spans if span.start < node.end and node.start < span.end), None)

    def ask(self, nodes: Sequence[Query]) -> str | None:
        """Take in which words only ask: none where the query says nothing else; return the kind of section asked for.

        To be called before :meth:`meant`: words that only ask carry no meaning then.
        """
        placed = self._in_a_row(nodes)
        found = asking([token for _, token in placed])
        words = sum(isinstance(node, (Word, Filter, Not)) for node in nodes)
        if found.beside_others or self.spans or words < len(nodes):
            self._silent = frozenset(placed[number][0] for number in found.silent)
        return found.kind

    def meant(self, nodes: Sequence[Query]) -> Meanings:
        """Return what else the plain words among some nodes may mean; nothing where they are taken literally."""
        if self._literal:
            return {}
        key = tuple(self._tokens_of(nodes))
        found = self._meanings.get(key)
        if found is None:
            found = self._meanings[key] = self._widened(self._in_a_row(nodes))
        return found

    def spoken(self, nodes: Sequence[Query]) -> Tokens:
        """Return the tokens of plain words that are to be looked for; stop words only where there is nothing else."""
        plain, meant = self._tokens_of(nodes), self.meant(nodes)
        every = plain
        if meant:
            every = {
                start: [token for token in found if meant.get((start, token.start), token) is not None]
                for start, found in plain.items()
            }
        chosen = {
            start: [token for token in found if token.term not in STOP_TERMS or (start, token.start) in meant]
            for start, found in every.items()
        }
        if any(chosen.values()):
            return chosen
        others = any(
            node.start not in plain if isinstance(node, Word) else not isinstance(node, (Filter, Not)) for node in nodes
        )
        return chosen if others else every

    def said(self, nodes: Sequence[Query]) -> list[tuple[str, bool]]:
        """Return the terms of plain words in order, and whether each only asks.

        A word that neither an answer nor a lay word has is said by what it means: 'talaq' as 'divorce'. Hindi grammar
        is left out, but for its negations, which are :data:`~law4u_index.search.lexicon.DENIAL`.
        """
        meant = self.meant(nodes)
        said: list[tuple[str, bool]] = []
        for place, token in self._in_a_row(nodes):
            asks, widening = place in self._silent, meant.get(place)
            if widening is not None and self._is_strange(token.term):
                said += [(term, asks) for one in widening.alternatives for term in one.terms]
            elif asks or widening is not None or place not in meant:
                said.append((token.term, asks))
            elif lexicon().negates(token.text):
                said.append((DENIAL, False))
        return said

    def figures(self, nodes: Sequence[Query]) -> list[str]:
        """Return the terms of the figures that only tell of this case."""
        figures = [(place, token) for place, token in self._in_a_row(nodes) if token.text.isdecimal()]
        if not figures:
            return []
        meant = self.meant(nodes)
        return [token.term for place, token in figures if meant.get(place, token) is None]

    def is_sentence(self, nodes: Sequence[Query]) -> bool:
        """Tell whether plain words are a sentence: :data:`SENTENCE` and a stop word, and none names a provision."""
        is_stop = [token.term in STOP_TERMS for found in self._tokens_of(nodes).values() for token in found]
        return not self.spans and any(is_stop) and is_stop.count(False) >= SENTENCE

    def _tokens_of(self, nodes: Sequence[Query]) -> Tokens:
        """Return the tokens of those of some nodes that are plain words."""
        if self._nodes is not nodes:
            words = [node for node in nodes if isinstance(node, Word) and self.span(node) is None]
            self._nodes, self._tokens = nodes, {node.start: word_tokens(node.text) for node in words}
            self._placed = [((start, token.start), token) for start, found in self._tokens.items() for token in found]
        return self._tokens

    def _in_a_row(self, nodes: Sequence[Query]) -> list[tuple[Place, Token]]:
        """Return the same in a row, each with its place."""
        self._tokens_of(nodes)
        return self._placed

    def _widened(self, placed: Sequence[tuple[Place, Token]]) -> Meanings:
        """Return what else words side by side may mean.

        Of a phrase that is widened the stop words are not, unless it has no others, or ends with one that names a
        matter as well ('my will').
        """
        widened = widener().widen([token.text for _, token in placed], self._snapshot.has)
        found: dict[Place, Widening | None] = {placed[number][0]: None for number in widened.dropped | widened.figures}
        for widening in widened.widenings:
            first, last = widening.words[0], widening.words[-1]
            chosen = [number for number in widening.words if placed[number][1].term not in STOP_TERMS]
            if lexicon().is_noun(placed[last][1].term):
                chosen.append(last)
            for number in chosen or [first]:
                found[placed[number][0]] = widening
        found.update(dict.fromkeys(self._silent))
        return found

    def _is_strange(self, term: str) -> bool:
        """Tell whether neither an answer nor a row of lay words has a term."""
        return self._snapshot.postings(term) is None and not hinter().knows(term)
