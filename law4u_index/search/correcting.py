"""Which words of a query are misspelt, and what was meant: told before anything is looked for.

A word is left alone that an answer has in any of its forms, that everybody tells a story with
(:mod:`law4u_index.search.everyday`), that the law knows (names of Acts, what people say, Hindi in either script), or
that is heard as a Hindi word. But what only looks like a form of such a word is put right: 'maintainance', 'acident'
(:meth:`law4u_index.search.spelling.Vocabulary.malformed`). A word of plain English or a name
(:mod:`law4u_index.law.english`) is put right only where that makes a phrase with the words beside it. A correction has
to lead somewhere: to a word of the index, to one that is widened to some, or to the name of an Act in a query that
names a provision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from law4u_index.index.analysis import STOP_TERMS, Token, word_tokens
from law4u_index.law import query_provisions
from law4u_index.search.lexicon import lexicon
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.spelling import SURE, Correction, Vocabulary, may_be_misspelt
from law4u_index.search.syntax import And, Or, Query, Word, Words
from law4u_index.search.widening import widener

MAX_STRANGE = 64
"""Of the words of a query that nobody knows the first so many are held against the words that there are."""

MAX_TRIED = 8
"""So many of the likeliest corrections of a word are tried."""

MAX_PLAIN = 3
"""So many where the words beside it have to tell: of plain English (:mod:`law4u_index.law.english`), or short."""

SHORT = 4
"""A word of fewer letters has too many near it to be put right by itself: 'wfe' is 'wife' in 'ex wfe'."""

PHRASE = 3
"""So many words on either side may make a phrase with a correction of a short or plain word."""


def corrections(text: str, query: Query, snapshot: Snapshot, vocabulary: Vocabulary) -> dict[tuple[int, int], str]:
    """Return where in a query misspelt words stand, and the word to put there.

    Args:
        text: the query as typed.
        query: its tree.
        snapshot: the index.
        vocabulary: its words.
    """
    found: dict[tuple[int, int], str] = {}
    left = MAX_STRANGE
    for beside in _beside(query):
        said = [(node, token) for node in beside for token in word_tokens(node.text)]
        strange = [
            number
            for number, (_, token) in enumerate(said)
            if may_be_misspelt(token.text)
            and token.term not in STOP_TERMS
            and not lexicon().is_everyday(token.term)
            and (not _knows(token, snapshot) or vocabulary.malformed(token.text))
        ][:left]
        left -= len(strange)
        if strange:
            found.update(_put_right(text, said, strange, snapshot, vocabulary))
    return found


def _knows(token: Token, snapshot: Snapshot) -> bool:
    """Tell whether a word, in any of its forms, is in an answer or one of the law's."""
    return snapshot.postings(token.term) is not None or widener().knows(token.text)


def _beside(query: Query) -> Iterator[Sequence[Word]]:
    """Yield the plain words that stand side by side; none that is left out, in quotes or of one field."""
    if isinstance(query, Word):
        yield (query,)
    elif isinstance(query, (Words, And)):
        yield [node for node in query.nodes if isinstance(node, Word)]
        for node in query.nodes:
            if not isinstance(node, Word):
                yield from _beside(node)
    elif isinstance(query, Or):
        for node in query.nodes:
            yield from _beside(node)


def _put_right(
    text: str, said: Sequence[tuple[Word, Token]], strange: Sequence[int], snapshot: Snapshot, vocabulary: Vocabulary
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield where words stand that are spelt as nobody spells them, and what was meant."""
    texts = [token.text for _, token in said]
    likely: dict[int, Correction] = {}
    for number in strange:
        by_form = vocabulary.malformed(texts[number]) if _knows(said[number][1], snapshot) else ()
        found: Sequence[Correction] = by_form or vocabulary.corrections(texts[number])[:MAX_TRIED]
        if lexicon().is_plain(said[number][1].term) or len(texts[number]) < SHORT:
            found = [better for better in found[:MAX_PLAIN] if _makes_a_phrase(better.word, texts, number, snapshot)]
        better = _likeliest(found, snapshot, text)
        if better is not None:
            likely[number] = better
    if not likely:
        return
    widened = widener().widen(texts, snapshot.has)
    sound = widened.dropped.union(*(one.words for one in widened.widenings))
    provisions = query_provisions(text)
    for number, better in likely.items():  # in a query in Hindi a word that no table has is Hindi too, most likely
        node, token = said[number]
        span = node.start + token.start, node.start + token.end
        of_provision = any(one.start < span[1] and span[0] < one.end for one in provisions)
        if not (number in sound or of_provision or (widened.dropped and better.cost > SURE)):
            yield span, better.word


def _makes_a_phrase(better: str, texts: Sequence[str], number: int, snapshot: Snapshot) -> bool:
    """Tell whether a word makes, in the place of another, a phrase of the tables with the words beside it."""
    first = max(0, number - PHRASE)
    beside = [*texts[first:number], better, *texts[number + 1 : number + 1 + PHRASE]]
    widened = widener().widen(beside, snapshot.has)
    return any(len(one.words) > 1 and number - first in one.words for one in widened.widenings)


def _likeliest(found: Sequence[Correction], snapshot: Snapshot, text: str) -> Correction | None:
    """Return the likeliest of corrections, which come by their cost, that leads somewhere."""
    return next((better for better in found if _leads_somewhere(better, snapshot, text)), None)


def _leads_somewhere(better: Correction, snapshot: Snapshot, text: str) -> bool:
    """Tell whether a word is in an answer, in the name of an Act beside a figure, or widened to what answers have."""
    if snapshot.postings(better.term) is not None:
        return True
    if better.of_act and any(character.isdecimal() for character in text):
        return True
    return bool(widener().widen([better.word], snapshot.has).widenings)
