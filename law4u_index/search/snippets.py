"""The passage of an answer that shows best why it was found, cut to a few lines, with exact highlights.

An answer's text is not read word by word: a term's *roots* are stretches of letters of which each of its written forms
holds one, and only the words around these are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import chain

from law4u_index.index.analysis import TOKEN, fold, terms_of
from law4u_index.index.records import StoredBody
from law4u_index.index.variants import KEPT, common_root
from law4u_index.search.best_passages import REPEATED
from law4u_index.search.results import Snippet

LENGTH = 300
"""A snippet has about so many characters at the most."""

_LEAD = 60
"""So far before its first highlight a snippet may begin, where a sentence does."""

_NEAR = 60
"""Words that mean something together stand so many characters apart at the most."""

_DENSE = 24
"""So many highlights from one on are looked at to tell how much a snippet that begins there would show."""

_SENTENCE_END = re.compile(r"[.?!।:;]\s")

_TRIES = 8
"""So many passages are read at the most for one that has the words in its text, not in its heading alone."""

_FIRST_SIGN, _BESIDE, _APART = 0x100, " ", "|"
"""Which terms stand side by side is told in one string: a sign a term, each with one of these two behind it."""

_ROOTS = {
    "section": ("sec", "§", "u/s", "ss", "us", "धारा", "dhara"),
    "lakh": ("lakh", "lac"),
}
"""The roots of terms that are written in other letters than their own."""

_BEGINNING = 2
"""A word's stem begins with so many letters of it at least."""

NO_COMPANY: Mapping[str, Collection[tuple[str, ...]]] = {}
"""Where every term means something by itself."""


_Span = tuple[int, int, str]
"""Where a term stands in a text: its first character, the one behind its last, and the term."""

_Spans = tuple[_Span, ...]


