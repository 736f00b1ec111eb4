"""A first, linear look at raw HTML: takes out what no reader sees, and cuts away the long menus."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMES = ("script", "style", "svg", "noscript", "template")
_OPENINGS = ("<!--", *(f"<{name}" for name in _NAMES), *(f"<{name.upper()}" for name in _NAMES))
_AFTER_NAME = frozenset(" \t\n\r\f/>")
_RAW_TEXT = frozenset({"script", "style", "SCRIPT", "STYLE"})
_LINKED_DATA = "application/ld+json"
_SURROGATES = re.compile("[\ud800-\udfff]")
_MAX_OPENING_TAG = 4_000
_MAX_LINKED_DATA = 20


@dataclass(frozen=True, slots=True)
class Scanned:
    """Raw HTML without what no reader sees.

    Attributes:
        html: the markup that is left.
        linked_data: the text of each JSON-LD script.
    """

    html: str
    linked_data: tuple[str, ...]


def scan(html: str) -> Scanned:
    """Take scripts, styles, drawings, comments and the like out of `html`, in one pass.

    What opens and never closes takes the rest of the page with it where a browser would show none of it
    (a script, a style); else only its opening is dropped. What is left because it is written in mixed case,
    the reader of the markup passes over: this pass only spares it the work.
    """
    html = _readable(html)
    kept: list[str] = []
    data: list[str] = []
    ahead = _openings(html)
    position = 0
    while ahead:
        opening = min(ahead, key=ahead.__getitem__)
        found = ahead[opening]
        name, start = opening[1:].strip("!-"), found + len(opening)
        if found >= position and (not name or html[start : start + 1] in _AFTER_NAME):
            kept.append(html[position:found])
            end = html.find(f"</{name}" if name else "-->", start)
            if end >= 0:
                if name in ("script", "SCRIPT") and len(data) < _MAX_LINKED_DATA:
                    tag_end = html.find(">", start, min(start + _MAX_OPENING_TAG, end))
                    if tag_end >= 0 and _LINKED_DATA in html[start:tag_end].lower():
                        data.append(html[tag_end + 1 : end])
                position = max(html.find(">", end), end) + 1 if name else end + 3
            elif name in _RAW_TEXT:
                position = len(html)
            else:  # nothing closes it from here on: only the opening goes, this one and every later one
                html = html[found:].replace(opening, "<i" if name else "")
                ahead = _openings(html)
                position = 0
                continue
        following = html.find(opening, max(position, start))
        if following >= 0:
            ahead[opening] = following
        else:
            del ahead[opening]
    kept.append(html[position:])
    return Scanned("".join(kept), tuple(data))


def _readable(html: str) -> str:
    """Return `html` without what no parser takes: NUL characters and lone surrogates."""
    html = html.replace("\0", "")
    try:
        html.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATES.sub("", html)
    return html


def _openings(html: str) -> dict[str, int]:
    return {opening: found for opening in _OPENINGS if (found := html.find(opening)) >= 0}


_BEFORE_TITLE = 1_500
_MIN_CUT = 1_000
_FOOTER = re.compile(r"<footer[\s>]", re.I)
_BELOW = (
    "Related Questions",
    "related questions",
    "Verified Advocates",
    "verified advocates",
    "Answer By",
    "Answer by",
)


def cut(html: str, titles: list[str]) -> str:
    """Cut a long menu before the title, and a footer behind the last landmark, off scanned markup.

    Where the title cannot be found as it is written in the page's head, or no footer is marked as such, that
    side stays whole.
    """
    start = 0
    end = len(html)
    body = html.find("<body")
    places = (html.find(written, max(body, 0)) for title in titles for written in _as_written(title))
    title = min((place for place in places if place >= 0), default=-1)
    if title - _BEFORE_TITLE > _MIN_CUT:
        start = max(html.find("<", title - _BEFORE_TITLE, title), 0)
    last = max(html.rfind(words, max(title, 0)) for words in _BELOW)
    if last > 0 and (footer := _FOOTER.search(html, last)) is not None:
        end = footer.start()
    return html[start:end] if start or end < len(html) else html


def _as_written(title: str) -> tuple[str, ...]:
    escaped = title.replace("&", "&amp;")
    return (title,) if escaped == title else (title, escaped)
