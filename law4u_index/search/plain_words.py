"""The plain words of a query: which provision each is a part of, what else each may mean, and which only ask."""

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

Meant = Mapping[tuple[int, int], Widening | None]
"""What else words may mean, by where word and token start; None for a token that carries no meaning."""


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
        self._silent: frozenset[tuple[int, int]] = frozenset()
        self._meanings: dict[tuple[int, ...], Meant] = {}
        self._read: tuple[Sequence[Query], Tokens] = ((), {})

    def span(self, node: Word) -> QueryProvision | None:
        """Return the provision that a word of the query is a part of, if it is."""
        if not self.spans:
            return None
        return next((span for span in self.spans if span.start < node.end and node.start < span.end), None)

    def tokens_of(self, nodes: Sequence[Query]) -> Tokens:
        """Return the tokens of those of some nodes that are plain words."""
        if self._read[0] is not nodes:  # asked for several times in a row
            words = [node for node in nodes if isinstance(node, Word) and self.span(node) is None]
            self._read = nodes, {node.start: word_tokens(node.text) for node in words}
        return self._read[1]

    def meant(self, plain: Tokens) -> Meant:
        """Return what else plain words may mean; nothing where they are taken literally."""
        if self._literal:
            return {}
        key = tuple(plain)
        if key in self._meanings:
            return self._meanings[key]
        said = [(start, token) for start, found in plain.items() for token in found]
        widened = widener().widen([token.text for _, token in said], self._snapshot.has)
        places = [(start, token.start) for start, token in said]
        silent = widened.dropped | widened.figures
        found: dict[tuple[int, int], Widening | None] = {places[number]: None for number in silent}
        for widening in widened.widenings:
            weighty = [number for number in widening.words if said[number][1].term not in STOP_TERMS]
            if lexicon().is_noun(said[widening.words[-1]][1].term):  # where a phrase ends with it, it is no verb
                weighty.append(widening.words[-1])
            for number in weighty or widening.words[:1]:
                found[places[number]] = widening
        found.update(dict.fromkeys(self._silent))
        self._meanings[key] = found
        return found

    def ask(self, nodes: Sequence[Query]) -> str | None:
        """Take in which words only ask: none where the query says nothing else; return the kind of section asked for.

        To be called before :meth:`meant`: words that only ask carry no meaning then.
        """
        said = [(start, token) for start, found in self.tokens_of(nodes).items() for token in found]
        found = asking([token for _, token in said])
        words = sum(isinstance(node, (Word, Filter, Not)) for node in nodes)
        if found.beside_others or self.spans or words < len(nodes):
            self._silent = frozenset((said[number][0], said[number][1].start) for number in found.silent)
        return found.kind

    def is_sentence(self, nodes: Sequence[Query]) -> bool:
        """Tell whether plain words are a sentence: :data:`SENTENCE` and a stop word, and none names a provision."""
        is_stop = [token.term in STOP_TERMS for found in self.tokens_of(nodes).values() for token in found]
        return not self.spans and any(is_stop) and is_stop.count(False) >= SENTENCE

    def said(self, nodes: Sequence[Query]) -> list[tuple[str, bool]]:
        """Return the terms of plain words in order, and whether each only asks.

        A word that neither an answer nor a lay word has is said by what it means: 'talaq' as 'divorce'. Hindi grammar
        is left out, but for its negations, which are :data:`~law4u_index.search.lexicon.DENIAL`.
        """
        plain = self.tokens_of(nodes)
        meant = self.meant(plain)
        said: list[tuple[str, bool]] = []
        for start, found in plain.items():
            for token in found:
                place = start, token.start
                asks, widening = place in self._silent, meant.get(place)
                if widening is not None and self._is_strange(token.term):
                    said += [(term, asks) for one in widening.alternatives for term in one.terms]
                elif asks or widening is not None or place not in meant:
                    said.append((token.term, asks))
                elif lexicon().negates(token.text):
                    said.append((DENIAL, False))
        return said

    def _is_strange(self, term: str) -> bool:
        return self._snapshot.postings(term) is None and not hinter().knows(term)

    def counts(self, nodes: Sequence[Query]) -> list[str]:
        """Return the terms of the figures that only tell of this case."""
        plain = self.tokens_of(nodes)
        meant = self.meant(plain)
        said = [(start, token) for start, found in plain.items() for token in found if token.text.isdecimal()]
        return [token.term for start, token in said if meant.get((start, token.start), token) is None]

    def spoken(self, nodes: Sequence[Query], plain: Tokens, meant: Meant) -> Tokens:
        """Return the tokens of plain words that are to be looked for; stop words only where there is nothing else."""
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
