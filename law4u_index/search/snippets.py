"""The passage of an answer that shows best why it was found, cut to a few lines, with exact highlights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from law4u_index.index.analysis import TOKEN, chunk_terms, fold, terms_of
from law4u_index.search.results import Snippet

LENGTH = 300
"""A snippet has about so many characters at the most."""

_LEAD = 60
"""So far before its first highlight a snippet may begin, where a sentence does."""

_CHUNK = re.compile(r"\S+")
_SENTENCE = re.compile(r"[.?!।:;]\s")
_REPEATED = 0.05
"""What a further occurrence of a word adds, as a share of the first."""


class Highlighter:
    """Finds the terms of one query in texts.

    Args:
        weights: the terms, and how much each matters.
        kind: the kind of section to prefer; None for any.
    """

    def __init__(self, weights: Mapping[str, float], kind: str | None = None) -> None:
        self._weights = weights
        self._kind = kind
        self._matching = _Matching(weights)

    def snippet(self, body: Mapping[str, Any]) -> Snippet | None:
        """Return the best snippet of an answer; the beginning of its summary where no passage has any of the terms.

        Args:
            body: the record's JSON form: summary and sections are looked at.
        """
        best: tuple[float, str | None, str] | None = None
        for heading, kind, text in passages(body):
            score = self._score(heading, text)
            if score and kind == self._kind:
                score += sum(self._weights.values())
            if score and (best is None or score > best[0]):
                best = score, heading, text
        if best is None:
            summary = body["summary"]
            return Snippet(None, *_cut(summary.replace("\n", " "), 0, ())) if summary else None
        return self._shown(best[1], best[2].replace("\n", " "))

    def _score(self, heading: str | None, text: str) -> float:
        matching = self._matching
        counts: dict[str, int] = {}
        for chunk in fold(text).split():
            for term in matching[chunk]:
                counts[term] = counts.get(term, 0) + 1
        if not counts:
            return 0.0
        weights = self._weights
        score = sum(weights[term] * (1 + _REPEATED * (min(count, 5) - 1)) for term, count in counts.items())
        for chunk in fold(heading or "").split():
            for term in matching[chunk]:
                score += weights[term] / 2
        return score

    def highlights(self, text: str) -> list[tuple[int, int, str]]:
        """Return where terms stand in `text`, ascending, and which."""
        found = []
        folded = fold(text)
        for chunk in _CHUNK.finditer(folded):
            if self._matching[chunk.group()]:
                for token in TOKEN.finditer(chunk.group()):
                    for term in terms_of(token.group()):
                        if term in self._weights:
                            found.append((chunk.start() + token.start(), chunk.start() + token.end(), term))
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
