"""Which words of a query are misspelt and what was meant, found by looking at every word that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from law4u_index.index.analysis import STOP_TERMS, fold, terms_of, tokens
from law4u_index.law import query_provisions
from law4u_index.search.correcting import MAX_TRIED
from law4u_index.search.lexicon import lexicon
from law4u_index.search.query import parse_query
from law4u_index.search.slips import LEAST_CONSONANTS, slip_cost, sound
from law4u_index.search.spelling import SURE, shorter
from law4u_index.search.syntax import And, Or, Query, Word, Words
from law4u_index.search.widening import widener
from tests.search.reference_answers import EVERYDAY_TERMS, Answers


def corrections(index: Answers, text: str) -> dict[tuple[int, int], str]:
    """Return where misspelt words stand, and what was meant."""
    found = {}
    for beside in _beside(parse_query(text)):
        said = [
            (node.start + token.start, node.start + token.end, token.term)
            for node in beside
            for token in tokens(node.text)
        ]
        widened = widener().widen([fold(text)[start:end] for start, end, _ in said], index.known.__contains__)
        heard = widened.dropped.union(*(one.words for one in widened.widenings))
        for number, (start, end, term) in enumerate(said):
            inside = any(span.start < end and start < span.end for span in query_provisions(text))
            word = fold(text)[start:end]
            if number in heard or inside or term in STOP_TERMS | EVERYDAY_TERMS:
                continue
            knows = index.term(term) is not None or widener().knows(word)
            if len(word) >= 4 and word.isalpha() and (not knows or _is_no_form(index, word)):
                better = _meant(index, word, any(one.isdecimal() for one in text), bool(widened.dropped), knows)
                if better is not None:
                    found[start, end] = better
    return found


def _meant(index: Answers, word: str, numbered: bool, hindi: bool, knows: bool) -> str | None:
    """Return the word that a misspelt one was meant to be: of the index or of the law, the likeliest that helps."""
    slips = 1 if len(word) < 7 else 2
    near = []
    law = dict(zip(lexicon().written, lexicon().of_acts.tolist(), strict=True))
    for other in {*index.counts, *law}:
        has = index.term(terms_of(other)[0]) is not None
        if knows and not _would_be(word, other):
            continue
        if OSA.distance(word, other) <= slips and (has or other in law):
            near.append((slip_cost(word, other), -index.counts[other] if has else 0, other))
    if not near and slips > 1 and not knows and word.isascii() and len(sound(word)[0]) >= LEAST_CONSONANTS:
        for other in {*index.counts, *law}:
            has = index.term(terms_of(other)[0]) is not None
            alike = other[0] == word[0] and sound(other) == sound(word) and abs(len(other) - len(word)) <= 2
            if alike and (has or other in law):
                near.append((slip_cost(word, other), -index.counts[other] if has else 0, other))
    for cost, _, other in sorted(near)[:MAX_TRIED]:
        if hindi and cost > SURE:
            return None
        has = index.term(terms_of(other)[0]) is not None
        if has or (numbered and law[other]) or widener().widen([other], index.known.__contains__).widenings:
            return other
    return None


def _is_no_form(index: Answers, word: str) -> bool:
    """Tell whether a word of a known stem has an ending that few words take, and nobody writes it so."""
    written = {one for one in index.counts if index.term(terms_of(one)[0]) is not None} | set(lexicon().written)
    alike = {word, word + "s", word.removesuffix("s")}
    return word not in index.counts and not alike & written and (shorter(word) is not None or _is_derived(word))


def _is_derived(word: str) -> bool:
    stem = terms_of(word)[0]
    inflections = re.compile(stem + "[a-z]?(|d|s|y|e|ed|er|es|ers|or|ors|ing|ings|ied|ies|ly)")
    return word.startswith(stem) and not inflections.fullmatch(word)


def _would_be(word: str, other: str) -> bool:
    """Tell whether another word is what a malformed one was meant to be: with a shorter vowel, or surely near."""
    shortened = shorter(word)
    if shortened is not None and shortened.fullmatch(other):
        return True
    stem, cost = terms_of(word)[0], slip_cost(word, other)
    is_sure = cost < SURE or (cost == SURE and other.startswith(stem))
    return _is_derived(word) and is_sure and terms_of(other)[0] != stem


def _beside(node: Query) -> Iterator[list[Word]]:
    """Yield the plain words that stand side by side."""
    if isinstance(node, Word):
        yield [node]
    elif isinstance(node, Or):
        for child in node.nodes:
            yield from _beside(child)
    elif isinstance(node, (Words, And)):
        yield [child for child in node.nodes if isinstance(child, Word)]
        for child in node.nodes:
            yield from [] if isinstance(child, Word) else _beside(child)
