"""A first, linear look at raw HTML: takes out what no reader sees, and cuts away the long menus."""

from __future__ import annotations

import re
from dataclasses import dataclass

from law4u_index.errors import ParseError
from law4u_index.parsing.limits import TAGS

_TAKEN_OUT = ("script", "style", "svg", "noscript", "template")
_OPENING = re.compile("|".join(["<!--", *(rf"<{name}(?=[\s/>])" for tag in _TAKEN_OUT for name in (tag, tag.upper()))]))
_SCRIPTS = frozenset({"script", "SCRIPT"})
_RAW_TEXT = frozenset({"script", "style", "SCRIPT", "STYLE"})
_LINKED_DATA = "application/ld+json"
_SURROGATES = re.compile("[\ud800-\udfff]")
_MAX_OPENING_TAG = 4_000
"""More characters than the opening tag of a script has."""
_MAX_LINKED_DATA = 20
"""So many scripts of JSON-LD are kept."""

MAX_DEPTH = 150
"""How deep the tags of an answer may be nested; what opens deeper is read as if it stood at that depth."""

_BEFORE_TITLE = 900
"""So many characters before the title's element are kept: breadcrumbs, a category, a byline may be there."""
_FOOTER = re.compile(r"<footer[\s>]", re.I)
_LANDMARKS = (
    "Verified Advocates",
    "verified advocates",
    "VERIFIED ADVOCATES",
    "Related Questions",
    "related questions",
)
"""The titles below an answer as they are written where each stands in one piece."""
_OPENING_BEFORE = re.compile(r"<[a-zA-Z][^<>]{0,400}>\s{0,40}")
_MAX_STEPS_BACK = 6
"""So many tags that open right before an element belong to it: what it is wrapped in."""
_BETWEEN_BLOCKS = re.compile(
    r">\s{1,400}(?=</?(?:p|div|li|ul|ol|h[1-6]|table|tbody|tr|td|th|section|article|header|dl|dt|dd|br|main)[\s/>])"
)
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>])[^<>]{0,4000}>")
_CLOSED_BY_OTHERS = frozenset(  # tags that are not closed, or need not be, so that they tell nothing of depth
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p")
).union(("li", "td", "th", "tr", "dt", "dd", "option"))
_FREQUENT = ("<p>", "<li>", "<br>", "<p ", "<td>", "<li ")
"""How the most frequent of these are written: to count them is quicker than to look at each tag."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """Raw HTML without what no reader sees.

    Attributes:
        html: the markup that is left.
        linked_data: the text of each JSON-LD script.
    """

    html: str
    linked_data: tuple[str, ...]


def scan(html: str, most_tags: int = TAGS) -> Scanned:
    """Take scripts, styles, drawings, comments and the like out of `html`, in one pass.

    What opens and never closes takes the rest of the page with it where a browser would show none of it
    (a script, a style); else only its opening is dropped. What is left because it is written in mixed case,
    the reader of the markup passes over: this pass only spares it the work.

    Args:
        html: the page, readable.
        most_tags: how many tags may be left.

    Raises:
        ParseError: more tags than that are left.
    """
    kept: list[str] = []
    data: list[str] = []
    unclosed: set[str] = set()
    position = 0
    while (opening := _OPENING.search(html, position)) is not None:
        kept.append(html[position : opening.start()])
        name, start = opening[0].strip("<!-"), opening.end()
        end = -1 if name in unclosed else html.find(f"</{name}" if name else "-->", start)
        if end < 0:  # nothing closes it from here on
            unclosed.add(name)
            kept.append("<i" if name else "")
            position = len(html) if name in _RAW_TEXT else start
            continue
        if name in _SCRIPTS and len(data) < _MAX_LINKED_DATA:
            tag_end = html.find(">", start, min(start + _MAX_OPENING_TAG, end))
            if tag_end >= 0 and _LINKED_DATA in html[start:tag_end].lower():
                data.append(html[tag_end + 1 : end])
        position = max(html.find(">", end), end) + 1 if name else end + 3
    kept.append(html[position:])
    seen = "".join(kept)
    if len(seen) > most_tags * 2 and seen.count("<") > most_tags * 2:
        raise ParseError(f"the page has more than {most_tags} tags; raise --max-page-mb if you trust it")
    return Scanned(seen, tuple(data))


def readable(html: str) -> str:
    """Return `html` without what no parser takes: NUL characters and lone surrogates."""
    try:
        encoded = html.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATES.sub("", html).replace("\0", "")
    return html.replace("\0", "") if b"\0" in encoded else html


@dataclass(frozen=True, slots=True)
class Parts:
    """A page cut in two: the answer with its title and the little that stands just above it, and what comes after."""

    answer: str
    below: str


def cut(html: str, titles: list[str]) -> Parts:
    """Cut scanned markup into its parts; a long menu above and the footer below are dropped.

    Where the title is not found as the page's head has it, the answer's part begins with the page; where there
    is neither a title of advocates nor of related questions, it goes on to the footer, or to the end.
    """
    body = max(html.find("<body"), html.find("</title"), 0)
    written = [words for title in dict.fromkeys(titles) if len(title) > 8 for words in _as_written(title)]
    title = min((place for words in written if (place := html.find(words, body)) >= 0), default=-1)
    start = _element_start(html, title) if title >= 0 else 0
    above = max(html.find("<", max(start - _BEFORE_TITLE, 0), start), 0) if start else 0
    marks = {words: place for words in _LANDMARKS if (place := html.find(words, max(title, body))) >= 0}
    if marks:
        footer = _FOOTER.search(html, max(html.rfind(words, place) for words, place in marks.items()))
        end = _element_start(html, min(marks.values()))
    else:
        footer = _FOOTER.search(html, max(title, body))
        end = footer.start() if footer is not None else len(html)
    return Parts(html[above:end], html[end : footer.start() if footer is not None else len(html)])


def _element_start(html: str, place: int) -> int:
    """Return where the element begins whose words stand at `place`, with the elements that begin just before it."""
    start = html.rfind("<", 0, place)
    if start < 0:
        return 0
    for _ in range(_MAX_STEPS_BACK):
        before = html.rfind("<", max(start - 450, 0), start)
        if before < 0 or _OPENING_BEFORE.fullmatch(html, before, start) is None:
            break
        start = before
    return start


def tighten(html: str) -> str:
    """Return `html` without the white space between tags that no reader sees: each piece would be a node of its own."""
    return _BETWEEN_BLOCKS.sub(">", html)


def flatten(html: str) -> str:
    """Return `html` with no tags deeper than :data:`MAX_DEPTH`: the text of deeper ones stays, their tags go."""
    opening = html.count("<") - html.count("</")  # nothing is deeper than there are tags that open
    for written in _FREQUENT:
        if opening <= MAX_DEPTH:
            break
        opening -= html.count(written)
    if opening <= MAX_DEPTH or not _is_deep(html):
        return html
    depth = 0
    kept: list[str] = []
    position = 0
    for tag in _ANY_TAG.finditer(html):
        if tag[2].lower() in _CLOSED_BY_OTHERS:
            continue
        if tag[1]:
            depth -= 1
            dropped = depth >= MAX_DEPTH
            depth = max(depth, 0)
        else:
            dropped = depth >= MAX_DEPTH
            depth += 1
        if dropped:
            kept.append(html[position : tag.start()])
            position = tag.end()
    kept.append(html[position:])
    return "".join(kept)


def _is_deep(html: str) -> bool:
    """Tell whether any tag is deeper than :data:`MAX_DEPTH`."""
    depth = 0
    for closing, name in _ANY_TAG.findall(html):
        if name.lower() not in _CLOSED_BY_OTHERS:
            if not closing:
                depth += 1
                if depth > MAX_DEPTH:
                    return True
            elif depth:
                depth -= 1
    return False


def _as_written(title: str) -> tuple[str, ...]:
    escaped = title.replace("&", "&amp;")
    return (title,) if escaped == title else (title, escaped)
