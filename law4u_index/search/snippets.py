"""The passage of an answer that shows best why it was found, cut to a few lines, with exact highlights.

An answer's text is not read word by word: a term's *roots* are stretches of letters of which each of its written forms
holds one, and only the words around these are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate
from typing import Any

from law4u_index.index.analysis import TOKEN, chunk_terms, fold, terms_of
from law4u_index.search.results import Snippet

LENGTH = 300
"""A snippet has about so many characters at the most."""

_LEAD = 60
"""So far before its first highlight a snippet may begin, where a sentence does."""

_GAP = "  "
"""What stands between passages while they are looked through: no token goes on across it."""

_SENTENCE = re.compile(r"[.?!।:;]\s")
_REPEATED = 0.05
"""What a further occurrence of a word adds, as a share of the first."""

_COUNTED = 5
"""So many occurrences of a word are counted."""

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
        self._matching = _Matching(weights)
        every = {root for term in weights for root in roots(term)}
        self._roots = ("",) if "" in every else tuple(sorted(every))

    def snippet(self, body: Mapping[str, Any]) -> Snippet | None:
        """Return the best snippet of an answer, or None where it has no text.

        Where no passage has any of the terms, it is the beginning of a section of the kinds to prefer, else of the
        summary.

        Args:
            body: the record's JSON form: summary and sections are looked at.
        """
        every = [passage for passage in passages(body) if passage[2]]
        counts = self._counts([text for _, _, text in every])
        best, most = -1, 0.0
        for number in sorted(counts):
            heading, kind, _ = every[number]
            score = self._score(counts[number], heading) + sum(self._weights.values()) * (kind in self._kinds)
            if score > most:
                best, most = number, score
        if best < 0:
            best = next((number for number, (_, kind, _) in enumerate(every) if kind in self._kinds), 0)
        if not every:
            return None
        heading, _, text = every[best]
        return self._shown(heading, " ".join(text.split()))

    def _counts(self, texts: list[str]) -> dict[int, Counter[str]]:
        """Return how often each term stands in each of some texts, for those that have any."""
        starts = [0, *accumulate(len(text) + len(_GAP) for text in texts)]
        found: dict[int, Counter[str]] = {}
        for start, chunk in self._chunks(fold(_GAP.join(texts).replace("\n", " "))):
            found.setdefault(bisect_right(starts, start) - 1, Counter()).update(self._matching[chunk])
        return found

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

    def _score(self, counts: Mapping[str, int], heading: str | None) -> float:
        weights = self._weights
        score = sum(weights[term] * (1 + _REPEATED * (min(count, _COUNTED) - 1)) for term, count in counts.items())
        for chunk in fold(heading or "").split():
            for term in self._matching[chunk]:
                score += weights[term] / 2
        return score

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

    def _shown(self, heading: str | None, text: str) -> Snippet:
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
                seen[term] = seen.get(term, self._weights[term]) + self._weights[term] * _REPEATED
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


def passages(body: Mapping[str, Any]) -> Iterator[tuple[str | None, str, str]]:
    """Yield heading, kind and text of each passage of a record's JSON form: the summary, then each section."""
    yield None, "overview", body["summary"]
    waiting = list(reversed(body["sections"]))
    while waiting:
        section = waiting.pop()
        yield section["heading"], section["kind"], "\n".join([section["text"], *section["items"]]).strip()
        waiting.extend(reversed(section["sections"]))


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
