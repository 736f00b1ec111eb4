"""What a query asks of an index: what to score, which answers may be found at all, and what is told of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import reduce

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.search.alternatives import Meant
from law4u_index.search.citing import AskedProvision
from law4u_index.search.postings import Postings, Subset, distinct
from law4u_index.search.ranking import MANY, with_every
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.topics import NO_TOPICS
from law4u_index.search.unions import Union
from law4u_index.search.widening import Alternative


class Plan:
    """A query made ready for an index.

    Attributes:
        words: what is scored.
        every: whether an answer must have all of them, not just any.
        allowed: which answers may be found; None for all.
        filtered: which answers pass the filters beside the query; None for all.
        said: the terms to highlight, but for those in `unions` and `together`.
        together: the terms of what may be meant by several words, which are to be highlighted where they stand near
            each other: 'first information report' is meant by 'FIR', and 'information' is not.
        phrases: the terms of each phrase, two or more, which a snippet is to show in a row.
        unions: the words that stand for others, which are to be highlighted.
        provisions: the provisions that the query asks for.
        cited: those of them that are required; they are scored where nothing else is.
        kinds: the kinds of section that are required, as they were asked for.
        meant: the words that were widened, with what else they may mean.
        hints: what the query as a whole hints at, as text and posting list, scored on top of the words.
        asked: the terms of the query's plain words in their order, each once, without stop words; none
            where it asks for a provision.
        asking: the terms of the plain words that only ask, each once, and are not among `words` for that.
        topics: what the query may be about.
        gist: the sum of the vectors of the words asked for; None where none has one, where they are taken as they
            stand, and in a query in Devanagari.
        wanted: the kind of section that the query asks for; None where it does not say.
        is_sentence: whether the query tells in a sentence what it is about, and not in keywords.
        as_said: of a sentence, :attr:`words` without what they were widened to; none where no answer has one of them.
    """

    def __init__(self, words: Sequence[Postings] = (), *, every: bool = False, allowed: Subset | None = None) -> None:
        self.words = list(words)
        self.every = every
        self.allowed = allowed
        self.filtered: Subset | None = None
        self.said: set[str] = set()
        self.together: set[tuple[str, ...]] = set()
        self.phrases: set[tuple[str, ...]] = set()
        self.unions: list[Union] = []
        self.provisions: list[AskedProvision] = []
        self.cited: list[AskedProvision] = []
        self.kinds: list[str] = []
        self.meant: list[Meant] = []
        self.hints: tuple[tuple[str, Postings], ...] = ()
        self.asked: tuple[str, ...] = ()
        self.asking: tuple[str, ...] = ()
        self.topics = NO_TOPICS
        self.gist: Array | None = None
        self.wanted: str | None = None
        self.is_sentence = False
        self.as_said: list[Postings] = []

    @property
    def scored(self) -> list[Postings]:
        """The words and the hints."""
        return [*self.words, *(hint for _, hint in self.hints)]

    @property
    def all_words_first(self) -> bool:
        """Whether answers with all the words, or what they were widened to, come first.

        Of a sentence only those come first that have its words :meth:`as they were said <ahead>`: 'can I record a phone
        call as proof' has words that stand, or are meant, by the way in long answers on anything. And none where a word
        that no answer has may mean several things: 'ghar' may be a house, a home or a family, and that an answer says
        one of them tells too little.
        """
        return not self.is_sentence and all(one.exact is not None or len(one.others) < 2 for one in self.meant)

    def take_as_said(self) -> None:
        """Take in the words of a sentence without what they were widened to."""
        exact = {id(one.whole): one.exact for one in self.meant}
        said = [exact.get(id(word), word) for word in self.words]
        present = [word for word in said if word is not None]
        self.as_said = present if len(present) == len(said) else []

    def ahead(self, total: int) -> Subset | None:
        """Return the answers that have all words of a sentence as they were said; None where that puts none ahead.

        Args:
            total: how many answers the snapshot has.
        """
        if not self.as_said or len(self.as_said) + len(self.hints) < 2:
            return None
        docs = with_every(self.as_said, self.allowed)
        return Subset.of(docs, total) if len(docs) else None

    def has_all_words(self, docs: Array) -> Array:
        """Tell which of some answers have all the words, or what these were widened to."""
        every: Array = np.all([word.at(docs) for word in self.words], axis=0)
        return every

    def terms_in(self, docs: Array) -> set[str]:
        """Return the terms to highlight in some answers, which ascend, wherever they stand."""
        return self.said.union(*[union.terms_in(docs) for union in self.unions])

    def show(self, alternatives: Iterable[Alternative]) -> None:
        """Have what may be meant highlighted too."""
        for one in alternatives:
            if len(one.terms) == 1:
                self.said.update(one.terms)
            else:
                self.together.add(one.terms)

    def company(self, said: Collection[str]) -> dict[str, list[tuple[str, ...]]]:
        """Return the terms that are highlighted in company only, but for `said`, and with which others each is."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for terms in self.together:
            for term in terms:
                if term not in said:
                    found.setdefault(term, []).append(terms)
        return found

    def matches(self, snapshot: Snapshot) -> Array:
        """Return every answer that matches, ascending; int64."""
        docs: Array
        if not self.words:
            docs = np.arange(snapshot.total) if self.allowed is None else self.allowed.docs
            return docs[snapshot.live[docs]]
        if self.every:
            docs = with_every(self.words)
        elif len(self.words) == 1 and not self.hints:
            docs = self.words[0].docs.astype(np.int64)
        elif sum([word.count for word in self.scored]) <= MANY:
            docs = distinct([word.docs for word in self.scored])
        else:
            found = np.zeros(snapshot.total, bool)
            for word in self.scored:
                found[word.docs] = True
            docs = np.flatnonzero(found)
        return docs if self.allowed is None else self.allowed.of_these(docs)

    def has(self, docs: Array) -> Array:
        """Return which of some answers match, none of which is deleted."""
        found = np.ones(len(docs), bool) if self.allowed is None else self.allowed.has(docs)
        if self.words:
            combine = np.logical_and if self.every else np.logical_or
            found &= reduce(combine, [word.at(docs).astype(bool) for word in self.scored])
        return found