class Highlighter:
    """Finds the terms of one query in texts.

    Args:
        weights: the terms, and how much each matters.
        kinds: the kinds of section to prefer, the first of them where nothing else tells which to show.
        company: the terms that mean nothing by themselves, and with which others each does: 'information' with 'first'
            and 'report'. Away from these it is marked only where nothing else is to be shown.
        phrases: the terms, all of them in `weights`, that are to be shown in a row, two or more of each phrase.

    Attributes:
        of_a_row: how much a phrase matters: more than all words can, and the kind of section.
    """

    def __init__(
        self,
        weights: Mapping[str, float],
        kinds: Sequence[str] = (),
        company: Mapping[str, Collection[tuple[str, ...]]] = NO_COMPANY,
        phrases: Collection[tuple[str, ...]] = (),
    ) -> None:
        self._weights = weights
        self._kinds = kinds
        self._company = company
        self._all = sum(weights.values())
        self.of_a_row = 3 * self._all
        in_rows = dict.fromkeys(chain.from_iterable(phrases))
        self._signs = {term: chr(number) for number, term in enumerate(in_rows, _FIRST_SIGN)}
        self._rows = [_BESIDE.join([self._signs[term] for term in phrase]) for phrase in phrases]
        self._matching = _Matching(weights)
        every = {root for term in weights for root in roots(term)}
        self._roots = ("",) if "" in every else tuple(sorted(every))

    def snippet(self, body: StoredBody, scores: Mapping[int, float]) -> Snippet | None:
        """Return the best snippet of an answer, or None where it has no text.

        Where no passage has any of the terms, it is the beginning of a section of the kinds to prefer, else of the
        summary.

        Args:
            body: the answer's.
            scores: how much its passages have of the terms and of the phrases, of those that have any
                (:func:`law4u_index.search.best_passages.found_in`).
        """
        preferred = [number for kind in self._kinds for number in body.of_kind(kind)]
        worth = dict(scores)
        for number in worth.keys() & set(preferred):
            worth[number] += self._all
        headed: Snippet | None = None
        apart: Snippet | None = None
        for number in sorted(worth, key=lambda one: (-worth[one], one))[:_TRIES]:
            has_row = bool(self._rows) and worth[number] >= self.of_a_row
            if headed is not None and not has_row:
                break
            heading, text = _passage(body, number)
            found = self.highlights(text)
            meant = self._meant(found)
            rows = self._in_a_row(text, meant) if has_row else []
            if meant and has_row and not rows:  # but in the heading
                headed = headed or self._marked(heading, text, meant)
            elif meant:
                return self._marked(heading, text, meant, rows)
            elif found and apart is None:
                apart = self._marked(heading, text, found)
        if headed is not None or apart is not None:
            return headed or apart
        for number in (*preferred, *range(len(body))):  # the terms stand in headings at the most
            heading, text = _passage(body, number)
            if text:
                return self.shown(heading, text)
        return None

    def highlights(self, text: str) -> list[_Span]:
        """Return where terms stand in `text`, ascending, and which."""
        folded = fold(text)
        found: dict[int, _Spans] = {}
        for root in self._roots:
            at = folded.find(root)
            while at >= 0:
                start = folded.rfind(" ", 0, at) + 1
                end = folded.find(" ", at)
                if end < 0:
                    end = len(folded)
                spans = self._matching[folded[start:end]]
                if spans:
                    found[start] = spans
                at = folded.find(root, end + 1)
        return [(base + start, base + end, term) for base in sorted(found) for start, end, term in found[base]]

    def shown(self, heading: str | None, text: str) -> Snippet:
        """Return the snippet of a passage.

        Args:
            heading: what it stands under.
            text: the passage, its white space folded.
        """
        found = self.highlights(text)
        return self._marked(heading, text, self._meant(found) or found)

    def _marked(
        self, heading: str | None, text: str, found: Sequence[_Span], rows: Sequence[tuple[int, int]] = ()
    ) -> Snippet:
        """Return the snippet of a passage in which these terms are marked, and which has phrases in these places."""
        first = self._densest(found, rows) if len(text) > LENGTH else 0
        return Snippet(heading, *_cut(text, first, [(start, end) for start, end, _ in found]))

    def _meant(self, found: Sequence[_Span]) -> Sequence[_Span]:
        """Return those of the terms found in a text that mean something there, by themselves or in company."""
        if not self._company:
            return found
        return [one for number, one in enumerate(found) if self._is_meant(found, number)]

    def _is_meant(self, found: Sequence[_Span], number: int) -> bool:
        """Tell whether a term means something where it stands: by itself, or with others of its company near it."""
        start, _, term = found[number]
        company = self._company.get(term)
        if company is None:
            return True
        near = {term}
        for way in (range(number - 1, -1, -1), range(number + 1, len(found))):
            for other in way:
                if abs(found[other][0] - start) > _NEAR:
                    break
                near.add(found[other][2])
        return any(near.issuperset(terms) for terms in company)

    def _in_a_row(self, text: str, found: Sequence[_Span]) -> list[tuple[int, int]]:
        """Return where phrases stand in `text`, in which these terms were found, up to the next blank; ascending."""
        said: list[str] = []
        for number, (_, end, term) in enumerate(found, 1):
            between = text[end : found[number][0]] if number < len(found) else _BESIDE
            is_apart = between != _BESIDE and TOKEN.search(between) is not None
            said += self._signs.get(term, _APART), _APART if is_apart else _BESIDE
        signs = "".join(said)
        rows = []
        for row in self._rows:
            at = signs.find(row)
            while at >= 0:
                last = at + len(row) - 1
                stop = text.find(" ", found[last // 2][1])
                rows.append((found[at // 2][0], stop if stop >= 0 else len(text)))
                at = signs.find(row, last + 2)
        return sorted(rows)

    def _densest(self, found: Sequence[_Span], rows: Sequence[tuple[int, int]]) -> int:
        """Return where the stretch begins that shows most of what was asked for: of a long phrase the beginning."""
        best, at = -1.0, 0
        for number, (start, _, _) in enumerate(found):
            seen: dict[str, float] = {}
            for _, end, term in found[number : number + _DENSE]:
                if end > start + LENGTH - _LEAD:
                    break
                seen[term] = seen.get(term, self._weights[term]) + self._weights[term] * REPEATED
            score = sum(seen.values())
            if rows and rows[-1][0] >= start:
                first, stop = rows[bisect_left(rows, (start,))]
                if first == start or stop <= start + LENGTH - _LEAD:
                    score += self.of_a_row
            if score > best + 1e-9:
                best, at = score, start
        return at


class _Matching(dict[str, _Spans]):
    """Chunk of folded text → where in it the terms stand, and which; worked out when it is first met."""

    def __init__(self, terms: Mapping[str, float]) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, chunk: str) -> _Spans:
        found = []
        for token in TOKEN.finditer(chunk):
            term = next((term for term in terms_of(token.group()) if term in self._terms), None)
            if term is not None:
                found.append((token.start(), token.end(), term))
        self[chunk] = spans = tuple(found)
        return spans


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
    stem = _stem_root(term)
    electronic = (f"e-{stem[1:]}",) if term[0] == "e" else ()  # 'efil' is written 'e-filing'
    return (stem, dotted, *_spelt_otherwise(term), *electronic)


def _stem_root(term: str) -> str:
    """Return the beginning that an English stem has in common with every word that it is the stem of."""
    if len(term) < 3:
        return term
    if len(term) == 3 and term.endswith("ie"):
        return common_root(term) or term[:1]
    return common_root(term) or term[:-1]


def _spelt_otherwise(term: str) -> list[str]:
    """Return the words that yield a term for which they are not spelt."""
    return [typed for typed, kept in _beginning_so().get(term[:_BEGINNING], ()) if terms_of(kept)[0] == term]


@cache
def _beginning_so() -> dict[str, list[tuple[str, str]]]:
    """Return the words with another spelling that is kept, by how that begins: so does its stem, too."""
    found: dict[str, list[tuple[str, str]]] = {}
    for typed, kept in KEPT.items():
        found.setdefault(kept[:_BEGINNING], []).append((typed, kept))
    return found


def _cut(text: str, at: int, highlights: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return about :data:`LENGTH` characters of `text` with `at` near their beginning, and the highlights in them."""
    if len(text) <= LENGTH:
        return text, tuple(highlights)
    start = 0
    if at > _LEAD:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, at - _LEAD, at)]
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
