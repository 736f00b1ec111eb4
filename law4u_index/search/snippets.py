"""The passage of an answer that shows best why it was found, cut to a few lines, with exact highlights.

An answer's text is not read word by word: a term's *roots* are stretches of letters of which each of its written forms
holds one, and only the words around these are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from law4u_index.index.analysis import TOKEN, chunk_terms, fold, terms_of
from law4u_index.index.records import StoredBody
from law4u_index.search.best_passages import REPEATED
from law4u_index.search.results import Snippet

LENGTH = 300
"""A snippet has about so many characters at the most."""

_LEAD = 60
"""So far before its first highlight a snippet may begin, where a sentence does."""

_SENTENCE = re.compile(r"[.?!।:;]\s")
_TRIES = 8
"""So many passages are read at the most for one that has the words in its text, not in its heading alone."""

_ROOTS = {
    "section": ("sec", "§", "u/s", "ss", "us", "धारा", "dhara"),
    "lakh": ("lakh", "lac"),
}
"""The roots of terms that are written in other letters than their own."""


class Highlighter:
    """Finds the terms of one query in texts.

    Args:
        weights: the terms, and how much each matters.
        kinds: the kinds of section to prefer.
    """

    def __init__(self, weights: Mapping[str, float], kinds: Collection[str] = ()) -> None:
        self._weights = weights
        self._kinds = kinds
        self._all = sum(weights.values())
        self._matching = _Matching(weights)
        every = {root for term in weights for root in roots(term)}
        self._roots = ("",) if "" in every else tuple(sorted(every))

    def snippet(self, body: StoredBody, scores: Mapping[int, float]) -> Snippet | None:
        """Return the best snippet of an answer, or None where it has no text.

        Where no passage has any of the terms, it is the beginning of a section of the kinds to prefer, else of the
        summary.

        Args:
            body: the answer's.
            scores: how much its passages have of the terms, of those that have any
                (:func:`law4u_index.search.best_passages.found_in`).
        """
        preferred = [number for kind in self._kinds for number in body.of_kind(kind)]
        worth = dict(scores)
        for number in worth.keys() & set(preferred):
            worth[number] += self._all
        for number in sorted(worth, key=lambda one: (-worth[one], one))[:_TRIES]:
            snippet = self.shown(*_passage(body, number))
            if snippet.highlights:
                return snippet
        for number in (*preferred, *range(len(body))):  # the terms stand in headings at the most
            heading, text = _passage(body, number)
            if text:
                return self.shown(heading, text)
        return None

    def _chunks(self, folded: str) -> Iterator[tuple[int, str]]:
        """Yield the stretches between spaces that hold a term, in no order, and where they start."""
        seen = set()
        for root in self._roots:
            at = folded.find(root)
            while at >= 0:
                start = folded.rfind(" ", 0, at) + 1
                end = folded.find(" ", at)
                if end < 0:
                    end = len(folded)
                if start not in seen:
                    chunk = folded[start:end]
                    if self._matching[chunk]:
                        seen.add(start)
                        yield start, chunk
                at = folded.find(root, end + 1)

    def highlights(self, text: str) -> list[tuple[int, int, str]]:
        """Return where terms stand in `text`, ascending, and which."""
        found = []
        for start, chunk in sorted(self._chunks(fold(text))):
            for token in TOKEN.finditer(chunk):
                for term in terms_of(token.group()):
                    if term in self._weights:
                        found.append((start + token.start(), start + token.end(), term))
                        break
        return found

    def shown(self, heading: str | None, text: str) -> Snippet:
        """Return the snippet of a passage.

        Args:
            heading: what it stands under.
            text: the passage, its white space folded.
        """
        found = self.highlights(text)
        first = self._densest(found) if len(text) > LENGTH else 0
        return Snippet(heading, *_cut(text, first, [(start, end) for start, end, _ in found]))

    def _densest(self, found: list[tuple[int, int, str]]) -> int:
        """Return where the stretch begins that shows most of what was asked for."""
        best, at = -1.0, 0
        for number, (start, _, _) in enumerate(found):
            seen: dict[str, float] = {}
            for _, end, term in found[number : number + 24]:
                if end > start + LENGTH - _LEAD:
                    break
                seen[term] = seen.get(term, self._weights[term]) + self._weights[term] * REPEATED
            score = sum(seen.values())
            if score > best + 1e-9:
                best, at = score, start
        return at


class _Matching(dict[str, tuple[str, ...]]):
    """Chunk of folded text → which of the terms it holds; worked out when it is first met."""

    def __init__(self, terms: Mapping[str, float]) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        found = tuple(term for terms in chunk_terms(chunk) for term in terms if term in self._terms)
        self[chunk] = found
        return found


def _passage(body: StoredBody, number: int) -> tuple[str | None, str]:
    """Return a passage's heading, and its text with white space folded."""
    heading, *texts = body.passage(number)
    return heading or None, " ".join(" ".join(texts).split())


def roots(term: str) -> tuple[str, ...]:
    """Return stretches of letters, of which every folded word that yields `term` holds one; '' where none are known.

    An English stem differs from its word by its last letter at the most (Snowball makes 'possibl' of 'possibility'),
    but for such as 'dying', whose stem is 'die'; an acronym may stand with points; a figure of four digits or more may
    be written with commas or in lakh, but begins with the same digit. (What is less than a thousand is not looked for
    in '0.001 lakh' or '1,00'.)
    """
    if not term.isascii():
        return ("",)
    if not term.isalpha():
        digits = term[: len(term) - len(term.lstrip("0123456789"))]
        return (digits[:1] if len(digits) > 3 else digits,)
    dotted = ".".join(term[:2])
    if term in _ROOTS:
        return (*_ROOTS[term], dotted)
    stem = term if len(term) < 3 else term[:1] if len(term) == 3 and term.endswith("ie") else term[:-1]
    return (stem, dotted, f"e-{stem[1:]}") if term[0] == "e" else (stem, dotted)


def _cut(text: str, at: int, highlights: Any) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return about :data:`LENGTH` characters of `text` with `at` near their beginning, and the highlights in them."""
    if len(text) <= LENGTH:
        return text, tuple(highlights)
    start = 0
    if at > _LEAD:
        ends = [match.end() for match in _SENTENCE.finditer(text, at - _LEAD, at)]
        start = ends[-1] if ends else text.rfind(" ", 0, at - _LEAD // 2) + 1
    start = max(0, min(start, len(text) - LENGTH))
    if start and text[start - 1] != " ":
        start = text.find(" ", start) + 1 or start
    stop = start + LENGTH
    if stop < len(text):
        stop = text.rfind(" ", start + LENGTH // 2, stop + 1)
        stop = stop if stop > 0 else start + LENGTH
    before, after = "… " if start else "", " …" if stop < len(text) else ""
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in highlights if a >= start and b <= stop)
    return before + text[start:stop].rstrip() + after, inside
